namespace Drydock.Lab.Bmc.Ipmi;

/// <summary>Numbers with the least significant byte first, as IPMI has them, on any machine.</summary>
internal static class BitConverterLe
{
    public static uint UInt32(byte[] bytes, int at) =>
        bytes[at] | ((uint)bytes[at + 1] << 8) | ((uint)bytes[at + 2] << 16) | ((uint)bytes[at + 3] << 24);

    public static byte[] Bytes(uint value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];
}
