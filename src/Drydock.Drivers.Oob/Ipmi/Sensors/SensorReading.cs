using System.Linq;
using Drydock.Drivers.Oob.Ipmi.Events;
using Drydock.Drivers.Oob.Ipmi.Packets;

namespace Drydock.Drivers.Oob.Ipmi.Sensors;

/// <summary>What a sensor says now: Get Sensor Reading (IPMI 2.0, 35.14).</summary>
public static class SensorReading
{
    private const byte Unavailable = 0x20;
    private const byte ScanningEnabled = 0x40;
    private const byte Threshold = 0x01;

    /// <summary>Lower and upper non-critical; the other four are worse.</summary>
    private const int NonCritical = 0b001001;

    /// <summary>Judges a reading.</summary>
    /// <param name="sensor">The sensor.</param>
    /// <param name="data">The data of the reply; empty where it was refused.</param>
    /// <returns>The sensor's value and health; unknown where there is no reading now, as of a fan without power.</returns>
    public static OobSensor Decode(SensorRecord sensor, byte[] data)
    {
        var unknown = new OobSensor(sensor.Name, EventTexts.SensorType(sensor.Type), Unit: sensor.Formula is null ? null : sensor.Unit);
        if (data.Length < 2 || (data[1] & Unavailable) != 0 || (data[1] & ScanningEnabled) == 0) return unknown;
        if (sensor.EventType != Threshold) return unknown with { State = JudgeStates(sensor, data) };
        return sensor.Formula is not { } formula ? unknown : unknown with
        {
            Reading = formula.Value(data[0]),
            State = Judge(data.Length > 2 ? data[2] & 0x3F : Compare(sensor, formula, data[0])),
        };
    }

    private static OobHealth Judge(int reached) =>
        (reached & ~NonCritical) != 0 ? OobHealth.Critical : reached != 0 ? OobHealth.Warning : OobHealth.Ok;

    /// <summary>Some BMCs leave the comparison to others.</summary>
    private static int Compare(SensorRecord sensor, SensorFormula formula, byte raw) => sensor.Thresholds.Select((limit, i) =>
        limit is { } value && (i < 3 ? formula.Order(raw) <= formula.Order(value) : formula.Order(raw) >= formula.Order(value)) ? 1 << i : 0).Sum();

    private static OobHealth JudgeStates(SensorRecord sensor, byte[] data)
    {
        if (data.Length < 3) return OobHealth.Unknown;
        // The highest bit is reserved and reads 1.
        var states = data.Length > 3 ? LittleEndian.UInt16(data, 2) & 0x7FFF : data[2];
        return Enumerable.Range(0, 15).Where(bit => (states & (1 << bit)) != 0)
            .Select(bit => EventTexts.Find(sensor.EventType, sensor.Type, bit).Severity).Append(OobHealth.Ok).Max();
    }
}
