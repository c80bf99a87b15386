using System.Globalization;
using System.Linq;
using System.Text;

namespace Drydock.Drivers.Oob.Ipmi.Fru;

/// <summary>Texts in the encodings of type/length bytes (FRU definition 1.3, section 13; also those of sensor names, IPMI 2.0, 43.15).</summary>
public static class FruText
{
    /// <summary>Reads a text.</summary>
    /// <param name="encoding">0 binary (hexadecimal here), 1 BCD plus, 2 six-bit ASCII, 3 Latin-1.</param>
    /// <param name="bytes">The field's bytes.</param>
    /// <returns>The text without blanks around it; null where nothing is left.</returns>
    public static string? Decode(int encoding, byte[] bytes)
    {
        var text = encoding switch
        {
            3 => new string([.. bytes.Select(value => (char)value)]),
            2 => SixBit(bytes),
            1 => string.Concat(bytes.SelectMany(value => new[] { value >> 4, value & 0x0F }).Select(digit => "0123456789 -.:,_"[digit])),
            _ => string.Concat(bytes.Select(value => value.ToString("X2", CultureInfo.InvariantCulture))),
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
