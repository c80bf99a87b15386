namespace Drydock.Maas;

/// <summary>An image from which machines boot and are deployed (<c>BootResourceHandler</c>).</summary>
public sealed record MaasBootResource
{
    /// <summary>MAAS's id.</summary>
    public int Id { get; init; }

    /// <summary><c>Synced</c> from a boot source, or <c>Uploaded</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>System and series, for example <c>ubuntu/jammy</c>; an uploaded image may have one word.</summary>
    public string Name { get; init; } = "";

    /// <summary>Architecture and kernel, for example <c>amd64/ga-22.04</c>.</summary>
    public string Architecture { get; init; } = "";

    /// <summary>Kernels for which it serves.</summary>
    public ItemList<string> Subarchitectures { get; init; } = ItemList<string>.Empty;

    /// <summary>When a machine was last deployed with it, in MAAS's words; null for never or where MAAS does not say.</summary>
    public string? LastDeployed { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Architecture}";
}
