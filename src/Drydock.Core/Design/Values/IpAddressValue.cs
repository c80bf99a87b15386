using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Drydock.Core.Design;

/// <summary>An IPv4 or IPv6 address as a number, to be compared. Read strictly: four decimal parts, no zone, no port.</summary>
internal readonly struct IpAddressValue : IEquatable<IpAddressValue>, IComparable<IpAddressValue>
{
    private readonly ulong _high;
    private readonly ulong _low;

    private IpAddressValue(bool isV6, ulong high, ulong low)
    {
        IsV6 = isV6;
        _high = high;
        _low = low;
    }

    public bool IsV6 { get; }

    /// <summary>Bits of an address: 32 or 128.</summary>
    public int Bits => IsV6 ? 128 : 32;

    public static bool TryParse(string? text, out IpAddressValue address)
    {
        address = default;
        if (string.IsNullOrEmpty(text)) return false;
        if (text!.IndexOf(':') < 0) return TryParseV4(text, out address);
        if (text.IndexOfAny(['%', '[', ']', '/', ' ']) >= 0 || !IPAddress.TryParse(text, out var parsed)) return false;
        if (parsed.AddressFamily != AddressFamily.InterNetworkV6) return false;
        ulong high = 0, low = 0;
        var bytes = parsed.GetAddressBytes();
        for (var index = 0; index < 8; index++)
        {
            high = (high << 8) | bytes[index];
            low = (low << 8) | bytes[index + 8];
        }
        address = new IpAddressValue(true, high, low);
        return true;
    }

    /// <summary>The address with all bits after the first ones cleared.</summary>
    public IpAddressValue Prefix(int length)
    {
        if (!IsV6) return new IpAddressValue(false, 0, _low & (length == 0 ? 0 : uint.MaxValue << (32 - length)));
        var high = length >= 64 ? _high : _high & (length == 0 ? 0 : ulong.MaxValue << (64 - length));
        var low = length <= 64 ? 0 : _low & (ulong.MaxValue << (128 - length));
        return new IpAddressValue(true, high, low);
    }

    /// <summary>The IPv4 address with all bits after the first ones set.</summary>
    public IpAddressValue Last(int length) => IsV6 ? throw new InvalidOperationException("Only IPv4 has broadcast addresses.")
        : new IpAddressValue(false, 0, _low | (length >= 32 ? 0 : uint.MaxValue >> length));

    public bool Equals(IpAddressValue other) => IsV6 == other.IsV6 && _high == other._high && _low == other._low;

    public override bool Equals(object? obj) => obj is IpAddressValue other && Equals(other);

    public override int GetHashCode() => _high.GetHashCode() ^ _low.GetHashCode();

    public int CompareTo(IpAddressValue other) => IsV6 != other.IsV6 ? IsV6.CompareTo(other.IsV6)
        : _high != other._high ? _high.CompareTo(other._high) : _low.CompareTo(other._low);

    public override string ToString() => IsV6
        ? new IPAddress([.. Bytes(_high), .. Bytes(_low)]).ToString()
        : string.Join(".", (_low >> 24) & 255, (_low >> 16) & 255, (_low >> 8) & 255, _low & 255);

    private static byte[] Bytes(ulong value)
    {
        var bytes = BitConverter.GetBytes(value);
        if (BitConverter.IsLittleEndian) Array.Reverse(bytes);
        return bytes;
    }

    private static bool TryParseV4(string text, out IpAddressValue address)
    {
        address = default;
        var parts = text.Split('.');
        if (parts.Length != 4) return false;
        ulong value = 0;
        foreach (var part in parts)
        {
            if (part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0')) return false;
            if (!byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
            value = (value << 8) | number;
        }
        address = new IpAddressValue(false, 0, value);
        return true;
    }
}
