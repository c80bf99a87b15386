namespace Drydock.Design;

/// <summary>A rack: where it stands, its switches and the networks that reach no further.</summary>
public sealed record Rack : DesignDocument
{
    /// <summary>Top-of-rack switches.</summary>
    public ItemList<TorSwitch> TorSwitches { get; init => field = value ?? ItemList<TorSwitch>.Empty; } = ItemList<TorSwitch>.Empty;

    /// <summary>Where the rack stands: building, floor and whatever a site records.</summary>
    public TextMap Location { get; init => field = value ?? TextMap.Empty; } = TextMap.Empty;

    /// <summary>Names of networks that exist in this rack only.</summary>
    public ItemList<string> LocalNetworks { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>Free labels.</summary>
    public TextMap Labels { get; init => field = value ?? TextMap.Empty; } = TextMap.Empty;

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A top-of-rack switch and how its management is reached.</summary>
public sealed record TorSwitch
{
    /// <summary>The switch's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its management address.</summary>
    public string? ManagementAddress { get; init; }

    /// <summary>The address of its controller's API, where it has one.</summary>
    public string? SdnApiUri { get; init; }
}
