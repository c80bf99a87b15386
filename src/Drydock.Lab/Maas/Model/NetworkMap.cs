using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Drydock.Lab.Maas.Model;

/// <summary>Fabrics, VLANs, subnets and the addresses in them: what they are made of and who holds what.</summary>
internal static class NetworkMap
{
    public static Fabric AddFabric(this Region region, string? name = null)
    {
        var id = region.NextId("fabric", first: 0);
        var fabric = new Fabric { Id = id, Name = name ?? DefaultName(id), AutoCreated = name is null && id > 0 };
        region.Fabrics.Add(id, fabric);
        region.AddVlan(fabric, 0, "untagged");
        return fabric;
    }

    public static string DefaultName(int fabricId) => "fabric-" + fabricId.ToString(CultureInfo.InvariantCulture);

    public static Vlan AddVlan(this Region region, Fabric fabric, int vid, string name)
    {
        var vlan = new Vlan { Id = region.NextId("vlan"), Fabric = fabric, Vid = vid, Name = name };
        region.Vlans.Add(vlan.Id, vlan);
        return vlan;
    }

    public static Subnet AddSubnet(this Region region, IpNetwork network, Vlan vlan, string? name = null)
    {
        var subnet = new Subnet { Id = region.NextId("subnet"), Name = name ?? network.ToString(), Network = network, Vlan = vlan };
        region.Subnets.Add(subnet.Id, subnet);
        return subnet;
    }

    public static IEnumerable<Vlan> VlansOf(this Region region, Fabric fabric) => region.Vlans.Values.Where(vlan => vlan.Fabric == fabric);

    public static Vlan DefaultVlan(this Region region, Fabric fabric) => region.VlansOf(fabric).First();

    public static IEnumerable<Subnet> SubnetsOf(this Region region, Vlan vlan) => region.Subnets.Values.Where(subnet => subnet.Vlan == vlan);

    /// <summary>The subnet that a network is, for example the one a network card is plugged into.</summary>
    public static Subnet? FindSubnet(this Region region, string? cidr) =>
        cidr is not null && IpNetwork.Parse(cidr) is { } network ? region.Subnets.Values.FirstOrDefault(subnet => subnet.Network == network) : null;

    public static IEnumerable<IpRange> RangesOf(this Region region, Subnet subnet) => region.IpRanges.Values.Where(range => range.Subnet == subnet);

    /// <summary>Everyone who holds an address of a subnet.</summary>
    public static IEnumerable<(NodeInterface Interface, InterfaceLink Link)> Holders(this Region region, Subnet subnet) =>
        from node in region.Nodes
        from nic in node.Interfaces
        from link in nic.Links
        where link.Subnet == subnet && link.Address is not null
        select (nic, link);

    public static bool IsTaken(this Region region, Subnet subnet, IpNumber address) =>
        region.Holders(subnet).Any(holder => holder.Link.Address == address) || region.DnsAddresses().Contains(address);

    /// <summary>The lowest address of a subnet that MAAS may give away; null where all are gone.</summary>
    public static IpNumber? NextFree(this Region region, Subnet subnet)
    {
        var taken = new HashSet<IpNumber>(region.Holders(subnet).Select(holder => holder.Link.Address!.Value));
        taken.UnionWith(region.DnsAddresses());
        if (subnet.Gateway is { } gateway) taken.Add(gateway);
        foreach (var server in subnet.DnsServers)
        {
            if (IpNumber.Parse(server) is { } address) taken.Add(address);
        }

        // A range that MAAS does not manage is the other way round: it gives from the reserved ranges only.
        var ranges = region.RangesOf(subnet).OrderBy(range => range.Start).ToList();
        if (!subnet.Managed)
            return ranges.Where(range => !range.IsDynamic).Select(range => FirstFree(range.Start, range.End, taken, [])).FirstOrDefault(free => free is not null);
        return FirstFree(subnet.Network.First, subnet.Network.Last, taken, ranges);
    }

    /// <summary>Deletes a fabric that was made for a network card when nothing is on it any more.</summary>
    public static void CollectFabric(this Region region, Vlan? left)
    {
        if (left?.Fabric is not { AutoCreated: true } fabric || !region.Fabrics.ContainsKey(fabric.Id)) return;
        if (fabric.Name != DefaultName(fabric.Id)) return;
        if (region.Subnets.Values.Any(subnet => subnet.Vlan.Fabric == fabric)) return;
        if (region.Nodes.SelectMany(node => node.Interfaces).Any(nic => nic.Vlan?.Fabric == fabric)) return;
        region.RemoveFabric(fabric);
    }

    public static void RemoveFabric(this Region region, Fabric fabric)
    {
        foreach (var vlan in region.VlansOf(fabric).ToList()) region.RemoveVlan(vlan);
        region.Fabrics.Remove(fabric.Id);
    }

    public static void RemoveVlan(this Region region, Vlan vlan)
    {
        foreach (var nic in region.Nodes.SelectMany(node => node.Interfaces).Where(nic => nic.Vlan == vlan)) nic.Vlan = null;
        foreach (var relayed in region.Vlans.Values.Where(other => other.Relay == vlan)) relayed.Relay = null;
        region.Vlans.Remove(vlan.Id);
    }

    private static IpNumber? FirstFree(IpNumber first, IpNumber last, HashSet<IpNumber> taken, List<IpRange> reserved)
    {
        for (var address = first; address <= last; address = address.Plus(1))
        {
            if (reserved.Find(range => range.Contains(address)) is { } range) address = range.End;
            else if (!taken.Contains(address)) return address;
        }

        return null;
    }

    private static IEnumerable<IpNumber> DnsAddresses(this Region region) =>
        region.DnsResources.Values.SelectMany(resource => resource.Addresses);
}
