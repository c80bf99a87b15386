using System;

namespace Drydock.Drivers.Oob.Ipmi.Packets;

/// <summary>Numbers and parts out of received bytes; the caller has checked the length.</summary>
internal static class LittleEndian
{
    public static int UInt16(byte[] bytes, int at) => bytes[at] | (bytes[at + 1] << 8);

    public static uint UInt32(byte[] bytes, int at) => (uint)UInt16(bytes, at) | ((uint)UInt16(bytes, at + 2) << 16);

    public static byte[] Part(byte[] bytes, int at, int count)
    {
        var part = new byte[count];
        Array.Copy(bytes, at, part, 0, count);
        return part;
    }
}
