namespace Drydock.Maas;

/// <summary>A tag of machines (<c>TagHandler</c>).</summary>
public sealed record MaasTag
{
    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The XPath rule by which MAAS applies it; empty for a tag applied by hand.</summary>
    public string Definition { get; init; } = "";

    /// <summary>Kernel parameters of the machines that have it.</summary>
    public string KernelOptions { get; init; } = "";

    /// <summary>What it is for.</summary>
    public string Comment { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
