using System;
using System.Collections.Generic;

namespace Drydock.Lab.Bmc.Ipmi;

/// <summary>
/// A packet of an IPMI session, v1.5 or v2.0 (RMCP+) framing (IPMI 2.0, 13.6), with its parts still protected.
/// </summary>
/// <param name="IsV2">RMCP+ framing; else v1.5.</param>
/// <param name="PayloadType">Payload type without its flags; 0 is an IPMI message.</param>
/// <param name="Encrypted">Whether the payload is encrypted.</param>
/// <param name="Authenticated">Whether an authentication code follows.</param>
/// <param name="SessionId">The receiver's session id; 0 outside sessions.</param>
/// <param name="Sequence">The session sequence number; 0 outside sessions.</param>
/// <param name="Payload">The payload as it travels.</param>
internal sealed record RmcpPacket(
    bool IsV2, byte PayloadType, bool Encrypted, bool Authenticated, uint SessionId, uint Sequence, byte[] Payload)
{
    public const int HeaderLength = 4;
    public const byte ClassAsf = 0x06;
    public const byte ClassIpmi = 0x07;
    private const byte FormatV2 = 0x06;
    private const byte NextHeader = 0x07;

    /// <returns>The packet, or null where the bytes are none.</returns>
    public static RmcpPacket? Parse(byte[] bytes)
    {
        if (bytes.Length < HeaderLength + 1) return null;
        var format = (byte)(bytes[4] & 0x0F);
        if (format == FormatV2)
        {
            // OEM payloads (type 2) carry more fields, and nobody here speaks them.
            if (bytes.Length < 16 || (bytes[5] & 0x3F) == 0x02) return null;
            int length = bytes[14] | (bytes[15] << 8);
            if (bytes.Length < 16 + length) return null;
            return new(true, (byte)(bytes[5] & 0x3F), (bytes[5] & 0x80) != 0, (bytes[5] & 0x40) != 0,
                BitConverterLe.UInt32(bytes, 6), BitConverterLe.UInt32(bytes, 10), Slice(bytes, 16, length));
        }

        // v1.5 without authentication: all that is wanted before a session. Its own authentication types are not offered.
        if (format != 0 || bytes.Length < 14 || bytes.Length < 14 + bytes[13]) return null;
        return new(false, 0, false, false, BitConverterLe.UInt32(bytes, 9), BitConverterLe.UInt32(bytes, 5), Slice(bytes, 14, bytes[13]));
    }

    /// <summary>The packet's bytes, with an authentication code where it is <see cref="Authenticated"/>.</summary>
    /// <param name="code">Makes the code of the bytes from the session header on.</param>
    public byte[] ToBytes(Func<byte[], byte[]>? code = null)
    {
        var bytes = new List<byte> { 0x06, 0x00, 0xFF, ClassIpmi };
        if (!IsV2)
        {
            bytes.Add(0);
            bytes.AddRange(BitConverterLe.Bytes(Sequence));
            bytes.AddRange(BitConverterLe.Bytes(SessionId));
            bytes.Add((byte)Payload.Length);
            bytes.AddRange(Payload);
            return [.. bytes];
        }

        bytes.Add(FormatV2);
        bytes.Add((byte)(PayloadType | (Encrypted ? 0x80 : 0) | (Authenticated ? 0x40 : 0)));
        bytes.AddRange(BitConverterLe.Bytes(SessionId));
        bytes.AddRange(BitConverterLe.Bytes(Sequence));
        bytes.Add((byte)Payload.Length);
        bytes.Add((byte)(Payload.Length >> 8));
        bytes.AddRange(Payload);
        if (!Authenticated || code is null) return [.. bytes];

        // The range that the code covers, pad length and next header among it, is a multiple of four long.
        var pad = (4 - ((bytes.Count - HeaderLength + 2) % 4)) % 4;
        for (var i = 0; i < pad; i++) bytes.Add(0xFF);
        bytes.Add((byte)pad);
        bytes.Add(NextHeader);
        bytes.AddRange(code([.. bytes.GetRange(HeaderLength, bytes.Count - HeaderLength)]));
        return [.. bytes];
    }

    /// <returns>Whether the code at the end of the bytes is that of the bytes before it.</returns>
    public static bool HasCode(byte[] bytes, int codeLength, Func<byte[], byte[]> code)
    {
        var covered = bytes.Length - HeaderLength - codeLength;
        return covered > 0 && CipherSuite.Same(
            code(Slice(bytes, HeaderLength, covered)), Slice(bytes, HeaderLength + covered, codeLength));
    }

    private static byte[] Slice(byte[] bytes, int start, int length)
    {
        var slice = new byte[length];
        Array.Copy(bytes, start, slice, 0, length);
        return slice;
    }
}
