using System.Collections.Generic;

namespace Drydock.Drivers.Oob.Ipmi.Commands;

/// <summary>What a BMC says of its chassis: Get Chassis Status (IPMI 2.0, 28.2).</summary>
/// <param name="Power">On or off.</param>
/// <param name="Faults">What is wrong with it, as sensors.</param>
public sealed record ChassisStatus(PowerState Power, ItemList<OobSensor> Faults)
{
    private static readonly (int Index, int Bit, string Name, OobHealth State)[] Known =
    [
        (0, 1, "power overload", OobHealth.Critical), (0, 2, "power off by interlock", OobHealth.Warning), (0, 3, "main power fault", OobHealth.Critical),
        (0, 4, "power control fault", OobHealth.Critical), (2, 0, "intrusion", OobHealth.Warning), (2, 2, "drive fault", OobHealth.Critical),
        (2, 3, "cooling or fan fault", OobHealth.Critical),
    ];

    /// <summary>Reads the answer.</summary>
    /// <param name="data">The data of the reply, at least three bytes.</param>
    public static ChassisStatus Decode(byte[] data)
    {
        var faults = new List<OobSensor>();
        foreach (var (index, bit, name, state) in Known)
        {
            if ((data[index] & (1 << bit)) != 0) faults.Add(new OobSensor("Chassis: " + name, "Chassis", State: state));
        }

        return new ChassisStatus((data[0] & 0x01) != 0 ? PowerState.On : PowerState.Off, new ItemList<OobSensor>(faults));
    }
}
