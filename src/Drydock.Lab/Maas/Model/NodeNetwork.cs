using System;
using System.Collections.Generic;
using System.Linq;

namespace Drydock.Lab.Maas.Model;

/// <summary>Changes of a node's interfaces, with all that MAAS does along with them.</summary>
internal static class NodeNetwork
{
    public static InterfaceLink AddLink(this Region region, NodeInterface nic, string mode, Subnet? subnet = null, IpNumber? address = null)
    {
        nic.Links.RemoveAll(link => link.Mode == "link_up");
        var added = new InterfaceLink
        {
            Id = region.NextId("link"),
            Mode = mode,
            Subnet = subnet,
            Address = address,
            Created = region.Clock.UtcNow,
        };
        nic.Links.Add(added);
        return added;
    }

    public static void RemoveLink(this Region region, NodeInterface nic, InterfaceLink link)
    {
        nic.Links.Remove(link);
        if (nic.Node.GatewayLink == link) nic.Node.GatewayLink = null;
        region.EnsureLinkUp(nic);
    }

    public static void ClearLinks(NodeInterface nic)
    {
        if (nic.Node.GatewayLink is { } gateway && nic.Links.Contains(gateway)) nic.Node.GatewayLink = null;
        nic.Links.Clear();
    }

    /// <summary>An interface on a VLAN without any address is at least up, unless a bond or bridge has taken it.</summary>
    public static void EnsureLinkUp(this Region region, NodeInterface nic)
    {
        if (nic.Links.Count == 0 && nic is { Enabled: true, Vlan: not null, IsEnslaved: false }) region.AddLink(nic, "link_up");
    }

    /// <summary>Moves an interface to another VLAN: its addresses go, and so may the fabric that it leaves.</summary>
    public static void SetVlan(this Region region, NodeInterface nic, Vlan? vlan)
    {
        var left = nic.Vlan;
        if (left == vlan) return;
        nic.Vlan = vlan;
        ClearLinks(nic);
        region.CollectFabric(left);
    }

    /// <summary>Sets an MTU: interfaces below are raised to carry it, interfaces above are lowered to fit it.</summary>
    public static void SetMtu(NodeInterface nic, int mtu)
    {
        nic.Params["mtu"] = mtu;
        foreach (var parent in nic.Parents.Where(parent => parent.EffectiveMtu < mtu)) SetMtu(parent, mtu);
        foreach (var child in nic.Children.Where(child => child.Mtu > mtu)) child.Params["mtu"] = mtu;
    }

    /// <summary>Adds an interface on top of others, which lose their addresses to it where it takes them over.</summary>
    public static NodeInterface AddChild(this Region region, Node node, string kind, string name, string mac, Vlan? vlan, IEnumerable<NodeInterface> parents)
    {
        var nic = new NodeInterface { Id = region.NextId("interface"), Node = node, Kind = kind, Name = name, Mac = mac, Vlan = vlan };
        nic.Parents.AddRange(parents);
        node.Interfaces.Add(nic);
        if (kind is "bond" or "bridge")
        {
            foreach (var parent in nic.Parents)
            {
                region.SetVlan(parent, vlan);
                ClearLinks(parent);
            }
        }

        region.EnsureLinkUp(nic);
        return nic;
    }

    /// <summary>Deletes an interface, with the interfaces that stand on it alone. Those below are free again.</summary>
    public static void Remove(this Region region, NodeInterface nic)
    {
        foreach (var child in nic.Children.ToList())
        {
            child.Parents.Remove(nic);
            if (child.Parents.Count == 0) region.Remove(child);
        }

        ClearLinks(nic);
        nic.Node.Interfaces.Remove(nic);
        if (nic.Node.BootInterface == nic) nic.Node.BootInterface = nic.Node.Interfaces.Find(other => other.IsPhysical);
        // What a bridge stood on stays without a link.
        if (nic.Kind == "bond") nic.Parents.ForEach(parent => region.EnsureLinkUp(parent));
        region.CollectFabric(nic.Vlan);
    }

    /// <summary>The interfaces as after commissioning: the hardware's own, the boot interface on its subnet, the others up.</summary>
    public static void Restore(this Region region, Node node)
    {
        foreach (var nic in node.Interfaces.Where(nic => !nic.IsPhysical).ToList()) region.Remove(nic);
        node.GatewayLink = null;
        foreach (var nic in node.Interfaces)
        {
            nic.Links.Clear();
            if (nic == node.BootInterface && nic.DiscoveredSubnet is { } subnet)
            {
                var left = nic.Vlan;
                nic.Vlan = subnet.Vlan;
                if (left != nic.Vlan) region.CollectFabric(left);
                region.AddLink(nic, "auto", subnet);
            }

            region.EnsureLinkUp(nic);
        }
    }

    /// <summary>Gives every <c>auto</c> link an address; the links that got none are returned.</summary>
    public static IReadOnlyList<InterfaceLink> AssignAutoAddresses(this Region region, Node node)
    {
        var without = new List<InterfaceLink>();
        foreach (var link in node.Interfaces.SelectMany(nic => nic.Links).Where(link => link.Mode == "auto" && link.Address is null))
        {
            link.Address = region.NextFree(link.Subnet!);
            if (link.Address is null) without.Add(link);
        }

        return without;
    }

    public static void ReleaseAutoAddresses(Node node)
    {
        foreach (var link in node.Interfaces.SelectMany(nic => nic.Links).Where(link => link.Mode == "auto")) link.Address = null;
    }

    /// <summary>An interface by its number or name.</summary>
    public static NodeInterface? FindInterface(this Node node, string idOrName) =>
        node.Interfaces.Find(nic => nic.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) == idOrName)
        ?? node.Interfaces.Find(nic => string.Equals(nic.Name, idOrName, StringComparison.Ordinal));
}
