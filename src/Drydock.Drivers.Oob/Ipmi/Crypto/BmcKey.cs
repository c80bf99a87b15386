using System;
using System.Globalization;
using System.Text;

namespace Drydock.Drivers.Oob.Ipmi.Crypto;

/// <summary>
/// The BMC's own key K<sub>G</sub> of two-key logins (IPMI 2.0, 13.31), from which the session's keys come instead of the
/// password: a text of at most 20 bytes, or <c>0x</c> and at most 40 hexadecimal digits.
/// </summary>
public static class BmcKey
{
    private const string HexPrefix = "0x";
    private const int Length = 20;

    /// <summary>Says what is wrong with a key, or null where it can be used. Shows nothing of it.</summary>
    /// <param name="key">The key; null for none.</param>
    public static string? FindFault(Secret? key)
    {
        if (key?.Reveal() is not { Length: > 0 } text) return null;
        if (!text.StartsWith(HexPrefix, StringComparison.OrdinalIgnoreCase))
            return Encoding.UTF8.GetByteCount(text) > Length ? $"oob.kg is longer than {Length} bytes" : null;
        var digits = text.Length - HexPrefix.Length;
        if (digits is 0 or > 2 * Length || digits % 2 != 0) return $"oob.kg has {digits} hexadecimal digits; expected an even number, at most {2 * Length}";
        for (var i = HexPrefix.Length; i < text.Length; i++)
        {
            if (!Uri.IsHexDigit(text[i])) return "oob.kg begins with 0x and is not hexadecimal";
        }

        return null;
    }

    /// <summary>The key's bytes, with zeros up to 20; null where there is no key.</summary>
    /// <param name="key">A key without fault.</param>
    public static byte[]? Read(Secret? key)
    {
        if (key?.Reveal() is not { Length: > 0 } text) return null;
        var bytes = new byte[Length];
        if (!text.StartsWith(HexPrefix, StringComparison.OrdinalIgnoreCase))
        {
            Encoding.UTF8.GetBytes(text, 0, text.Length, bytes, 0);
            return bytes;
        }

        for (var i = 0; i < (text.Length / 2) - 1; i++)
            bytes[i] = byte.Parse(text.Substring(HexPrefix.Length + (2 * i), 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return bytes;
    }
}
