using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Drivers.Oob.Ipmi.Fru;
using Drydock.Drivers.Oob.Ipmi.Packets;

namespace Drydock.Drivers.Oob.Ipmi.Sensors;

/// <summary>A sensor as the SDR repository describes it (IPMI 2.0, 43.1 and 43.2).</summary>
public sealed record SensorRecord
{
    private const byte FullRecord = 0x01;
    private const byte CompactRecord = 0x02;
    private const byte Bmc = 0x20;
    private const int FullName = 47;
    private const int CompactName = 31;
    private const int LowerNonCritical = 41;
    private const int NoReading = 3;

    private SensorRecord()
    {
    }

    /// <summary>The sensor's number at the BMC.</summary>
    public byte Number { get; private init; }

    /// <summary>Its name.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Its type (table 42-3).</summary>
    public byte Type { get; private init; }

    /// <summary>The kind of its events and states (table 42-1); 1 for thresholds.</summary>
    public byte EventType { get; private init; }

    /// <summary>How raw readings become values; null for a sensor that has states only.</summary>
    public SensorFormula? Formula { get; private init; }

    /// <summary>The unit of values; null where it has none, or none that is known.</summary>
    public string? Unit { get; private init; }

    /// <summary>Raw thresholds that can be read: lower non-critical, critical, non-recoverable, and the upper ones.</summary>
    public IReadOnlyList<byte?> Thresholds { get; private init; } = [];

    /// <summary>Reads a record.</summary>
    /// <param name="record">The record with its header of five bytes.</param>
    /// <returns>
    /// The sensors that it describes: none for another kind of record or one that is too short, for a sensor of another
    /// controller, and for one on a logical unit but the first; several where they share a compact record.
    /// </returns>
    public static IReadOnlyList<SensorRecord> Decode(byte[] record)
    {
        if (record.Length < CompactName + 1 || record[3] is not (FullRecord or CompactRecord)) return [];
        var full = record[3] == FullRecord;
        var name = full ? FullName : CompactName;
        if (record.Length <= name || (record[5], record[6] & 0x03) != (Bmc, 0)) return [];
        var sensor = new SensorRecord
        {
            Number = record[7],
            Name = Text(record, name) ?? "sensor " + record[7],
            Type = record[12],
            EventType = record[13],
        };
        if (!full) return Share(sensor, record);
        var format = record[20] >> 6;
        return [format == NoReading ? sensor : sensor with
        {
            Formula = SensorFormula.Decode(record),
            Unit = SensorUnit.Find(record[20], record[21], record[22]),
            Thresholds = ReadThresholds(record),
        }];
    }

    private static string? Text(byte[] record, int at)
    {
        var length = Math.Min(record[at] & 0x1F, record.Length - at - 1);
        return FruText.Decode(record[at] >> 6, LittleEndian.Part(record, at + 1, length));
    }

    /// <summary>Sensors of one record have numbers one after another, and names that end in a number or a letter.</summary>
    private static IReadOnlyList<SensorRecord> Share(SensorRecord first, byte[] record)
    {
        var count = record[23] & 0x0F;
        if (count < 2) return [first];
        var letters = (record[23] >> 4 & 0x03) == 1;
        var offset = record[24] & 0x7F;
        string Suffix(int i) => letters ? ((char)('A' + ((offset + i) % 26))).ToString() : (offset + i).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(0, count).Select(i => first with { Number = (byte)(first.Number + i), Name = first.Name + Suffix(i) })];
    }

    /// <summary>The record keeps them from the upper non-recoverable down, and says by a mask which count.</summary>
    private static IReadOnlyList<byte?> ReadThresholds(byte[] record) =>
        [.. Enumerable.Range(0, 6).Select(i => (record[18] & (1 << i)) != 0 ? record[LowerNonCritical - i] : (byte?)null)];
}
