using System.Collections.Generic;
using System.Globalization;

namespace Drydock.Lab.Maas.Model;

/// <summary>A set of VLANs that reach one another.</summary>
internal sealed class Fabric
{
    public required int Id { get; init; }

    public required string Name { get; set; }

    public string? ClassType { get; set; }

    public string Description { get; set; } = "";

    /// <summary>Made for a network card on an unknown network; goes when its last interface goes.</summary>
    public bool AutoCreated { get; init; }
}

/// <summary>A broadcast domain of a fabric.</summary>
internal sealed class Vlan
{
    public required int Id { get; init; }

    public required Fabric Fabric { get; set; }

    public required int Vid { get; set; }

    public required string Name { get; set; }

    public string Description { get; set; } = "";

    public int Mtu { get; set; } = 1500;

    public bool DhcpOn { get; set; }

    public Vlan? Relay { get; set; }

    public Node? PrimaryRack { get; set; }

    public Node? SecondaryRack { get; set; }

    public Space? Space { get; set; }
}

/// <summary>A named group of VLANs.</summary>
internal sealed class Space
{
    public required int Id { get; init; }

    public required string Name { get; set; }

    public string Description { get; set; } = "";
}

/// <summary>A range of addresses on a VLAN.</summary>
internal sealed class Subnet
{
    public required int Id { get; init; }

    public required string Name { get; set; }

    public string Description { get; set; } = "";

    public required IpNetwork Network { get; set; }

    public required Vlan Vlan { get; set; }

    public IpNumber? Gateway { get; set; }

    public List<string> DnsServers { get; set; } = [];

    public int RdnsMode { get; set; } = 2;

    public bool AllowDns { get; set; } = true;

    public bool AllowProxy { get; set; } = true;

    public bool ActiveDiscovery { get; set; }

    public bool Managed { get; set; } = true;

    public List<string> DisabledBootArchitectures { get; set; } = [];

    /// <summary>As MAAS's messages name a subnet: <c>name:cidr(vid=n)</c>.</summary>
    public string Display => string.Format(CultureInfo.InvariantCulture, "{0}:{1}(vid={2})", Name, Network, Vlan.Vid);
}

/// <summary>Addresses set aside in a subnet.</summary>
internal sealed class IpRange
{
    public required int Id { get; init; }

    public required string Kind { get; init; }

    public required Subnet Subnet { get; init; }

    public required IpNumber Start { get; set; }

    public required IpNumber End { get; set; }

    public User? User { get; init; }

    public string Comment { get; set; } = "";

    public bool IsDynamic => Kind == "dynamic";

    public bool Contains(IpNumber address) => address >= Start && address <= End;
}

/// <summary>A route from one subnet to another.</summary>
internal sealed class StaticRoute
{
    public required int Id { get; init; }

    public required Subnet Source { get; set; }

    public required Subnet Destination { get; set; }

    public required IpNumber Gateway { get; set; }

    public int Metric { get; set; }
}
