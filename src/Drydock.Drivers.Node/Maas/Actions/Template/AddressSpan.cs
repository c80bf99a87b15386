using System.Globalization;
using System.Linq;
using System.Net;
using System.Numerics;

namespace Drydock.Drivers.Node.Maas.Actions.Template;

/// <summary>Addresses from <see cref="First"/> to <see cref="Last"/>, both included; of one family.</summary>
internal readonly struct AddressSpan
{
    private AddressSpan(int family, BigInteger first, BigInteger last) => (Family, First, Last) = (family, first, last);

    /// <summary>Bits of an address: 32 or 128.</summary>
    public int Family { get; }

    public BigInteger First { get; }

    public BigInteger Last { get; }

    /// <summary>The span between two addresses; null where they are none, differ in family or run backwards.</summary>
    public static AddressSpan? Between(string first, string last) =>
        Number(first) is { } from && Number(last) is { } to && from.Bits == to.Bits && from.Value <= to.Value
            ? new(from.Bits, from.Value, to.Value) : null;

    /// <summary>The span of a network; null where it is none.</summary>
    public static AddressSpan? Of(string cidr)
    {
        var parts = cidr.Split('/');
        if (parts.Length != 2 || Number(parts[0]) is not { } address
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix > address.Bits)
        {
            return null;
        }

        var size = BigInteger.Pow(2, address.Bits - prefix);
        var first = address.Value - BigInteger.Remainder(address.Value, size);
        return new(address.Bits, first, first + size - 1);
    }

    /// <summary>Whether two texts mean the same address or network.</summary>
    public static bool AreSame(string? one, string? other) => one is not null && other is not null
        && (one.Contains('/') ? Of(one) : Between(one, one)) is { } left
        && (other.Contains('/') ? Of(other) : Between(other, other)) is { } right
        && left.Family == right.Family && left.First == right.First && left.Last == right.Last;

    public bool Contains(AddressSpan other) => Family == other.Family && First <= other.First && other.Last <= Last;

    public bool Overlaps(AddressSpan other) => Family == other.Family && First <= other.Last && other.First <= Last;

    private static (int Bits, BigInteger Value)? Number(string text)
    {
        if (!IPAddress.TryParse(text.Trim(), out var address)) return null;
        var bytes = address.GetAddressBytes();
        return (bytes.Length * 8, new BigInteger([.. bytes.Reverse(), 0]));
    }
}
