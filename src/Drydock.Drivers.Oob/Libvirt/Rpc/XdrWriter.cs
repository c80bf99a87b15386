using System;
using System.Collections.Generic;
using System.Text;

namespace Drydock.Drivers.Oob.Libvirt.Rpc;

/// <summary>Writes values in XDR (RFC 4506): big-endian, each filled up to a multiple of four bytes.</summary>
public sealed class XdrWriter
{
    private readonly List<byte> _bytes = [];

    /// <summary>Writes an integer of 32 bits, signed or not.</summary>
    /// <param name="value">The value.</param>
    public XdrWriter Int(int value)
    {
        for (var shift = 24; shift >= 0; shift -= 8) _bytes.Add((byte)(value >> shift));
        return this;
    }

    /// <summary>Writes bytes whose number the receiver knows.</summary>
    /// <param name="value">The bytes.</param>
    public XdrWriter Opaque(byte[] value)
    {
        if (value is null) throw new ArgumentNullException(nameof(value));
        _bytes.AddRange(value);
        while (_bytes.Count % 4 != 0) _bytes.Add(0);
        return this;
    }

    /// <summary>Writes a text: its length in bytes, then its bytes in UTF-8.</summary>
    /// <param name="value">The text.</param>
    public XdrWriter Text(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value ?? throw new ArgumentNullException(nameof(value)));
        return Int(bytes.Length).Opaque(bytes);
    }

    /// <summary>Writes a text that may be absent: 1 and the text, or 0.</summary>
    /// <param name="value">The text, or null.</param>
    public XdrWriter OptionalText(string? value) => value is null ? Int(0) : Int(1).Text(value);

    /// <summary>All that was written.</summary>
    public byte[] ToArray() => [.. _bytes];
}
