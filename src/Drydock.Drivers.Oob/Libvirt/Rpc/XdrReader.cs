using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace Drydock.Drivers.Oob.Libvirt.Rpc;

/// <summary>Reads values in XDR (RFC 4506).</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="position">Where to begin.</param>
/// <remarks>Bytes that end too soon or make no sense throw <see cref="InvalidDataException"/>.</remarks>
public sealed class XdrReader(byte[] bytes, int position = 0)
{
    private int _position = position;

    /// <summary>Bytes that are not read yet.</summary>
    public int Left => bytes.Length - _position;

    /// <summary>Reads an integer of 32 bits.</summary>
    public int Int()
    {
        var at = Advance(4);
        return (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
    }

    /// <summary>Reads an unsigned integer of 64 bits.</summary>
    public ulong Long()
    {
        var high = (uint)Int();
        return ((ulong)high << 32) | (uint)Int();
    }

    /// <summary>Reads bytes whose number is known.</summary>
    /// <param name="count">How many.</param>
    public byte[] Opaque(int count)
    {
        if (count < 0 || count > Left) throw Broken($"{count.ToString(CultureInfo.InvariantCulture)} bytes announced");
        var value = new byte[count];
        Buffer.BlockCopy(bytes, Advance((count + 3) / 4 * 4), value, 0, count);
        return value;
    }

    /// <summary>Reads a text.</summary>
    public string Text() => Encoding.UTF8.GetString(Opaque(Int()));

    /// <summary>Reads a text that may be absent.</summary>
    public string? OptionalText() => Int() == 0 ? null : Text();

    private int Advance(int count)
    {
        if (count > Left) throw Broken($"{count.ToString(CultureInfo.InvariantCulture)} bytes wanted");
        _position += count;
        return _position - count;
    }

    private InvalidDataException Broken(string problem) =>
        new($"XDR data end too soon: {problem}, {Left.ToString(CultureInfo.InvariantCulture)} left");
}
