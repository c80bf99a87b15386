namespace Drydock.Maas;

/// <summary>A package repository that deployed machines use (<c>PackageRepositoryHandler</c>).</summary>
public sealed record MaasPackageRepository
{
    /// <summary>MAAS's id; 1 and 2 are Ubuntu's own archives, which can be changed but not removed.</summary>
    public int Id { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The URL.</summary>
    public string Url { get; init; } = "";

    /// <summary>Distributions, for example <c>jammy</c>; none for the deployed one.</summary>
    public ItemList<string> Distributions { get; init; } = ItemList<string>.Empty;

    /// <summary>Components of a repository of one's own.</summary>
    public ItemList<string> Components { get; init; } = ItemList<string>.Empty;

    /// <summary>Architectures, for example <c>amd64</c>.</summary>
    public ItemList<string> Architectures { get; init; } = ItemList<string>.Empty;

    /// <summary>Pockets of an Ubuntu archive that are not used: <c>updates</c>, <c>security</c>, <c>backports</c>.</summary>
    public ItemList<string> DisabledPockets { get; init; } = ItemList<string>.Empty;

    /// <summary>Components of an Ubuntu archive that are not used: <c>restricted</c>, <c>universe</c>, <c>multiverse</c>.</summary>
    public ItemList<string> DisabledComponents { get; init; } = ItemList<string>.Empty;

    /// <summary>Whether sources of packages are left out.</summary>
    public bool DisableSources { get; init; }

    /// <summary>The public key that signs it; empty for none.</summary>
    public string Key { get; init; } = "";

    /// <summary>Whether machines use it.</summary>
    public bool Enabled { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
