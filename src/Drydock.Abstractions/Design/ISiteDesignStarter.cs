using System.Collections.Generic;

namespace Drydock.Design;

/// <summary>Writes new site designs.</summary>
public interface ISiteDesignStarter
{
    /// <summary>A commented site design that passes every rule, to be edited from there.</summary>
    /// <param name="options">What is known of the site; null for an example.</param>
    /// <returns>The files, each with its name without a folder, in the order in which they read best.</returns>
    /// <exception cref="Errors.DrydockException">The options contradict one another (<c>Drydock.Design.NotPossible</c>).</exception>
    IReadOnlyList<SiteSource> Start(SiteStartOptions? options = null);
}

/// <summary>What is known of a new site.</summary>
public sealed record SiteStartOptions
{
    /// <summary>The site's name: letters, digits and hyphens.</summary>
    public string Name { get; init; } = "site1";

    /// <summary>How many nodes.</summary>
    public int NodeCount { get; init; } = 3;

    /// <summary>What a node's name begins with; a number follows.</summary>
    public string NodePrefix { get; init; } = "node";

    /// <summary>How BMCs are reached: <c>ipmi</c>, <c>redfish</c>, <c>libvirt</c>, <c>manual</c>.</summary>
    public string OobType { get; init; } = "ipmi";

    /// <summary>The DNS domain of the nodes' names.</summary>
    public string Domain { get; init; } = "example.org";

    /// <summary>The operating system's series.</summary>
    public string Image { get; init; } = "jammy";

    /// <summary>The kernel.</summary>
    public string Kernel { get; init; } = "ga-22.04";

    /// <summary>The IPv4 network of the BMCs in CIDR form.</summary>
    public string OobCidr { get; init; } = "10.20.0.0/24";

    /// <summary>The IPv4 network that nodes boot from.</summary>
    public string PxeCidr { get; init; } = "10.20.1.0/24";

    /// <summary>The IPv4 network of the nodes' own addresses.</summary>
    public string ManagementCidr { get; init; } = "10.20.2.0/24";
}
