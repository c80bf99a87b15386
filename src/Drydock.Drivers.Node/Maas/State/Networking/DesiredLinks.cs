using System.Collections.Generic;
using System.Linq;
using Drydock.Design;
using Drydock.Errors;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>Turns a node's addresses into links to subnets.</summary>
/// <param name="node">The node.</param>
public sealed class DesiredLinks(BaremetalNode node)
{
    private readonly string? _gatewayNetwork = node.PrimaryNetwork ?? DefaultRoute(node);
    private bool _gatewayGiven;

    /// <summary>
    /// The links to a subnet, one per address; none for a network in which the node has no address, so that the interface
    /// is only up. The first link to the primary network (without one: to the network with the cheapest default route)
    /// carries the default gateway, if it is static or auto and the subnet has an IPv4 gateway: MAAS allows no other.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="subnet">Its subnet in MAAS.</param>
    /// <exception cref="DrydockException">A static address without an address.</exception>
    public ItemList<DesiredLink> Of(Network network, MaasSubnet subnet) =>
        new(node.Addressing.Where(address => address.Network == network.Name)
            .Select(address => Link(network, subnet, address))
            // MAAS drops a DHCP link when another is made, so it comes last.
            .OrderBy(link => link.Mode == "dhcp" ? 1 : 0));

    private DesiredLink Link(Network network, MaasSubnet subnet, NodeAddress address)
    {
        if (address.Type == AddressType.Dhcp) return new("dhcp", subnet.Id, subnet.Cidr, null, false);
        if (address.Type == AddressType.Static && string.IsNullOrEmpty(address.Address))
        {
            throw DesignFault.Misconfigured(node, $"its static address in network '{network.Name}' says no address");
        }

        var gateway = !_gatewayGiven && network.Name == _gatewayNetwork && subnet.Gateway is { } ip && !ip.Contains(":");
        _gatewayGiven |= gateway;
        return address.Type == AddressType.Static
            ? new("static", subnet.Id, subnet.Cidr, address.Address, gateway)
            : new("auto", subnet.Id, subnet.Cidr, null, gateway);
    }

    private static string? DefaultRoute(BaremetalNode node)
    {
        IEnumerable<Network> networks = node.Interfaces.SelectMany(nic => nic.Networks)
            .Select(name => node.Site?.FindNetwork(name)).OfType<Network>();
        return networks.SelectMany(network => network.Routes
                .Where(route => route.Subnet == "0.0.0.0/0").Select(route => (network.Name, Metric: route.Metric ?? int.MaxValue)))
            .OrderBy(route => route.Metric).Select(route => route.Name).FirstOrDefault();
    }
}
