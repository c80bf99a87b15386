namespace Drydock.Maas;

/// <summary>A network interface of a machine (<c>InterfaceHandler</c>).</summary>
public sealed record MaasInterface
{
    /// <summary>The machine's id.</summary>
    public string SystemId { get; init; } = "";

    /// <summary>MAAS's id.</summary>
    public int Id { get; init; }

    /// <summary>The name, for example <c>eno1</c>, <c>bond0</c> or <c>bond0.101</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary><c>physical</c>, <c>bond</c>, <c>vlan</c>, <c>bridge</c> …</summary>
    public string Type { get; init; } = "";

    /// <summary>The MAC address, lower case with colons.</summary>
    public string MacAddress { get; init; } = "";

    /// <summary>Its VLAN; null where it is disconnected.</summary>
    public MaasVlanReference? Vlan { get; init; }

    /// <summary>Names of the interfaces below.</summary>
    public ItemList<string> Parents { get; init; } = ItemList<string>.Empty;

    /// <summary>Names of the interfaces above.</summary>
    public ItemList<string> Children { get; init; } = ItemList<string>.Empty;

    /// <summary>MTU in force, in bytes.</summary>
    public int EffectiveMtu { get; init; }

    /// <summary>Parameters such as <c>bond_mode</c> and <c>mtu</c>.</summary>
    public TextMap Parameters { get; init; } = TextMap.Empty;

    /// <summary>Who made it; null where MAAS does not know.</summary>
    public string? Vendor { get; init; }

    /// <summary>The model; null where MAAS does not know.</summary>
    public string? Product { get; init; }

    /// <summary>The firmware's version; null where MAAS does not know.</summary>
    public string? FirmwareVersion { get; init; }

    /// <summary>The link's speed in Mbit/s; null without a link.</summary>
    public int? LinkSpeed { get; init; }

    /// <summary>Whether it is in use.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whether it has a link; null where MAAS does not know.</summary>
    public bool? LinkConnected { get; init; }

    /// <summary>Subnets it is linked to.</summary>
    public ItemList<MaasLink> Links { get; init; } = ItemList<MaasLink>.Empty;

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>The VLAN of an interface or subnet.</summary>
/// <param name="Id">MAAS's id of the VLAN.</param>
/// <param name="Vid">The tag; 0 for untagged.</param>
/// <param name="FabricId">The fabric's id; 0 is one.</param>
/// <param name="Mtu">MTU in bytes.</param>
public sealed record MaasVlanReference(int Id, int Vid, int FabricId, int Mtu);

/// <summary>A link of an interface to a subnet.</summary>
/// <param name="Id">MAAS's id of the link.</param>
/// <param name="Mode"><c>auto</c>, <c>dhcp</c>, <c>static</c> or <c>link_up</c>.</param>
/// <param name="SubnetId">The subnet's id; null for <c>link_up</c>.</param>
/// <param name="SubnetCidr">The subnet's CIDR.</param>
/// <param name="IPAddress">The address; null where there is none yet.</param>
public sealed record MaasLink(int Id, string Mode, int? SubnetId, string? SubnetCidr, string? IPAddress);
