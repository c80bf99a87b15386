using System;
using System.Collections.Generic;
using System.Linq;

namespace Drydock.Lab.Maas.Model;

/// <summary>
/// All that the region knows. Its state is small, so one lock guards all of it; nobody awaits or calls a server while holding it.
/// </summary>
internal sealed class Region
{
    private readonly Dictionary<string, int> _lastIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Node> _nodesBySystemId = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, Node> _nodes = [];

    public Region(Clock clock, string version)
    {
        Clock = clock;
        Version = version;
    }

    public object Sync { get; } = new();

    /// <summary>How many machines were rendered so far, which is what a real region spends its time on.</summary>
    public long Rendered { get; set; }

    public Clock Clock { get; }

    public string Version { get; }

    public List<User> Users { get; } = [];

    public IEnumerable<Node> Nodes => _nodes.Values;

    public IEnumerable<Node> Machines => _nodes.Values.Where(node => !node.IsRack);

    public IEnumerable<Node> Racks => _nodes.Values.Where(node => node.IsRack);

    public SortedDictionary<int, Fabric> Fabrics { get; } = [];

    public SortedDictionary<int, Vlan> Vlans { get; } = [];

    public SortedDictionary<int, Space> Spaces { get; } = [];

    public SortedDictionary<int, Subnet> Subnets { get; } = [];

    public SortedDictionary<int, IpRange> IpRanges { get; } = [];

    public SortedDictionary<int, StaticRoute> StaticRoutes { get; } = [];

    public SortedDictionary<int, Domain> Domains { get; } = [];

    public SortedDictionary<int, DnsResource> DnsResources { get; } = [];

    public SortedDictionary<int, PackageRepository> Repositories { get; } = [];

    public SortedDictionary<int, Grouping> Zones { get; } = [];

    public SortedDictionary<int, Grouping> Pools { get; } = [];

    public List<Tag> Tags { get; } = [];

    public List<BootResource> BootResources { get; } = [];

    public SortedDictionary<int, BootSource> BootSources { get; } = [];

    /// <summary>Scripts that run on machines: those that MAAS brings along, and uploaded ones.</summary>
    public List<NodeScript> Scripts { get; } = [];

    public Configuration Configuration { get; } = new();

    public List<NodeEvent> Events { get; } = [];

    public Domain DefaultDomain { get; set; } = null!;

    public Grouping DefaultZone => Zones.Values.First();

    public Grouping DefaultPool => Pools.Values.First();

    /// <summary>The next number of a kind of object.</summary>
    public int NextId(string kind, int first = 1)
    {
        var id = _lastIds.TryGetValue(kind, out var last) ? last + 1 : first;
        _lastIds[kind] = id;
        return id;
    }

    public Node? FindNode(string systemId) => _nodesBySystemId.TryGetValue(systemId, out var node) ? node : null;

    public void Add(Node node)
    {
        _nodes.Add(node.Id, node);
        _nodesBySystemId.Add(node.SystemId, node);
    }

    public void Remove(Node node)
    {
        _nodes.Remove(node.Id);
        _nodesBySystemId.Remove(node.SystemId);
    }

    /// <summary>Adds an image that has nothing of its content yet.</summary>
    public BootResource AddImage(string name, string architecture, string type)
    {
        var image = new BootResource { Id = NextId("bootresource"), Name = name, Architecture = architecture, Type = type, Created = Clock.UtcNow };
        BootResources.Add(image);
        return image;
    }

    /// <summary>The node whose physical interface has this MAC address.</summary>
    public NodeInterface? FindInterfaceByMac(string mac) =>
        Nodes.SelectMany(node => node.Interfaces).FirstOrDefault(nic => nic.IsPhysical && nic.Mac == mac);

    /// <summary>Records an event; one of level INFO or above becomes the node's status message.</summary>
    public void Log(Node node, string kind, string description = "", string level = "INFO", string action = "", User? user = null)
    {
        Events.Add(new(NextId("event"), Clock.UtcNow, node, level, kind, description, user?.Name ?? "unknown"));
        if (level == "DEBUG") return;
        node.StatusMessage = description.Length == 0 ? kind : kind + " - " + description;
        node.StatusAction = action;
    }

    /// <summary>Changes a node's state.</summary>
    public static void SetStatus(Node node, NodeStatus status)
    {
        node.Status = status;
        node.StatusSerial++;
    }
}
