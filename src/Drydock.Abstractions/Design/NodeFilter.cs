namespace Drydock.Design;

/// <summary>Filters joined into one set of nodes.</summary>
public sealed record NodeFilterSet
{
    /// <summary>How the filters' nodes are joined.</summary>
    public SetOperation Operation { get; init; }

    /// <summary>The filters.</summary>
    public ItemList<NodeFilter> Filters { get; init => field = value ?? ItemList<NodeFilter>.Empty; } = ItemList<NodeFilter>.Empty;
}

/// <summary>Criteria that a node meets; several values of one criterion are alternatives.</summary>
public sealed record NodeFilter
{
    /// <summary>How the criteria are joined.</summary>
    public SetOperation Operation { get; init; }

    /// <summary>Node names.</summary>
    public ItemList<string> NodeNames { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>Node tags.</summary>
    public ItemList<string> NodeTags { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>Annotations of the node.</summary>
    public TextMap NodeLabels { get; init => field = value ?? TextMap.Empty; } = TextMap.Empty;

    /// <summary>Rack names.</summary>
    public ItemList<string> RackNames { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>Labels or location of the node's rack.</summary>
    public TextMap RackLabels { get; init => field = value ?? TextMap.Empty; } = TextMap.Empty;
}

/// <summary>How sets are joined.</summary>
public enum SetOperation
{
    /// <summary>In any of them.</summary>
    Union,

    /// <summary>In all of them.</summary>
    Intersection,
}
