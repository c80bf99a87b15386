using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Writing;
using Drydock.Design;

namespace Drydock.Core.Design.Comparing;

/// <summary>
/// A node with what other documents make of it, so that an edit of a network link, a network or a hardware profile shows at
/// the nodes that it reaches: the node's document, and beside it <c>fqdn</c>, and at each interface and disk <c>link</c>,
/// <c>network</c> and <c>device</c>.
/// </summary>
internal static class NodeSurroundings
{
    public static YamlMapping Of(BaremetalNode node)
    {
        var document = HostWriter.Node(node);
        var interfaces = node.Interfaces.ToLookup(item => item.Name);
        return Fields.Of(fields =>
        {
            foreach (var entry in document.Entries)
            {
                fields.Value(entry.Key.Text, entry.Key.Text switch
                {
                    "interfaces" => Extended(entry.Value, name => Interface(node, interfaces[name].First())),
                    "storage" => Storage(node, (YamlMapping)entry.Value),
                    _ => entry.Value,
                });
            }
            fields.Text("fqdn", node.Fqdn);
        });
    }

    private static YamlMapping Storage(BaremetalNode node, YamlMapping storage) => Fields.Of(fields =>
    {
        foreach (var entry in storage.Entries)
        {
            fields.Value(entry.Key.Text, entry.Key.Text switch
            {
                "physical_devices" => Extended(entry.Value, name => Fields.Of(device => device.Text("device", Disk(node, name)))),
                "raids" => Extended(entry.Value, name => Members(node, node.Raids.Where(raid => raid.Name == name).SelectMany(raid => raid.Devices.Concat(raid.Spares)))),
                "bcaches" => Extended(entry.Value, name => Members(node, node.Bcaches.Where(bcache => bcache.Name == name).SelectMany(bcache => new[] { bcache.Backing, bcache.Cache }).OfType<string>())),
                _ => entry.Value,
            });
        }
    });

    /// <summary>The disks of members that are whole devices; those of partitions show at the devices themselves.</summary>
    private static YamlMapping Members(BaremetalNode node, IEnumerable<string> names) => Fields.Of(fields =>
        fields.Texts("device", new(names.Where(name => !name.Contains("/")).Select(name => Disk(node, name)))));

    private static string Disk(BaremetalNode node, string name) => Text(DeviceSelectors.ForDisk(node, name));

    private static YamlMapping Interface(BaremetalNode node, HostInterface item) => Fields.Of(fields =>
    {
        fields.Texts("device", new(item.Selectors.Select(Text)));
        if (node.Site?.FindNetworkLink(item.NetworkLink) is { } link)
            fields.Value("link", Only(NetworkWriters.NetworkLink(link), ["bonding", "mtu", "trunking"]));
        fields.Group("network", networks =>
        {
            foreach (var network in item.Networks.Distinct().Select(name => node.Site?.FindNetwork(name)).OfType<Network>())
                networks.Value(network.Name, Only(NetworkWriters.Network(network), ["cidr", "vlan", "mtu"]));
        });
    });

    /// <summary>The mappings of a mapping, each with more fields.</summary>
    private static YamlMapping Extended(YamlValue named, System.Func<string, YamlMapping> more) => Fields.Of(fields =>
    {
        foreach (var entry in ((YamlMapping)named).Entries)
        {
            var inner = (YamlMapping)entry.Value;
            fields.Value(entry.Key.Text, new YamlMapping([.. inner.Entries, .. more(entry.Key.Text).Entries], inner));
        }
    });

    private static YamlMapping Only(YamlMapping mapping, IReadOnlyCollection<string> keys) =>
        new([.. mapping.Entries.Where(entry => keys.Contains(entry.Key.Text))], mapping);

    private static string Text(DeviceSelector selector) =>
        selector.Kind == DeviceSelectorKind.Name ? selector.Address : $"{selector.BusType}@{selector.Address}";
}
