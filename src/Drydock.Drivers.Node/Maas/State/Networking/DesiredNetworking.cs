using System.Collections.Generic;
using System.Linq;
using Drydock.Design;
using Drydock.Errors;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>Works out which interfaces a node's design asks for, in terms of what MAAS has: VLAN and subnet ids.</summary>
public sealed class DesiredNetworking
{
    private readonly BaremetalNode _node;
    private readonly MaasNetworks _networks;
    private readonly DeviceMap _devices;
    private readonly DesiredLinks _links;
    private readonly List<DesiredInterface> _interfaces = [];

    private DesiredNetworking(BaremetalNode node, MaasNetworks networks, DeviceMap devices)
    {
        _node = node;
        _networks = networks;
        _devices = devices;
        _links = new DesiredLinks(node);
    }

    /// <summary>
    /// The interfaces, those below before those above. Interfaces without a network link, and those of a link labelled
    /// <c>noconfig</c>, are not among them.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="networks">What MAAS has.</param>
    /// <param name="devices">Names of physical interfaces.</param>
    /// <exception cref="DrydockException">
    /// The design contradicts itself (<c>NodeMisconfigured</c>), wants what MAAS does not have (<c>MaasDesignConflict</c>),
    /// or names a device that the machine lacks (<c>DeviceNotFound</c>).
    /// </exception>
    public static ItemList<DesiredInterface> Of(BaremetalNode node, MaasNetworks networks, DeviceMap devices)
    {
        var desired = new DesiredNetworking(node, networks, devices);
        foreach (var nic in node.Interfaces.Where(nic => nic.NetworkLink is not null)) desired.Add(nic);
        desired.RefuseSharing();
        return new(desired._interfaces);
    }

    private void Add(HostInterface nic)
    {
        var link = _node.Site?.FindNetworkLink(nic.NetworkLink)
            ?? throw DesignFault.Misconfigured(_node, $"interface '{nic.Name}' is plugged into network link '{nic.NetworkLink}', which the site does not have");
        if (link.Labels.ContainsKey("noconfig")) return;

        var attached = nic.Networks.Select(name => Attach(nic, link, name)).ToList();
        var native = attached.Where(network => !network.Tagged).ToList();
        var tagged = attached.Where(network => network.Tagged).GroupBy(network => network.Subnet.Vlan.Id).ToList();
        var untagged = Untagged(nic, link, attached);
        var mtu = tagged.Count == 0 ? native.Select(network => network.Mtu).DefaultIfEmpty(link.Mtu).Max() : link.Mtu;

        var parent = AddParent(nic, link, untagged.Id, mtu, Links(native));
        foreach (var vlan in tagged)
        {
            var subnet = vlan.First().Subnet;
            if (subnet.Vlan.FabricId != untagged.FabricId)
            {
                throw DesignFault.NetworkMissing(_node, $"network '{vlan.First().Network.Name}' lies in fabric '{subnet.Vlan.Fabric}' of MAAS, "
                    + $"the other networks of interface '{nic.Name}' in another");
            }

            _interfaces.Add(new DesiredInterface
            {
                Name = $"{parent}.{subnet.Vlan.Vid}",
                Kind = DesiredInterfaceKind.Vlan,
                Parents = new([parent]),
                VlanId = vlan.Key,
                Mtu = vlan.Max(network => network.Mtu),
                Links = Links(vlan),
            });
        }
    }

    /// <summary>Adds the physical interface or the bond with its members, and tells its name.</summary>
    private string AddParent(HostInterface nic, NetworkLink link, int vlanId, int mtu, ItemList<DesiredLink> links)
    {
        var slaves = _devices.Slaves(nic);
        if (slaves.Count == 0) throw DesignFault.Misconfigured(_node, $"interface '{nic.Name}' names no slaves");
        var bonded = link.Bonding.Mode != BondingMode.Disabled;
        if (!bonded && slaves.Count > 1)
        {
            throw DesignFault.Misconfigured(_node, $"interface '{nic.Name}' has {slaves.Count} slaves, but network link '{link.Name}' has bonding off");
        }

        _interfaces.AddRange(slaves.Select(slave => new DesiredInterface
        {
            Name = slave,
            Kind = bonded ? DesiredInterfaceKind.BondMember : DesiredInterfaceKind.Physical,
            VlanId = vlanId,
            Mtu = mtu,
            Links = bonded ? ItemList<DesiredLink>.Empty : links,
        }));
        if (!bonded) return slaves[0];

        _interfaces.Add(new DesiredInterface
        {
            Name = nic.Name,
            Kind = DesiredInterfaceKind.Bond,
            Parents = slaves,
            VlanId = vlanId,
            Mtu = mtu,
            Parameters = BondParameters.From(link.Bonding),
            Links = links,
        });
        return nic.Name;
    }

    private Attached Attach(HostInterface nic, NetworkLink link, string name)
    {
        var network = _node.Site?.FindNetwork(name)
            ?? throw DesignFault.Misconfigured(_node, $"interface '{nic.Name}' takes part in network '{name}', which the site does not have");
        var subnet = _networks.FindSubnet(network.Cidr)
            ?? throw DesignFault.NetworkMissing(_node, $"MAAS has no subnet {network.Cidr} of network '{name}'");
        var mtu = network.Mtu ?? link.Mtu;
        if (mtu > link.Mtu)
            throw DesignFault.Misconfigured(_node, $"network '{name}' has MTU {mtu}, more than the {link.Mtu} of its network link '{link.Name}'");

        var tagged = link.NativeNetwork != name && (link.NativeNetwork is not null || link.TrunkingMode == TrunkingMode.Dot1Q);
        if (tagged && link.TrunkingMode == TrunkingMode.Disabled)
        {
            throw DesignFault.Misconfigured(_node, $"interface '{nic.Name}' takes part in network '{name}', "
                + $"but network link '{link.Name}' has trunking off and carries only '{link.NativeNetwork}'");
        }

        if (tagged && subnet.Vlan.Vid == 0)
            throw DesignFault.NetworkMissing(_node, $"network '{name}' travels tagged on network link '{link.Name}', but MAAS has {subnet.Cidr} in an untagged VLAN");
        return new(network, subnet, tagged, mtu);
    }

    /// <summary>
    /// The VLAN of untagged frames: that of the native network, or the untagged one of the fabric in which the tagged
    /// networks lie, or the one of the fabric that is named like the link.
    /// </summary>
    private MaasVlan Untagged(HostInterface nic, NetworkLink link, List<Attached> attached)
    {
        var native = attached.FirstOrDefault(network => !network.Tagged)?.Subnet
            ?? (_node.Site?.FindNetwork(link.NativeNetwork) is { } network ? _networks.FindSubnet(network.Cidr) : null);
        return native?.Vlan
            ?? (attached.Count > 0 ? _networks.FindUntagged(attached[0].Subnet.Vlan.FabricId) : null)
            ?? _networks.FindUntagged(link.Name)
            ?? throw DesignFault.NetworkMissing(_node, $"MAAS has no fabric for network link '{link.Name}' of interface '{nic.Name}'");
    }

    private ItemList<DesiredLink> Links(IEnumerable<Attached> networks) =>
        new(networks.SelectMany(network => _links.Of(network.Network, network.Subnet)));

    private void RefuseSharing()
    {
        var shared = _interfaces.GroupBy(nic => nic.Name).FirstOrDefault(same => same.Count() > 1);
        if (shared is not null) throw DesignFault.Misconfigured(_node, $"interface '{shared.Key}' is wanted by several interfaces of the design");
    }

    private sealed record Attached(Network Network, MaasSubnet Subnet, bool Tagged, int Mtu);
}
