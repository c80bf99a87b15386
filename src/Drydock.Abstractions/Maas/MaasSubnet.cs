namespace Drydock.Maas;

/// <summary>A subnet (<c>SubnetHandler</c>).</summary>
public sealed record MaasSubnet
{
    /// <summary>MAAS's id.</summary>
    public int Id { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The network in CIDR form.</summary>
    public string Cidr { get; init; } = "";

    /// <summary>The VLAN in which it lies.</summary>
    public MaasVlan Vlan { get; init; } = new();

    /// <summary>The gateway's address; null for none.</summary>
    public string? Gateway { get; init; }

    /// <summary>DNS servers.</summary>
    public ItemList<string> DnsServers { get; init; } = ItemList<string>.Empty;

    /// <summary>Whether MAAS gives out its addresses.</summary>
    public bool Managed { get; init; }

    /// <summary>The space's name; <c>undefined</c> for none.</summary>
    public string Space { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
