using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Ipmi.Packets;
using Drydock.Drivers.Oob.Ipmi.Session;

namespace Drydock.Drivers.Oob.Ipmi.Commands;

/// <summary>Chassis power (IPMI 2.0, 28.2 and 28.3).</summary>
internal static class Chassis
{
    private const byte GetChassisStatus = 0x01;
    private const byte ChassisControl = 0x02;
    private const byte PowerIsOn = 0x01;
    private const byte PowerDown = 0x00;
    private const byte PowerUp = 0x01;

    public static async Task<PowerState> ReadPowerAsync(IpmiSession session, CancellationToken cancel)
    {
        var status = await session.ExecuteAsync(
            new IpmiRequest(NetFunction.Chassis, GetChassisStatus), "Get Chassis Status", length: 3, cancel);
        return (status[0] & PowerIsOn) != 0 ? PowerState.On : PowerState.Off;
    }

    public static Task SwitchPowerAsync(IpmiSession session, PowerState wanted, CancellationToken cancel) => session.ExecuteAsync(
        new IpmiRequest(NetFunction.Chassis, ChassisControl, wanted == PowerState.On ? PowerUp : PowerDown),
        "Chassis Control", length: 0, cancel);
}
