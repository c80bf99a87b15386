namespace Drydock.Maas;

/// <summary>A rack controller (<c>RackControllerHandler</c>), which serves DHCP, TFTP and power commands.</summary>
public sealed record MaasRackController
{
    /// <summary>MAAS's id.</summary>
    public string SystemId { get; init; } = "";

    /// <summary>The host name without domain.</summary>
    public string Hostname { get; init; } = "";

    /// <summary>The fully qualified name.</summary>
    public string Fqdn { get; init; } = "";

    /// <summary>MAAS's version there; empty where MAAS does not say.</summary>
    public string Version { get; init; } = "";

    /// <summary>Addresses.</summary>
    public ItemList<string> IPAddresses { get; init; } = ItemList<string>.Empty;

    /// <summary>Its services and their states, for example <c>dhcpd</c>: <c>running</c>.</summary>
    public TextMap Services { get; init; } = TextMap.Empty;

    /// <summary>MAC addresses of its interfaces, lower case with colons.</summary>
    public ItemList<string> MacAddresses { get; init; } = ItemList<string>.Empty;

    /// <summary>Ids of the VLANs in which it has interfaces.</summary>
    public ItemList<int> VlanIds { get; init; } = ItemList<int>.Empty;

    /// <summary>Whether <c>rackd</c> or <c>dhcpd</c> is dead.</summary>
    public bool IsDead =>
        (Services.TryGetValue("rackd", out var rackd) && rackd == "dead") || (Services.TryGetValue("dhcpd", out var dhcpd) && dhcpd == "dead");

    /// <inheritdoc/>
    public override string ToString() => Hostname;
}
