namespace Drydock.Design;

/// <summary>A layer-3 network: its CIDR, VLAN, address ranges, routes and name service.</summary>
public sealed record Network : DesignDocument
{
    /// <summary>The network in CIDR form, for example <c>10.23.0.0/24</c>.</summary>
    public string Cidr { get; init; } = "";

    /// <summary>VLAN id; null for an untagged network.</summary>
    public int? Vlan { get; init; }

    /// <summary>MTU in bytes; null for the link's.</summary>
    public int? Mtu { get; init; }

    /// <summary>Networks of one route domain reach one another through their gateways.</summary>
    public string? RouteDomain { get; init; }

    /// <summary>Address ranges and what they are for.</summary>
    public ItemList<AddressRange> Ranges { get; init => field = value ?? ItemList<AddressRange>.Empty; } = ItemList<AddressRange>.Empty;

    /// <summary>Routes; in a compiled site those of the route domain too.</summary>
    public ItemList<Route> Routes { get; init => field = value ?? ItemList<Route>.Empty; } = ItemList<Route>.Empty;

    /// <summary>DNS domain of names in this network.</summary>
    public string DnsDomain { get; init; } = "local";

    /// <summary>DNS servers.</summary>
    public ItemList<string> DnsServers { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>The relay's own address in this network; null without a relay.</summary>
    public string? DhcpRelaySelfIp { get; init; }

    /// <summary>Where DHCP requests are relayed to; null without a relay.</summary>
    public string? DhcpRelayUpstreamTarget { get; init; }

    /// <summary>Free labels.</summary>
    public TextMap Labels { get; init => field = value ?? TextMap.Empty; } = TextMap.Empty;

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>Addresses from <see cref="Start"/> to <see cref="End"/>, both included.</summary>
public sealed record AddressRange
{
    /// <summary>What the range is for.</summary>
    public AddressRangeType Type { get; init; }

    /// <summary>The first address.</summary>
    public string Start { get; init; } = "";

    /// <summary>The last address.</summary>
    public string End { get; init; } = "";
}

/// <summary>What an address range is for.</summary>
public enum AddressRangeType
{
    /// <summary>Addresses that the design gives to nodes.</summary>
    Static,

    /// <summary>Addresses that nobody may use.</summary>
    Reserved,

    /// <summary>Addresses that DHCP gives out.</summary>
    Dhcp,
}

/// <summary>A route out of a network.</summary>
public sealed record Route
{
    /// <summary>The destination in CIDR form; null for a route that only names its route domain.</summary>
    public string? Subnet { get; init; }

    /// <summary>The gateway's address.</summary>
    public string? Gateway { get; init; }

    /// <summary>The metric; the lowest wins.</summary>
    public int? Metric { get; init; }

    /// <summary>The route domain this route leads to.</summary>
    public string? RouteDomain { get; init; }
}
