using System;
using System.Globalization;
using System.IO;

namespace Drydock.Drivers.Oob.Libvirt.Rpc;

/// <summary>A packet of libvirt's RPC protocol: a length, six words of header, then the procedure's values in XDR.</summary>
/// <param name="Program">Which protocol: <see cref="Remote"/> or <see cref="KeepAlive"/>.</param>
/// <param name="Procedure">Which procedure of it.</param>
/// <param name="Type">Call, reply or message.</param>
/// <param name="Serial">Number of the call, repeated in its reply.</param>
/// <param name="Status">0 for a success, 1 for an error; in replies only.</param>
/// <param name="Payload">The values.</param>
public sealed record RpcPacket(uint Program, int Procedure, RpcType Type, int Serial, int Status, byte[] Payload)
{
    /// <summary>The hypervisor's own program.</summary>
    public const uint Remote = 0x20008086;

    /// <summary>The program of keepalive messages; procedure 1 is a ping, 2 its answer.</summary>
    public const uint KeepAlive = 0x6b656570;

    /// <summary>The most bytes that libvirt puts in a packet.</summary>
    public const int LongestPacket = 32 * 1024 * 1024;

    /// <summary>Bytes before the payload, the length among them.</summary>
    public const int HeaderSize = 28;

    private const int Version = 1;

    /// <summary>The packet as it goes over the wire.</summary>
    public byte[] Encode() => new XdrWriter().Int(HeaderSize + Payload.Length).Int(unchecked((int)Program)).Int(Version)
        .Int(Procedure).Int((int)Type).Int(Serial).Int(Status).Opaque(Payload).ToArray();

    /// <summary>Reads a packet.</summary>
    /// <param name="bytes">All of it but its length.</param>
    /// <exception cref="InvalidDataException">It is no packet of version 1.</exception>
    public static RpcPacket Decode(byte[] bytes)
    {
        if (bytes is null) throw new ArgumentNullException(nameof(bytes));
        var reader = new XdrReader(bytes);
        var program = unchecked((uint)reader.Int());
        if (reader.Int() is not Version and var version)
            throw new InvalidDataException("packet of version " + version.ToString(CultureInfo.InvariantCulture));
        return new(program, reader.Int(), (RpcType)reader.Int(), reader.Int(), reader.Int(), reader.Opaque(reader.Left));
    }
}

/// <summary>What a packet is.</summary>
public enum RpcType
{
    /// <summary>Asks for something.</summary>
    Call = 0,

    /// <summary>Answers a call.</summary>
    Reply = 1,

    /// <summary>Comes by itself: events, keepalive.</summary>
    Message = 2,
}
