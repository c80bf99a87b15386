using System;
using System.Collections.Generic;
using System.Globalization;

namespace Drydock.Core.Design;

/// <summary>
/// The size of a partition or logical volume as designs write it: <c>[&gt;]number unit</c>. The unit is <c>b</c>,
/// <c>m</c>/<c>mb</c>, <c>g</c>/<c>gb</c>, <c>t</c>/<c>tb</c> (powers of 1000), <c>mi</c>/<c>mib</c>, <c>gi</c>/<c>gib</c>,
/// <c>ti</c>/<c>tib</c> (powers of 1024), in any case, or <c>%</c> of the disk or volume group. A leading <c>&gt;</c>
/// means at least that much, and the rest of what is free besides. (Drydock topology guide, "Size Format".)
/// </summary>
public sealed record StorageSize
{
    /// <summary>What a size may look like, for messages.</summary>
    public const string Expected = "a size such as 20g, 500m, 1tib, 40% or >20g";

    private static readonly HashSet<string> Units = new(StringComparer.Ordinal)
    {
        "%", "b", "m", "mb", "mi", "mib", "g", "gb", "gi", "gib", "t", "tb", "ti", "tib",
    };

    private StorageSize(string text, bool grows, long? bytes, int? percent)
    {
        Text = text;
        Grows = grows;
        Bytes = bytes;
        Percent = percent;
    }

    /// <summary>The size as written.</summary>
    public string Text { get; }

    /// <summary>Whether the size is a minimum and the volume takes what is left over (<c>&gt;</c>).</summary>
    public bool Grows { get; }

    /// <summary>The bytes of an absolute size; null for a share.</summary>
    public long? Bytes { get; }

    /// <summary>The per cent of a share; null for an absolute size. May be over 100: rules judge that.</summary>
    public int? Percent { get; }

    /// <summary>Reads a size.</summary>
    /// <param name="text">The text; null gives false.</param>
    /// <param name="size">The size, or null.</param>
    /// <returns>False where the text is no size, or more than 2^63-1 bytes.</returns>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out StorageSize? size)
    {
        size = null;
        if (string.IsNullOrEmpty(text)) return false;
        var grows = text![0] == '>';
        var start = grows ? 1 : 0;
        var end = start;
        while (end < text.Length && text[end] is >= '0' and <= '9') end++;
        if (!long.TryParse(text.Substring(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        var unit = text.Substring(end).ToLowerInvariant();
        if (!Units.Contains(unit)) return false;
        if (unit == "%")
        {
            if (number > int.MaxValue) return false;
            size = new StorageSize(text!, grows, null, (int)number);
            return true;
        }
        var factor = Factor(unit);
        if (number > long.MaxValue / factor) return false;
        size = new StorageSize(text!, grows, number * factor, null);
        return true;
    }

    /// <summary>Reads a size.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is no size.</exception>
    public static StorageSize Parse(string? text) =>
        TryParse(text, out var size) ? size : throw new FormatException($"'{text}' is not {Expected}.");

    /// <summary>The bytes asked for at least: the absolute size, or the share of the whole rounded down.</summary>
    /// <param name="whole">Bytes of the disk or volume group.</param>
    public long MinimumBytes(long whole) => Bytes ?? (long)((decimal)whole * Percent!.Value / 100);

    /// <summary>The size as written.</summary>
    public override string ToString() => Text;

    private static long Factor(string unit)
    {
        long thousand = unit.Length > 1 && unit[1] == 'i' ? 1024 : 1000;
        return unit[0] switch
        {
            'b' => 1,
            'm' => thousand * thousand,
            'g' => thousand * thousand * thousand,
            _ => thousand * thousand * thousand * thousand,
        };
    }
}
