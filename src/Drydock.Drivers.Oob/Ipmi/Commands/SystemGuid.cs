using System;
using System.Linq;

namespace Drydock.Drivers.Oob.Ipmi.Commands;

/// <summary>
/// The system's UUID: Get System GUID (IPMI 2.0, 22.14). The specification wants the bytes reversed; most BMCs send them as
/// SMBIOS stores them, and some in plain order. The order that gives a well-formed UUID is taken, SMBIOS's before others.
/// </summary>
public static class SystemGuid
{
    /// <summary>Bytes of the answer.</summary>
    public const int Length = 16;

    /// <summary>The UUID as text, or null where the BMC has none.</summary>
    /// <param name="data">The data of the reply.</param>
    public static string? Decode(byte[] data)
    {
        var bytes = data.Take(Length).ToArray();
        if (bytes.All(value => value == 0x00) || bytes.All(value => value == 0xFF)) return null;
        byte[][] orders = [bytes, FromNetworkOrder([.. bytes.Reverse()]), FromNetworkOrder(bytes)];
        return new Guid(orders.FirstOrDefault(IsWellFormed) ?? bytes).ToString();
    }

    /// <summary>.NET and SMBIOS keep the first three fields little-endian.</summary>
    private static byte[] FromNetworkOrder(byte[] bytes) =>
        [bytes[3], bytes[2], bytes[1], bytes[0], bytes[5], bytes[4], bytes[7], bytes[6], .. bytes.Skip(8)];

    /// <summary>Version 1 to 5 and the variant of RFC 4122.</summary>
    private static bool IsWellFormed(byte[] smbios) => smbios[7] >> 4 is >= 1 and <= 5 && smbios[8] >> 6 == 0b10;
}
