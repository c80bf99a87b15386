namespace Drydock.Drivers.Oob.Ipmi.Packets;

/// <summary>RAKP messages 1 to 4 (IPMI 2.0, 13.20 to 13.23): prove that both sides know the password.</summary>
internal static class Rakp
{
    private const int RandomLength = 16;

    public static byte[] Message1(byte tag, uint bmcId, byte[] consoleRandom, byte role, byte[] userName) => new PacketWriter()
        .Byte(tag).Fill(0, 3).UInt32(bmcId).Bytes(consoleRandom)
        .Byte(role).UInt16(0).Byte(userName.Length).Bytes(userName).ToArray();

    /// <summary>Reads RAKP message 2; null where it is too short to be one.</summary>
    public static Message2? ReadMessage2(byte[] payload)
    {
        const int Code = 8 + (2 * RandomLength);
        if (payload.Length < 2) return null;
        var status = (RmcpStatus)payload[1];
        if (status != RmcpStatus.Ok) return new Message2(status, 0, [], [], []);
        return payload.Length < Code ? null : new Message2(status, LittleEndian.UInt32(payload, 4),
            LittleEndian.Part(payload, 8, RandomLength), LittleEndian.Part(payload, 8 + RandomLength, RandomLength),
            LittleEndian.Part(payload, Code, payload.Length - Code));
    }

    /// <summary>RAKP message 3; with a status other than Ok it tells the BMC to forget the session.</summary>
    public static byte[] Message3(byte tag, RmcpStatus status, uint bmcId, byte[] code) => new PacketWriter()
        .Byte(tag).Byte((byte)status).UInt16(0).UInt32(bmcId).Bytes(code).ToArray();

    /// <summary>Reads RAKP message 4; null where it is too short to be one.</summary>
    public static Message4? ReadMessage4(byte[] payload)
    {
        if (payload.Length < 2) return null;
        var status = (RmcpStatus)payload[1];
        if (status != RmcpStatus.Ok) return new Message4(status, 0, []);
        return payload.Length < 8 ? null
            : new Message4(status, LittleEndian.UInt32(payload, 4), LittleEndian.Part(payload, 8, payload.Length - 8));
    }

    public sealed record Message2(RmcpStatus Status, uint ConsoleId, byte[] BmcRandom, byte[] BmcGuid, byte[] Code);

    public sealed record Message4(RmcpStatus Status, uint ConsoleId, byte[] Code);
}
