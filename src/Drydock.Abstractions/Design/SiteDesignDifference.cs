namespace Drydock.Design;

/// <summary>Compares site designs.</summary>
public interface ISiteDesignComparer
{
    /// <summary>
    /// Tells what changes from one design to another, and what is to be done about it. Nodes are compared with everything
    /// that holds for them: an edit of a host profile, a hardware profile, a network or a link shows at the nodes that it
    /// reaches, too.
    /// </summary>
    /// <param name="reference">The design as it was.</param>
    /// <param name="difference">The design as it shall be.</param>
    /// <returns>One difference per document, by kind, in the order of the designs; none where they are equal.</returns>
    ItemList<SiteDesignDifference> Compare(SiteDesign reference, SiteDesign difference);
}

/// <summary>What changes at one document of a site design.</summary>
public sealed record SiteDesignDifference
{
    /// <summary>The document's kind, for example <c>BaremetalNode</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The document's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether it is new, gone or other than before.</summary>
    public DesignChangeType Change { get; init; }

    /// <summary>What is other than before; empty for a document that is new or gone.</summary>
    public ItemList<DesignPropertyChange> Properties { get; init => field = value ?? ItemList<DesignPropertyChange>.Empty; } = ItemList<DesignPropertyChange>.Empty;

    /// <summary>The actions that bring it about, in their order; for a node that is deployed (see <see cref="NeedsRedeploy"/>).</summary>
    public ItemList<string> Actions { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>
    /// Whether a deployed node takes the change only when it is released and deployed anew. A node that is not deployed
    /// needs no <c>DestroyNode</c>.
    /// </summary>
    public bool NeedsRedeploy { get; init; }

    /// <summary>Names of the nodes that the document reaches, in either design; the node itself for a node.</summary>
    public ItemList<string> Nodes { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>What else is to be known; empty where nothing is.</summary>
    public string Remark { get; init; } = "";

    /// <summary><c>Kind/name</c>.</summary>
    public string Document => Kind + "/" + Name;

    /// <inheritdoc/>
    public override string ToString() => $"{Document}: {Change}" + (Properties.Count > 0 ? $" ({Properties})" : "");
}

/// <summary>Whether a document is new, gone or other than before.</summary>
public enum DesignChangeType
{
    /// <summary>Both designs have it, with differences.</summary>
    Changed,

    /// <summary>Only the new design has it.</summary>
    Added,

    /// <summary>Only the old design has it.</summary>
    Removed,
}

/// <summary>What changes at one property.</summary>
public sealed record DesignPropertyChange
{
    /// <summary>The property's path in the document, for example <c>platform.kernel_params.isolcpus</c>.</summary>
    public string Path { get; init; } = "";

    /// <summary>The value as it was; null where there was none, <c>***</c> for a secret.</summary>
    public string? OldValue { get; init; }

    /// <summary>The value as it shall be; null where there is none, <c>***</c> for a secret.</summary>
    public string? NewValue { get; init; }

    /// <summary>Whether the value is a secret, so that only that it changes is told.</summary>
    public bool IsSecret { get; init; }

    /// <inheritdoc/>
    public override string ToString() => IsSecret ? $"{Path}: changed" : $"{Path}: {OldValue ?? "none"} → {NewValue ?? "none"}";
}
