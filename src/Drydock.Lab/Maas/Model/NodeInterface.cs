using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Drydock.Lab.Maas.Model;

/// <summary>A network interface of a node.</summary>
internal sealed class NodeInterface
{
    public required int Id { get; init; }

    public required Node Node { get; init; }

    /// <summary><c>physical</c>, <c>bond</c>, <c>bridge</c> or <c>vlan</c>.</summary>
    public required string Kind { get; init; }

    public required string Name { get; set; }

    public required string Mac { get; set; }

    public Vlan? Vlan { get; set; }

    public List<NodeInterface> Parents { get; } = [];

    public IEnumerable<NodeInterface> Children => Node.Interfaces.Where(other => other.Parents.Contains(this));

    public List<InterfaceLink> Links { get; } = [];

    /// <summary>MTU, bond and bridge settings by MAAS's names; numbers, booleans and texts.</summary>
    public Dictionary<string, object> Params { get; } = new(StringComparer.Ordinal);

    public List<string> Tags { get; set; } = [];

    public bool Enabled { get; set; } = true;

    public bool LinkConnected { get; set; }

    public int LinkSpeed { get; set; }

    public int InterfaceSpeed { get; set; }

    public string? Vendor { get; set; }

    public string? Product { get; set; }

    public string? Firmware { get; set; }

    public int? NumaNode { get; set; }

    /// <summary>The address that the interface booted with.</summary>
    public IpNumber? DiscoveredAddress { get; set; }

    public Subnet? DiscoveredSubnet { get; set; }

    public bool IsPhysical => Kind == "physical";

    public int? Mtu => Params.TryGetValue("mtu", out var value) ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : null;

    public int EffectiveMtu => Mtu ?? Vlan?.Mtu ?? 1500;

    /// <summary>True where a bond or bridge has taken the interface.</summary>
    public bool IsEnslaved => Children.Any(child => child.Kind is "bond" or "bridge");
}

/// <summary>How an interface is configured on a subnet.</summary>
internal sealed class InterfaceLink
{
    public required int Id { get; init; }

    /// <summary><c>auto</c>, <c>dhcp</c>, <c>static</c> or <c>link_up</c>.</summary>
    public required string Mode { get; init; }

    public Subnet? Subnet { get; init; }

    public IpNumber? Address { get; set; }

    public required DateTimeOffset Created { get; init; }
}
