using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Drydock.Lab.Bmc.Ipmi;

/// <summary>A sensor, and its record in the SDR repository (IPMI 2.0, 43.1 and 43.2).</summary>
/// <param name="Number">Its number.</param>
/// <param name="Name">Its name, at most 16 characters.</param>
/// <param name="Type">Its type (table 42-3).</param>
/// <param name="Entity">What it belongs to (table 43-13).</param>
/// <param name="Read">The raw reading, or for a discrete sensor its states; null where there is none now.</param>
internal sealed record LabSensor(byte Number, string Name, byte Type, byte Entity, Func<int?> Read)
{
    private const byte Bmc = 0x20;
    private const byte Threshold = 0x01;
    private const byte SensorSpecific = 0x6F;

    /// <summary>The unit of readings (table 43-15); null for a discrete sensor.</summary>
    public byte? Unit { get; init; }

    /// <summary>What a raw reading is multiplied by, before <see cref="ResultExponent"/>.</summary>
    public int Factor { get; init; } = 1;

    /// <summary>The power of ten that a reading is multiplied by.</summary>
    public int ResultExponent { get; init; }

    /// <summary>Whether raw readings are in two's complement.</summary>
    public bool Signed { get; init; }

    /// <summary>Raw thresholds: lower non-critical, critical, non-recoverable, upper ones; null where there is none.</summary>
    public byte?[] Thresholds { get; init; } = new byte?[6];

    public byte EventType => Unit is null ? SensorSpecific : Threshold;

    /// <summary>Which thresholds there are, one bit each.</summary>
    public byte ThresholdMask => (byte)Thresholds.Select((value, i) => value is null ? 0 : 1 << i).Sum();

    /// <summary>The thresholds that a raw reading has reached, one bit each.</summary>
    public byte Compare(int raw)
    {
        int Value(int from) => Signed ? (sbyte)from : from;
        return (byte)Thresholds.Select((limit, i) =>
            limit is { } value && (i < 3 ? Value(raw) <= Value(value) : Value(raw) >= Value(value)) ? 1 << i : 0).Sum();
    }

    /// <summary>The record's bytes, its header with them.</summary>
    /// <param name="id">The record's id.</param>
    public byte[] Record(int id)
    {
        byte[] key = [Bmc, 0x00, Number];
        byte[] body = Unit is { } unit ? Full(unit) : Compact();
        var name = Encoding.ASCII.GetBytes(Name);
        byte[] rest = [.. key, .. body, (byte)(0xC0 | name.Length), .. name];
        return [(byte)id, (byte)(id >> 8), 0x51, (byte)(Unit is null ? 0x02 : 0x01), (byte)rest.Length, .. rest];
    }

    private IEnumerable<byte> Common(byte[] masks, byte units, byte unit) =>
        [Entity, 0x01, 0x7F, 0x68, Type, EventType, .. masks, units, unit, 0x00];

    private byte[] Full(byte unit) =>
    [
        .. Common([0x00, ThresholdMask, 0x00, ThresholdMask, ThresholdMask, 0x00], (byte)(Signed ? 0x80 : 0x00), unit),
        0x00, (byte)Factor, (byte)((Factor >> 8) << 6), 0x00, 0x00, 0x00, (byte)(ResultExponent << 4),
        0x00, 0x00, 0x00, 0x00, 0xFF, 0x00,
        Thresholds[5] ?? 0, Thresholds[4] ?? 0, Thresholds[3] ?? 0, Thresholds[2] ?? 0, Thresholds[1] ?? 0, Thresholds[0] ?? 0,
        0x02, 0x02, 0x00, 0x00, 0x00,
    ];

    private byte[] Compact() => [.. Common([0xFF, 0x7F, 0x00, 0x00, 0xFF, 0x7F], 0xC0, 0x00), 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00];
}
