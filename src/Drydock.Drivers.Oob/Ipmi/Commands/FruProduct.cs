using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Drydock.Drivers.Oob.Ipmi.Commands;

/// <summary>The product area of a FRU inventory (Platform Management FRU Information Storage Definition 1.3, section 12).</summary>
/// <param name="Manufacturer">Who made the server.</param>
/// <param name="Name">The product's name.</param>
/// <param name="SerialNumber">Its serial number.</param>
public sealed record FruProduct(string? Manufacturer, string? Name, string? SerialNumber)
{
    /// <summary>Bytes of the common header, which begins the inventory.</summary>
    public const int HeaderLength = 8;

    private const int FirstField = 3;
    private const int EndOfFields = 0xC1;

    /// <summary>Where the product area begins, in bytes; null where there is none or the header is damaged.</summary>
    /// <param name="header">The common header.</param>
    public static int? FindArea(byte[] header) =>
        header.Length >= HeaderLength && (header[0] & 0x0F) == 1 && header[4] != 0 && SumsToZero(header, HeaderLength) ? header[4] * 8 : null;

    /// <summary>Length of the area in bytes.</summary>
    /// <param name="start">The area's first two bytes or more.</param>
    public static int AreaLength(byte[] start) => start[1] * 8;

    /// <summary>Reads the area.</summary>
    /// <param name="area">The whole area.</param>
    /// <returns>The product, or null where the area is damaged.</returns>
    public static FruProduct? Decode(byte[] area)
    {
        if (area.Length < 8 || (area[0] & 0x0F) != 1 || !SumsToZero(area, area.Length)) return null;
        var fields = new List<string?>();
        for (var at = FirstField; at < area.Length - 1 && area[at] != EndOfFields;)
        {
            var length = area[at] & 0x3F;
            if (at + 1 + length > area.Length) return null;
            fields.Add(Text(area[at] >> 6, [.. area.Skip(at + 1).Take(length)]));
            at += 1 + length;
        }

        // Manufacturer, name, part number, version, serial number.
        return new FruProduct(fields.ElementAtOrDefault(0), fields.ElementAtOrDefault(1), fields.ElementAtOrDefault(4));
    }

    private static bool SumsToZero(byte[] bytes, int count) => bytes.Take(count).Sum(value => value) % 256 == 0;

    private static string? Text(int encoding, byte[] bytes)
    {
        var text = encoding switch
        {
            3 => new string([.. bytes.Select(value => (char)value)]),
            2 => SixBit(bytes),
            1 => string.Concat(bytes.SelectMany(value => new[] { value >> 4, value & 0x0F }).Select(digit => "0123456789 -.???"[digit])),
            _ => string.Concat(bytes.Select(value => value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture))),
        };
        text = text.Trim('\0', ' ');
        return text.Length == 0 ? null : text;
    }

    /// <summary>Six bits a character, the lowest first, from the blank upwards.</summary>
    private static string SixBit(byte[] bytes)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit + 6 <= bytes.Length * 8; bit += 6)
        {
            var pair = bytes[bit / 8] | ((bit / 8) + 1 < bytes.Length ? bytes[(bit / 8) + 1] << 8 : 0);
            text.Append((char)(((pair >> (bit % 8)) & 0x3F) + ' '));
        }

        return text.ToString();
    }
}
