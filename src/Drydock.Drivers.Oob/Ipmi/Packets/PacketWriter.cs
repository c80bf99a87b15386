using System.Collections.Generic;

namespace Drydock.Drivers.Oob.Ipmi.Packets;

/// <summary>Composes a packet; numbers are little-endian, as everywhere in IPMI.</summary>
internal sealed class PacketWriter
{
    private readonly List<byte> _bytes = [];

    public int Length => _bytes.Count;

    public PacketWriter Byte(int value)
    {
        _bytes.Add(unchecked((byte)value));
        return this;
    }

    public PacketWriter UInt16(int value) => Byte(value).Byte(value >> 8);

    public PacketWriter UInt32(uint value) => UInt16(unchecked((int)value)).UInt16(unchecked((int)(value >> 16)));

    public PacketWriter Bytes(IEnumerable<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public PacketWriter Fill(byte value, int count)
    {
        for (var i = 0; i < count; i++) _bytes.Add(value);
        return this;
    }

    public byte[] ToArray() => [.. _bytes];
}
