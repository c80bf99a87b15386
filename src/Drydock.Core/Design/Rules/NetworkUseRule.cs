using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>
/// In a design with links, every network is on one; a node with an address in a network that others are attached to has an
/// interface there. In networks that nobody is attached to, such as those of BMCs, addresses need none.
/// </summary>
internal sealed class NetworkUseRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        if (check.Draft.Names(DocumentKinds.NetworkLink).Count > 0 && check.Draft.Names(DocumentKinds.NetworkLink).Count == check.Site.NetworkLinks.Count)
        {
            var carried = new HashSet<string>(
                check.Site.NetworkLinks.SelectMany(link => link.AllowedNetworks.Concat([link.NativeNetwork ?? ""])), StringComparer.Ordinal);
            foreach (var network in check.Site.Networks.Where(network => !carried.Contains(network.Name)))
            {
                check.Advise(RuleIds.NetworkUse, check.Find(network), "is on no network link.",
                    "Add it to a link's allowed_networks, or leave it out.");
            }
        }
        var attached = new HashSet<string>(check.Site.HostProfiles.Cast<HostSettings>().Concat(check.Site.Nodes)
            .SelectMany(host => host.Interfaces).SelectMany(item => item.Networks), StringComparer.Ordinal);
        foreach (var node in check.Site.Nodes) Node(check, node, attached);
    }

    private static void Node(DesignCheck check, BaremetalNode node, HashSet<string> attached)
    {
        foreach (var address in node.Addressing)
        {
            var network = address.Network;
            if (network == node.Oob.Network || !attached.Contains(network) || check.Site.FindNetwork(network) is null) continue;
            if (node.Interfaces.Any(item => item.Networks.Contains(network))) continue;
            check.Warning(RuleIds.NetworkUse, check.Find(node, "addressing", network),
                $"is an address in the network '{network}', in which the node has no interface.",
                "Add the network to an interface, or take the address away.");
        }
    }
}
