using System;
using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Design;

namespace Drydock.Core.Design.Comparing;

/// <summary>Tells which nodes of a site a document reaches.</summary>
internal static class DocumentReach
{
    /// <summary>The nodes' names, in the order of the design.</summary>
    public static ItemList<string> Nodes(SiteDesign site, string kind, string name) => kind switch
    {
        DocumentKinds.HardwareProfile => Where(site, node => node.HardwareProfile == name),
        DocumentKinds.HostProfile => Where(site, node => Inherits(site, node, name)),
        DocumentKinds.NetworkLink => Where(site, node => node.Interfaces.Any(item => item.NetworkLink == name)),
        DocumentKinds.Network => Where(site, node => node.PrimaryNetwork == name || node.FindAddress(name) is not null
            || node.Interfaces.Any(item => item.Networks.Contains(name))),
        DocumentKinds.Rack => Where(site, node => node.Rack == name),
        DocumentKinds.BootAction => site.BootActions.FirstOrDefault(action => action.Name == name)?.TargetNodes ?? ItemList<string>.Empty,
        _ => ItemList<string>.Empty,
    };

    private static ItemList<string> Where(SiteDesign site, Func<BaremetalNode, bool> chosen) => new(site.Nodes.Where(chosen).Select(node => node.Name));

    private static bool Inherits(SiteDesign site, BaremetalNode node, string profile)
    {
        var parent = node.HostProfile;
        // A compiled site has no circles; one made in code may have.
        for (var steps = 0; parent is not null && steps <= site.HostProfiles.Count; steps++)
        {
            if (parent == profile) return true;
            parent = site.HostProfiles.FirstOrDefault(candidate => candidate.Name == parent)?.HostProfile;
        }
        return false;
    }
}
