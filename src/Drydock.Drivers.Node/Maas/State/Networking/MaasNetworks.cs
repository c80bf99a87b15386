using System.Collections.Generic;
using System.Linq;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>Fabrics and subnets of a MAAS region, as far as interfaces are attached to them.</summary>
public sealed class MaasNetworks
{
    /// <summary>Makes the lists.</summary>
    /// <param name="fabrics">Fabrics with their VLANs.</param>
    /// <param name="subnets">Subnets.</param>
    public MaasNetworks(IEnumerable<MaasFabric> fabrics, IEnumerable<MaasSubnet> subnets)
    {
        Fabrics = new(fabrics);
        Subnets = new(subnets);
    }

    /// <summary>Fabrics with their VLANs.</summary>
    public ItemList<MaasFabric> Fabrics { get; }

    /// <summary>Subnets.</summary>
    public ItemList<MaasSubnet> Subnets { get; }

    /// <summary>The subnet of a CIDR, or null.</summary>
    /// <param name="cidr">The network in CIDR form.</param>
    public MaasSubnet? FindSubnet(string cidr) => Subnets.FirstOrDefault(subnet => subnet.Cidr == cidr);

    /// <summary>The untagged VLAN of a fabric, or null.</summary>
    /// <param name="fabricId">The fabric's id.</param>
    public MaasVlan? FindUntagged(int fabricId) =>
        Fabrics.FirstOrDefault(fabric => fabric.Id == fabricId)?.Vlans.FirstOrDefault(vlan => vlan.Vid == 0);

    /// <summary>The untagged VLAN of a fabric, or null.</summary>
    /// <param name="fabricName">The fabric's name; network templates name fabrics after network links.</param>
    public MaasVlan? FindUntagged(string fabricName) =>
        Fabrics.FirstOrDefault(fabric => fabric.Name == fabricName)?.Vlans.FirstOrDefault(vlan => vlan.Vid == 0);
}
