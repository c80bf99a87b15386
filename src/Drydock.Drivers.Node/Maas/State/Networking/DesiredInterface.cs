
namespace Drydock.Drivers.Node.Maas.State;

/// <summary>A network interface as the design wants MAAS to have it.</summary>
public sealed record DesiredInterface
{
    /// <summary>The name: that of the physical interface, of the bond, or <c>parent.vid</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>Physical, bond or VLAN interface.</summary>
    public DesiredInterfaceKind Kind { get; init; }

    /// <summary>Names of the interfaces below: a bond's physical ones, the one under a VLAN interface.</summary>
    public ItemList<string> Parents { get; init; } = ItemList<string>.Empty;

    /// <summary>MAAS's id of the VLAN it is attached to.</summary>
    public int VlanId { get; init; }

    /// <summary>MTU in bytes.</summary>
    public int Mtu { get; init; }

    /// <summary>Bond parameters by MAAS's names; empty for others.</summary>
    public TextMap Parameters { get; init; } = TextMap.Empty;

    /// <summary>Links to subnets; none stands for an interface that is only up.</summary>
    public ItemList<DesiredLink> Links { get; init; } = ItemList<DesiredLink>.Empty;
}

/// <summary>Kinds of <see cref="DesiredInterface"/>.</summary>
public enum DesiredInterfaceKind
{
    /// <summary>A physical interface that stands alone.</summary>
    Physical,

    /// <summary>A physical interface inside a bond; it has no links of its own.</summary>
    BondMember,

    /// <summary>A bond.</summary>
    Bond,

    /// <summary>A VLAN interface.</summary>
    Vlan,
}

/// <summary>A link to a subnet as the design wants it.</summary>
/// <param name="Mode">MAAS's mode: <c>static</c>, <c>auto</c> or <c>dhcp</c>.</param>
/// <param name="SubnetId">The subnet's id.</param>
/// <param name="Cidr">The subnet in CIDR form.</param>
/// <param name="Address">The address of a static link; null for others.</param>
/// <param name="DefaultGateway">Whether the default gateway lies behind this link.</param>
public sealed record DesiredLink(string Mode, int SubnetId, string Cidr, string? Address, bool DefaultGateway)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Cidr} ({Mode}{(Address is null ? "" : " " + Address)}{(DefaultGateway ? ", default gateway" : "")})";
}
