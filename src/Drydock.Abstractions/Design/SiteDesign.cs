using System;
using System.Collections.Generic;
using System.Linq;

namespace Drydock.Design;

/// <summary>A compiled site: inheritance applied, references resolved, routes of domains worked out. Unchangeable.</summary>
public sealed class SiteDesign
{
    private readonly Lazy<Dictionary<string, Network>> _networks;
    private readonly Lazy<Dictionary<string, NetworkLink>> _links;
    private readonly Lazy<Dictionary<string, HardwareProfile>> _hardware;
    private readonly Lazy<Dictionary<string, BaremetalNode>> _nodes;

    /// <summary>An empty site; initialisers fill it.</summary>
    public SiteDesign()
    {
        _networks = Index(() => Networks);
        _links = Index(() => NetworkLinks);
        _hardware = Index(() => HardwareProfiles);
        _nodes = Index(() => Nodes);
    }

    /// <summary>The region; null where the design has none.</summary>
    public Region? Region { get; init; }

    /// <summary>Racks, in the order of the design, as all lists here.</summary>
    public ItemList<Rack> Racks { get; init => field = value ?? ItemList<Rack>.Empty; } = ItemList<Rack>.Empty;

    /// <summary>Network links.</summary>
    public ItemList<NetworkLink> NetworkLinks { get; init => field = value ?? ItemList<NetworkLink>.Empty; } = ItemList<NetworkLink>.Empty;

    /// <summary>Networks.</summary>
    public ItemList<Network> Networks { get; init => field = value ?? ItemList<Network>.Empty; } = ItemList<Network>.Empty;

    /// <summary>Hardware profiles.</summary>
    public ItemList<HardwareProfile> HardwareProfiles { get; init => field = value ?? ItemList<HardwareProfile>.Empty; } = ItemList<HardwareProfile>.Empty;

    /// <summary>Host profiles, with what they inherit.</summary>
    public ItemList<HostProfile> HostProfiles { get; init => field = value ?? ItemList<HostProfile>.Empty; } = ItemList<HostProfile>.Empty;

    /// <summary>Nodes, with what they inherit. They are copied, so that <see cref="BaremetalNode.Site"/> leads here.</summary>
    public ItemList<BaremetalNode> Nodes
    {
        get;
        init => field = new((value ?? ItemList<BaremetalNode>.Empty).Select(node => node with { Site = this }));
    } = ItemList<BaremetalNode>.Empty;

    /// <summary>Boot actions, with the nodes they concern.</summary>
    public ItemList<BootAction> BootActions { get; init => field = value ?? ItemList<BootAction>.Empty; } = ItemList<BootAction>.Empty;

    /// <summary>The texts that the site was read from; null for a site that was made in code.</summary>
    public SiteTexts? Texts { get; init; }

    /// <summary>The site's name: its region's.</summary>
    public string Name => Region?.Name ?? "";

    /// <summary>The network of a name, or null.</summary>
    /// <param name="name">The name.</param>
    public Network? FindNetwork(string? name) => Find(_networks, name);

    /// <summary>The network link of a name, or null.</summary>
    /// <param name="name">The name.</param>
    public NetworkLink? FindNetworkLink(string? name) => Find(_links, name);

    /// <summary>The hardware profile of a name, or null.</summary>
    /// <param name="name">The name.</param>
    public HardwareProfile? FindHardwareProfile(string? name) => Find(_hardware, name);

    /// <summary>The node of a name, or null.</summary>
    /// <param name="name">The name.</param>
    public BaremetalNode? FindNode(string? name) => Find(_nodes, name);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static T? Find<T>(Lazy<Dictionary<string, T>> index, string? name)
        where T : class => name is not null && index.Value.TryGetValue(name, out var document) ? document : null;

    private static Lazy<Dictionary<string, T>> Index<T>(Func<ItemList<T>> documents)
        where T : DesignDocument => new(() => documents().GroupBy(document => document.Name, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal));
}
