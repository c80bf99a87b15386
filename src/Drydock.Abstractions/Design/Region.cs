namespace Drydock.Design;

/// <summary>The site as a whole: keys, tags and package repositories that its node provisioner gets.</summary>
public sealed record Region : DesignDocument
{
    /// <summary>Public SSH keys, one line each, that may log in to deployed nodes.</summary>
    public ItemList<string> AuthorizedKeys { get; init; } = ItemList<string>.Empty;

    /// <summary>Tags that the provisioner applies by a rule.</summary>
    public ItemList<TagDefinition> TagDefinitions { get; init; } = ItemList<TagDefinition>.Empty;

    /// <summary>Package repositories; empty leaves the provisioner's own.</summary>
    public ItemList<PackageRepository> Repositories { get; init; } = ItemList<PackageRepository>.Empty;

    /// <summary>Whether repositories that the design does not name are removed.</summary>
    public bool RemoveUnlistedRepositories { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A tag that follows from what a node is.</summary>
public sealed record TagDefinition
{
    /// <summary>The tag's name.</summary>
    public string Tag { get; init; } = "";

    /// <summary>How <see cref="Definition"/> is to be read, for example <c>lshw_xpath</c>.</summary>
    public string DefinitionType { get; init; } = "lshw_xpath";

    /// <summary>The rule, an XPath expression over lshw output.</summary>
    public string Definition { get; init; } = "";
}

/// <summary>A package repository for deployed nodes.</summary>
public sealed record PackageRepository
{
    /// <summary>The repository's name; <c>main_archive</c> and <c>ports_archive</c> are MAAS's own.</summary>
    public string Name { get; init; } = "";

    /// <summary>How the repository is laid out; <c>apt</c>.</summary>
    public string RepositoryType { get; init; } = "apt";

    /// <summary>Its address.</summary>
    public string Url { get; init; } = "";

    /// <summary>Distributions, for example <c>jammy</c>.</summary>
    public ItemList<string> Distributions { get; init; } = ItemList<string>.Empty;

    /// <summary>Pockets that are switched off, for example <c>backports</c>.</summary>
    public ItemList<string> DisabledPockets { get; init; } = ItemList<string>.Empty;

    /// <summary>Components that are used.</summary>
    public ItemList<string> Components { get; init; } = ItemList<string>.Empty;

    /// <summary>Components that are switched off.</summary>
    public ItemList<string> DisabledComponents { get; init; } = ItemList<string>.Empty;

    /// <summary>Processor architectures.</summary>
    public ItemList<string> Architectures { get; init; } = new(["amd64"]);

    /// <summary>The public key that signs it, armoured; null where it needs none.</summary>
    public string? GpgKey { get; init; }

    /// <summary>Further options, as the design gives them.</summary>
    public TextMap Options { get; init; } = TextMap.Empty;
}
