using System.Collections.Generic;
using Drydock.Drivers;
using Drydock.Lab.Hardware;

namespace Drydock.Lab.Bmc.Ipmi;

/// <summary>The sensors of a simulated server. Without power most have nothing to read.</summary>
internal static class ServerSensors
{
    public const byte Fan1 = 0x30;

    /// <summary>Fan speed is counted in steps of 60 per minute; below this many the fan has failed.</summary>
    public const byte FanCritical = 10;

    private const byte Temperature = 0x01, Voltage = 0x02, Fan = 0x04, Intrusion = 0x05, PowerSupply = 0x08, OtherUnits = 0x0B;
    private const byte DegreesC = 1, Volts = 4, Watts = 6, Rpm = 18;
    private const byte Processor = 3, SupplyEntity = 10, Board = 7, FanEntity = 29, Air = 55, Chassis = 23;

    public static IReadOnlyList<LabSensor> Of(SimulatedServer server, FaultBook faults)
    {
        bool On() => server.Power == PowerState.On;
        int? Powered(int reading) => On() ? reading : null;
        bool Failed() => faults.IsActive(LabFaultKind.FanFails, server.Spec.Name);
        byte?[] fanLimits = [15, FanCritical, null, null, null, null];
        return
        [
            new(0x01, "Inlet Temp", Temperature, Air, () => 23) { Unit = DegreesC, Thresholds = [null, null, null, 38, 42, 46] },
            new(0x02, "CPU1 Temp", Temperature, Processor, () => Powered(48)) { Unit = DegreesC, Thresholds = [null, null, null, 85, 95, null] },
            new(0x03, "CPU1 Margin", Temperature, Processor, () => Powered(0xDD)) { Unit = DegreesC, Signed = true, Thresholds = [null, null, null, 0xFB, 0xFF, null] },
            new(0x10, "12V", Voltage, Board, () => Powered(200)) { Unit = Volts, Factor = 6, ResultExponent = -2, Thresholds = [185, 180, null, 215, 220, null] },
            new(0x20, "Power", OtherUnits, SupplyEntity, () => On() ? 85 : 5) { Unit = Watts, Factor = 2 },
            new(Fan1, "FAN1", Fan, FanEntity, () => Powered(Failed() ? 0 : 90)) { Unit = Rpm, Factor = 60, Thresholds = fanLimits },
            new(0x31, "FAN2", Fan, FanEntity, () => Powered(90)) { Unit = Rpm, Factor = 60, Thresholds = fanLimits },
            new(0x40, "PSU1 Status", PowerSupply, SupplyEntity, () => 0x01),
            new(0x50, "Intrusion", Intrusion, Chassis, () => 0x00),
        ];
    }
}
