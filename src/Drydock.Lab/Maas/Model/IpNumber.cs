using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Numerics;

namespace Drydock.Lab.Maas.Model;

/// <summary>An IPv4 or IPv6 address that counts and compares.</summary>
internal readonly struct IpNumber(BigInteger value, bool isV6) : IEquatable<IpNumber>, IComparable<IpNumber>
{
    public BigInteger Value { get; } = value;

    public bool IsV6 { get; } = isV6;

    public static bool operator ==(IpNumber left, IpNumber right) => left.Equals(right);

    public static bool operator !=(IpNumber left, IpNumber right) => !left.Equals(right);

    public static bool operator <(IpNumber left, IpNumber right) => left.CompareTo(right) < 0;

    public static bool operator >(IpNumber left, IpNumber right) => left.CompareTo(right) > 0;

    public static bool operator <=(IpNumber left, IpNumber right) => left.CompareTo(right) <= 0;

    public static bool operator >=(IpNumber left, IpNumber right) => left.CompareTo(right) >= 0;

    public static IpNumber? Parse(string text)
    {
        if (!IPAddress.TryParse(text, out var address)) return null;
        var v6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        // "10.1" parses as an address too; MAAS wants all four parts.
        if (!v6 && text.Count(letter => letter == '.') != 3) return null;
        return new(new BigInteger([.. address.GetAddressBytes().Reverse(), 0]), v6);
    }

    public IpNumber Plus(BigInteger count) => new(Value + count, IsV6);

    public bool Equals(IpNumber other) => Value == other.Value && IsV6 == other.IsV6;

    public override bool Equals(object? obj) => obj is IpNumber other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode();

    public int CompareTo(IpNumber other) => IsV6 == other.IsV6 ? Value.CompareTo(other.Value) : IsV6.CompareTo(other.IsV6);

    public override string ToString()
    {
        var bytes = new byte[IsV6 ? 16 : 4];
        var little = Value.ToByteArray();
        for (var i = 0; i < bytes.Length; i++) bytes[bytes.Length - 1 - i] = i < little.Length ? little[i] : (byte)0;
        return new IPAddress(bytes).ToString();
    }
}

/// <summary>A network in CIDR form.</summary>
internal sealed record IpNetwork(IpNumber Base, int PrefixLength)
{
    private int Bits => Base.IsV6 ? 128 : 32;

    public BigInteger Size => BigInteger.One << (Bits - PrefixLength);

    /// <summary>The first address that a host may have.</summary>
    public IpNumber First => Size > 2 ? Base.Plus(1) : Base;

    /// <summary>The last address that a host may have.</summary>
    public IpNumber Last => Base.Plus(Size - (Size > 2 && !Base.IsV6 ? 2 : 1));

    /// <summary>The network of a text such as <c>10.20.0.0/24</c>, host bits cleared; null where it is none.</summary>
    public static IpNetwork? Parse(string text)
    {
        var slash = text.IndexOf('/');
        if (slash < 0 || IpNumber.Parse(text.Substring(0, slash)) is not { } address) return null;
        var bits = address.IsV6 ? 128 : 32;
        if (!int.TryParse(text.Substring(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix > bits)
            return null;
        return new(new(address.Value >> (bits - prefix) << (bits - prefix), address.IsV6), prefix);
    }

    public bool Contains(IpNumber address) =>
        address.IsV6 == Base.IsV6 && address.Value >= Base.Value && address.Value < Base.Value + Size;

    public override string ToString() => Base + "/" + PrefixLength.ToString(CultureInfo.InvariantCulture);
}
