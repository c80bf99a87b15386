using System.Globalization;

namespace Drydock.Core.Design;

/// <summary>A network in CIDR form (RFC 4632): an address and a prefix length.</summary>
internal readonly struct CidrBlock
{
    private readonly IpAddressValue _address;
    private readonly int _length;

    private CidrBlock(IpAddressValue address, int length)
    {
        _address = address;
        _length = length;
    }

    /// <summary>Whether bits after the prefix are set: the text names a host, not a network.</summary>
    public bool HasHostBits => !_address.Prefix(_length).Equals(_address);

    public static bool TryParse(string? text, out CidrBlock block)
    {
        block = default;
        var parts = (text ?? "").Split('/');
        if (parts.Length != 2 || !IpAddressValue.TryParse(parts[0], out var address)) return false;
        if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length)) return false;
        if (length > address.Bits) return false;
        block = new CidrBlock(address, length);
        return true;
    }

    /// <summary>Whether an address lies in the network.</summary>
    public bool Contains(IpAddressValue address) =>
        address.IsV6 == _address.IsV6 && address.Prefix(_length).Equals(_address.Prefix(_length));

    /// <summary>
    /// Whether an IPv4 address is the network's own or its broadcast address. Networks of one or two addresses have neither
    /// (RFC 3021), nor has IPv6.
    /// </summary>
    public bool IsReserved(IpAddressValue address)
    {
        if (address.IsV6 || !Contains(address) || address.Bits - _length < 2) return false;
        return address.Equals(address.Prefix(_length)) || address.Equals(address.Last(_length));
    }

    /// <summary>The network without host bits.</summary>
    public override string ToString() => _address.Prefix(_length) + "/" + _length.ToString(CultureInfo.InvariantCulture);
}
