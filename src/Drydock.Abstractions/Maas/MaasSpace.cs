namespace Drydock.Maas;

/// <summary>A space: VLANs that reach one another (<c>SpaceHandler</c>).</summary>
public sealed record MaasSpace
{
    /// <summary>MAAS's id; -1 for <c>undefined</c>, which has the VLANs that are in no space.</summary>
    public int Id { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The description.</summary>
    public string Description { get; init; } = "";

    /// <summary>Its VLANs.</summary>
    public ItemList<MaasVlan> Vlans { get; init; } = ItemList<MaasVlan>.Empty;

    /// <summary>Its subnets.</summary>
    public ItemList<MaasSubnet> Subnets { get; init; } = ItemList<MaasSubnet>.Empty;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
