namespace Drydock.Maas;

/// <summary>A DNS domain (<c>DomainHandler</c>).</summary>
public sealed record MaasDomain
{
    /// <summary>MAAS's id; 0 is one.</summary>
    public int Id { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether MAAS answers for it.</summary>
    public bool Authoritative { get; init; }

    /// <summary>Time to live in seconds; null for MAAS's default.</summary>
    public int? Ttl { get; init; }

    /// <summary>Whether new machines get it.</summary>
    public bool IsDefault { get; init; }

    /// <summary>How many records it has.</summary>
    public int RecordCount { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
