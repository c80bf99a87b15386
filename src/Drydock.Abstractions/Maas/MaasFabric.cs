namespace Drydock.Maas;

/// <summary>A fabric with its VLANs (<c>FabricHandler</c>).</summary>
public sealed record MaasFabric
{
    /// <summary>MAAS's id; 0 is one.</summary>
    public int Id { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The class, a word of the operator's own; null for none.</summary>
    public string? ClassType { get; init; }

    /// <summary>Its VLANs; vid 0 is the untagged one.</summary>
    public ItemList<MaasVlan> Vlans { get; init; } = ItemList<MaasVlan>.Empty;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
