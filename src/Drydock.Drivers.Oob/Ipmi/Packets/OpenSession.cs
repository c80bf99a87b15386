using Drydock.Drivers.Oob.Ipmi.Crypto;

namespace Drydock.Drivers.Oob.Ipmi.Packets;

/// <summary>RMCP+ Open Session (IPMI 2.0, 13.17 and 13.18): agrees on ids and algorithms.</summary>
internal static class OpenSession
{
    /// <summary>Asks for one cipher suite; privilege 0 is the highest that the algorithms allow.</summary>
    public static byte[] Request(byte tag, uint consoleId, CipherSuite suite) => new PacketWriter()
        .Byte(tag).Byte(0).UInt16(0).UInt32(consoleId)
        .Byte(0).UInt16(0).Byte(8).Byte(suite.Authentication).Fill(0, 3)
        .Byte(1).UInt16(0).Byte(8).Byte(suite.Integrity).Fill(0, 3)
        .Byte(2).UInt16(0).Byte(8).Byte(CipherSuite.Confidentiality).Fill(0, 3)
        .ToArray();

    /// <summary>Reads the answer; null where it is too short to be one.</summary>
    public static Response? Read(byte[] payload)
    {
        if (payload.Length < 2) return null;
        if (payload[1] != (byte)RmcpStatus.Ok) return new Response((RmcpStatus)payload[1], 0, null);
        if (payload.Length < 36) return null;
        return new Response(RmcpStatus.Ok, LittleEndian.UInt32(payload, 8),
            CipherSuite.Find(payload[16] & 0x3F, payload[24] & 0x3F, payload[32] & 0x3F));
    }

    /// <summary>The answer.</summary>
    /// <param name="Status">The status.</param>
    /// <param name="BmcId">The BMC's session id.</param>
    /// <param name="Suite">The suite that the BMC answered; null for one that is not known.</param>
    public sealed record Response(RmcpStatus Status, uint BmcId, CipherSuite? Suite);
}
