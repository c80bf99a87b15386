namespace Drydock.Maas;

/// <summary>A static route (<c>StaticRouteHandler</c>).</summary>
public sealed record MaasStaticRoute
{
    /// <summary>MAAS's id.</summary>
    public int Id { get; init; }

    /// <summary>Id of the subnet whose machines get the route.</summary>
    public int SourceId { get; init; }

    /// <summary>CIDR of that subnet.</summary>
    public string Source { get; init; } = "";

    /// <summary>Id of the subnet it leads to.</summary>
    public int DestinationId { get; init; }

    /// <summary>CIDR of that subnet.</summary>
    public string Destination { get; init; } = "";

    /// <summary>The gateway's address, in the source.</summary>
    public string Gateway { get; init; } = "";

    /// <summary>The metric.</summary>
    public int Metric { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Source} to {Destination} by {Gateway}";
}
