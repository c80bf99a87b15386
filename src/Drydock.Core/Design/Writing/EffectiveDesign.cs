using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Design;

namespace Drydock.Core.Design.Writing;

/// <summary>The documents of what holds in a site: everything is inherited, so there are no host profiles.</summary>
internal static class EffectiveDesign
{
    public static IEnumerable<DesignText> Documents(SiteDesign site) =>
        (site.Region is { } region ? [new DesignText(DocumentKinds.Region, region.Name, SiteWriters.Region(region))] : Enumerable.Empty<DesignText>())
        .Concat(site.Racks.Select(rack => new DesignText(DocumentKinds.Rack, rack.Name, SiteWriters.Rack(rack))))
        .Concat(site.NetworkLinks.Select(link => new DesignText(DocumentKinds.NetworkLink, link.Name, NetworkWriters.NetworkLink(link))))
        .Concat(site.Networks.Select(network => new DesignText(DocumentKinds.Network, network.Name, NetworkWriters.Network(network))))
        .Concat(site.HardwareProfiles.Select(profile =>
            new DesignText(DocumentKinds.HardwareProfile, profile.Name, SiteWriters.HardwareProfile(profile))))
        .Concat(site.Nodes.Select(node => new DesignText(DocumentKinds.BaremetalNode, node.Name, HostWriter.Node(node))))
        .Concat(site.BootActions.Select(action => new DesignText(DocumentKinds.BootAction, action.Name, BootActionWriter.BootAction(action))));
}
