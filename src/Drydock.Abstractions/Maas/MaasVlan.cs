namespace Drydock.Maas;

/// <summary>A VLAN (<c>VlanHandler</c>).</summary>
public sealed record MaasVlan
{
    /// <summary>MAAS's id, as in <c>vlans/{id}/</c>.</summary>
    public int Id { get; init; }

    /// <summary>The tag; 0 for untagged.</summary>
    public int Vid { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>MTU in bytes.</summary>
    public int Mtu { get; init; }

    /// <summary>Whether MAAS serves DHCP here.</summary>
    public bool DhcpOn { get; init; }

    /// <summary>Address of a DHCP server that MAAS found here and does not run; null for none.</summary>
    public string? ExternalDhcp { get; init; }

    /// <summary>The rack controller that serves DHCP; null for none.</summary>
    public string? PrimaryRack { get; init; }

    /// <summary>The rack controller that stands in; null for none.</summary>
    public string? SecondaryRack { get; init; }

    /// <summary>Id of the VLAN to which DHCP is relayed; null for none.</summary>
    public int? RelayVlanId { get; init; }

    /// <summary>The space's name; <c>undefined</c> for none.</summary>
    public string Space { get; init; } = "";

    /// <summary>The fabric's id.</summary>
    public int FabricId { get; init; }

    /// <summary>The fabric's name.</summary>
    public string Fabric { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{Fabric}.{Vid}";
}
