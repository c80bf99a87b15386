using Drydock.Drivers.Oob.Ipmi.Crypto;

namespace Drydock.Drivers.Oob.Ipmi.Packets;

/// <summary>What an IPMI v2.0 packet carries (IPMI 2.0, table 13-16).</summary>
public enum PayloadType
{
    /// <summary>An IPMI message.</summary>
    Ipmi = 0x00,

    /// <summary>RMCP+ Open Session Request.</summary>
    OpenSessionRequest = 0x10,

    /// <summary>RMCP+ Open Session Response.</summary>
    OpenSessionResponse = 0x11,

    /// <summary>RAKP Message 1.</summary>
    Rakp1 = 0x12,

    /// <summary>RAKP Message 2.</summary>
    Rakp2 = 0x13,

    /// <summary>RAKP Message 3.</summary>
    Rakp3 = 0x14,

    /// <summary>RAKP Message 4.</summary>
    Rakp4 = 0x15,
}

/// <summary>
/// The RMCP header and the IPMI v2.0 session header and trailer (IPMI 2.0, 13.1.3 and 13.6). Packets of the handshake
/// are bare; those of a session are encrypted and signed.
/// </summary>
/// <param name="Type">What it carries.</param>
/// <param name="SessionId">The receiver's session id; 0 in the handshake.</param>
/// <param name="Sequence">The sender's session sequence number; 0 in the handshake.</param>
/// <param name="Payload">The payload in clear.</param>
public sealed record SessionPacket(PayloadType Type, uint SessionId, uint Sequence, byte[] Payload)
{
    private const int RmcpLength = 4;
    private const int HeaderLength = RmcpLength + 12;
    private const byte Encrypted = 0x80;
    private const byte Authenticated = 0x40;

    /// <summary>RMCP version 1, no acknowledgement wanted, class IPMI.</summary>
    private static readonly byte[] Rmcp = [0x06, 0x00, 0xFF, 0x07];

    /// <summary>Composes a packet of the handshake.</summary>
    public byte[] Encode() => Header(0, Payload).ToArray();

    /// <summary>Composes a packet of a session: encrypted, padded to four bytes and signed.</summary>
    /// <param name="keys">The session's keys.</param>
    public byte[] Encode(SessionKeys keys)
    {
        var packet = Header(Encrypted | Authenticated, PayloadCipher.Encrypt(Payload, keys));
        var padding = (4 - ((packet.Length - RmcpLength + 2) % 4)) % 4;
        packet.Fill(0xFF, padding).Byte(padding).Byte(0x07);
        return packet.Bytes(keys.Sign(packet.ToArray(), RmcpLength, packet.Length - RmcpLength)).ToArray();
    }

    /// <summary>Reads a packet of the handshake.</summary>
    /// <param name="datagram">What came.</param>
    /// <returns>The packet, or null where it is none.</returns>
    public static SessionPacket? Decode(byte[] datagram) =>
        ReadHeader(datagram, 0, out var length) is { } packet && datagram.Length >= HeaderLength + length
            ? packet with { Payload = LittleEndian.Part(datagram, HeaderLength, length) } : null;

    /// <summary>Reads a packet of a session.</summary>
    /// <param name="datagram">What came.</param>
    /// <param name="keys">The session's keys.</param>
    /// <returns>The packet, or null where it is none, is unsigned or signed by somebody else.</returns>
    public static SessionPacket? Decode(byte[] datagram, SessionKeys keys)
    {
        var signed = datagram.Length - keys.Suite.IntegrityCodeLength;
        if (ReadHeader(datagram, Encrypted | Authenticated, out var length) is not { } packet
            || signed < HeaderLength + length + 2
            || !FixedTime.AreEqual(
                keys.Sign(datagram, RmcpLength, signed - RmcpLength), LittleEndian.Part(datagram, signed, datagram.Length - signed)))
        {
            return null;
        }

        var payload = PayloadCipher.Decrypt(LittleEndian.Part(datagram, HeaderLength, length), keys);
        return payload is null ? null : packet with { Payload = payload };
    }

    private static SessionPacket? ReadHeader(byte[] datagram, int protection, out int length)
    {
        length = 0;
        if (datagram.Length < HeaderLength || datagram[0] != Rmcp[0] || (datagram[3] & 0x1F) != Rmcp[3] || datagram[4] != 0x06
            || (datagram[5] & (Encrypted | Authenticated)) != protection)
        {
            return null;
        }

        length = LittleEndian.UInt16(datagram, 14);
        return new SessionPacket(
            (PayloadType)(datagram[5] & 0x3F), LittleEndian.UInt32(datagram, 6), LittleEndian.UInt32(datagram, 10), []);
    }

    private PacketWriter Header(int protection, byte[] payload) => new PacketWriter().Bytes(Rmcp)
        .Byte(0x06).Byte((int)Type | protection).UInt32(SessionId).UInt32(Sequence).UInt16(payload.Length).Bytes(payload);
}
