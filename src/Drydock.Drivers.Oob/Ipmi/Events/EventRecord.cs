using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Drydock.Drivers.Oob.Ipmi.Packets;
using Drydock.Drivers.Oob.Ipmi.Sensors;

namespace Drydock.Drivers.Oob.Ipmi.Events;

/// <summary>An entry of the system event log (IPMI 2.0, 32.1 to 32.3 and 29.7).</summary>
public static class EventRecord
{
    /// <summary>Bytes of an entry.</summary>
    public const int Length = 16;

    private const byte SystemEvent = 0x02;
    private const byte FirstOem = 0xC0;
    private const byte FirstOemWithoutTime = 0xE0;
    private const byte Threshold = 0x01;
    private const byte Deassertion = 0x80;

    /// <summary>Times below count from when the BMC started, since nobody had set its clock.</summary>
    private const uint FirstRealTime = 0x20000000;

    /// <summary>The entry's id.</summary>
    /// <param name="record">The entry.</param>
    public static int Id(byte[] record) => LittleEndian.UInt16(record, 0);

    /// <summary>A time of the log, which may not be set.</summary>
    /// <param name="seconds">Seconds since 1970.</param>
    public static DateTimeOffset? Time(uint seconds) =>
        seconds is < FirstRealTime or uint.MaxValue ? null : DateTimeOffset.FromUnixTimeSeconds(seconds);

    /// <summary>Reads an entry.</summary>
    /// <param name="record">The entry.</param>
    /// <param name="sensors">The sensors that the BMC described, which give names and values.</param>
    public static OobEvent Decode(byte[] record, IReadOnlyList<SensorRecord> sensors)
    {
        var id = Id(record).ToString(CultureInfo.InvariantCulture);
        var time = record[2] < FirstOemWithoutTime ? Time(LittleEndian.UInt32(record, 3)) : null;
        if (record[2] != SystemEvent)
        {
            var kind = record[2] >= FirstOem ? "OEM entry" : "Entry";
            var hex = string.Concat(record.Skip(3).Select(value => value.ToString("X2", CultureInfo.InvariantCulture)));
            return new OobEvent(id, time, $"{kind} of type 0x{record[2].ToString("X2", CultureInfo.InvariantCulture)}: {hex}");
        }

        var sensor = sensors.FirstOrDefault(each => each.Number == record[11] && each.Type == record[10]);
        var eventType = record[12] & 0x7F;
        var (text, severity) = EventTexts.Find(eventType, record[10], record[13] & 0x0F);
        var gone = (record[12] & Deassertion) != 0;
        var subject = EventTexts.SensorType(record[10]);
        if (sensor is not null) subject += " " + sensor.Name;
        return new OobEvent(id, time,
            $"{subject}: {text}{(eventType == Threshold ? Values(record, sensor) : "")}{(gone ? ", no longer" : "")}", gone ? OobHealth.Ok : severity);
    }

    /// <summary>The reading and the threshold that made the event, where it holds them and the sensor is known.</summary>
    private static string Values(byte[] record, SensorRecord? sensor)
    {
        if (sensor?.Formula is not { } formula) return "";
        var unit = sensor.Unit is null ? "" : " " + sensor.Unit;
        string? Value(bool given, byte raw, string name) => given && formula.Value(raw) is { } value
            ? name + " " + value.ToString("0.###", CultureInfo.InvariantCulture) + unit : null;
        string?[] values = [Value(record[13] >> 6 == 1, record[14], "reading"), Value((record[13] >> 4 & 0x03) == 1, record[15], "threshold")];
        var known = values.Where(value => value is not null).ToList();
        return known.Count == 0 ? "" : $" ({string.Join(", ", known)})";
    }
}
