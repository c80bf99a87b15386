namespace Drydock.Maas;

/// <summary>An address range of a subnet (<c>IPRangeHandler</c>).</summary>
public sealed record MaasIPRange
{
    /// <summary>MAAS's id.</summary>
    public int Id { get; init; }

    /// <summary><c>reserved</c> or <c>dynamic</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>The first address.</summary>
    public string StartIP { get; init; } = "";

    /// <summary>The last address.</summary>
    public string EndIP { get; init; } = "";

    /// <summary>The subnet's id.</summary>
    public int SubnetId { get; init; }

    /// <summary>The subnet's CIDR.</summary>
    public string SubnetCidr { get; init; } = "";

    /// <summary>What it is for.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Whose it is; null for nobody's.</summary>
    public string? User { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{StartIP}-{EndIP}";
}
