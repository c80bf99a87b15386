using System.Linq;

namespace Drydock.Lab.Bmc.Ipmi;

/// <summary>A request of the IPMI LAN interface (IPMI 2.0, 13.8).</summary>
/// <param name="NetFn">The network function, even.</param>
/// <param name="Command">The command.</param>
/// <param name="Data">The command's data.</param>
/// <param name="Header">The six bytes before the data, to be answered in kind.</param>
internal sealed record IpmiMessage(byte NetFn, byte Command, byte[] Data, byte[] Header)
{
    private const byte BmcAddress = 0x20;

    /// <returns>The request, or null where the bytes are none for this BMC.</returns>
    public static IpmiMessage? Parse(byte[] payload)
    {
        if (payload.Length < 7 || payload[0] != BmcAddress) return null;
        if (Checksum(payload, 0, 2) != payload[2]) return null;
        if (Checksum(payload, 3, payload.Length - 4) != payload[payload.Length - 1]) return null;
        var netFn = (byte)(payload[1] >> 2);
        if (netFn % 2 != 0) return null;
        return new(netFn, payload[5], [.. payload.Skip(6).Take(payload.Length - 7)], [.. payload.Take(6)]);
    }

    /// <summary>The answer's bytes.</summary>
    public byte[] Answer(IpmiAnswer answer)
    {
        byte[] top = [Header[3], (byte)(((NetFn + 1) << 2) | (Header[4] & 0x03))];
        byte[] rest = [Header[0], (byte)((Header[4] & 0xFC) | (Header[1] & 0x03)), Command, answer.Code, .. answer.Data];
        return [.. top, Checksum(top, 0, 2), .. rest, Checksum(rest, 0, rest.Length)];
    }

    private static byte Checksum(byte[] bytes, int start, int length)
    {
        var sum = 0;
        for (var i = 0; i < length; i++) sum += bytes[start + i];
        return (byte)-sum;
    }
}

/// <summary>An answer to a request.</summary>
/// <param name="Code">The completion code.</param>
/// <param name="Data">The data after it.</param>
internal sealed record IpmiAnswer(byte Code, byte[] Data)
{
    public static IpmiAnswer Ok(params byte[] data) => new(0x00, data);

    public static IpmiAnswer Fail(byte code) => new(code, []);
}

/// <summary>Completion codes (IPMI 2.0, table 5-2).</summary>
internal static class CompletionCode
{
    public const byte NodeBusy = 0xC0;
    public const byte InvalidCommand = 0xC1;
    public const byte RequestDataLengthInvalid = 0xC7;
    public const byte ParameterOutOfRange = 0xC9;
    public const byte RecordNotPresent = 0xCB;
    public const byte InvalidDataField = 0xCC;
    public const byte InsufficientPrivilege = 0xD4;
    public const byte NotSupportedInState = 0xD5;
}
