namespace Drydock.Design;

/// <summary>Something that a deployed node does at its first boot.</summary>
public sealed record BootAction : DesignDocument
{
    /// <summary>Whether nodes report when they have done it.</summary>
    public bool Signaling { get; init; } = true;

    /// <summary>Which nodes do it; null for all.</summary>
    public NodeFilterSet? NodeFilter { get; init; }

    /// <summary>What is put onto the node.</summary>
    public ItemList<BootActionAsset> Assets { get; init => field = value ?? ItemList<BootActionAsset>.Empty; } = ItemList<BootActionAsset>.Empty;

    /// <summary>Names of the nodes that the filter chose; filled in by compilation, in the order of the design.</summary>
    public ItemList<string> TargetNodes { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A file, a systemd unit or a list of packages.</summary>
public sealed record BootActionAsset
{
    /// <summary><c>file</c>, <c>unit</c> or <c>pkg_list</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>Where it goes on the node.</summary>
    public string? Path { get; init; }

    /// <summary>Where its content comes from, where it is not in the design.</summary>
    public string? Location { get; init; }

    /// <summary>Its content.</summary>
    public string? Data { get; init; }

    /// <summary>Permission bits, in octal in the design.</summary>
    public int? Permissions { get; init; }

    /// <summary>What <see cref="Location"/> is passed through before use.</summary>
    public ItemList<string> LocationPipeline { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>What <see cref="Data"/> is passed through before use.</summary>
    public ItemList<string> DataPipeline { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>Packages and their versions; an empty version takes the newest. Null where the asset is no package list.</summary>
    public TextMap? Packages { get; init; }
}
