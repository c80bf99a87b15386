namespace Drydock.Drivers.Oob.Ipmi.Packets;

/// <summary>Network functions (IPMI 2.0, table 5-1): the groups of commands.</summary>
public enum NetFunction : byte
{
    /// <summary>Power and boot.</summary>
    Chassis = 0x00,

    /// <summary>Sensors.</summary>
    SensorEvent = 0x04,

    /// <summary>The BMC itself and its sessions.</summary>
    Application = 0x06,

    /// <summary>Inventory and sensor records, and the event log.</summary>
    Storage = 0x0A,
}

/// <summary>A command to the BMC.</summary>
/// <param name="Function">Its group.</param>
/// <param name="Command">Its number in the group.</param>
/// <param name="Data">Its data.</param>
public sealed record IpmiRequest(NetFunction Function, byte Command, params byte[] Data);

/// <summary>The answer to a command.</summary>
/// <param name="Completion">The completion code; 0 is success.</param>
/// <param name="Data">Its data.</param>
public sealed record IpmiReply(byte Completion, byte[] Data);

/// <summary>The IPMI LAN message format (IPMI 2.0, 13.8): addresses, sequence, two checksums.</summary>
public static class IpmiMessage
{
    private const byte Bmc = 0x20;
    private const byte Console = 0x81;

    /// <summary>Composes a request.</summary>
    /// <param name="request">The command.</param>
    /// <param name="sequence">The requester's sequence number, 0 to 63.</param>
    public static byte[] Encode(IpmiRequest request, int sequence)
    {
        var head = new byte[] { Bmc, (byte)((int)request.Function << 2) };
        var body = new PacketWriter().Byte(Console).Byte(sequence << 2).Byte(request.Command).Bytes(request.Data).ToArray();
        return new PacketWriter().Bytes(head).Byte(Checksum(head, 0, head.Length))
            .Bytes(body).Byte(Checksum(body, 0, body.Length)).ToArray();
    }

    /// <summary>Reads the reply to a request.</summary>
    /// <param name="payload">The payload of a packet.</param>
    /// <param name="request">The command that was sent.</param>
    /// <param name="sequence">The sequence number that was sent.</param>
    /// <returns>The reply, or null where the payload is damaged or answers something else.</returns>
    public static IpmiReply? Decode(byte[] payload, IpmiRequest request, int sequence)
    {
        if (payload.Length < 8
            || Checksum(payload, 0, 3) != 0
            || Checksum(payload, 3, payload.Length - 3) != 0
            || payload[1] >> 2 != ((int)request.Function | 1)
            || payload[4] >> 2 != sequence
            || payload[5] != request.Command)
        {
            return null;
        }

        return new IpmiReply(payload[6], LittleEndian.Part(payload, 7, payload.Length - 8));
    }

    /// <summary>The two's complement of the sum; over bytes that end in their checksum it is 0.</summary>
    private static byte Checksum(byte[] bytes, int from, int count)
    {
        var sum = 0;
        for (var i = from; i < from + count; i++) sum += bytes[i];
        return unchecked((byte)-sum);
    }
}
