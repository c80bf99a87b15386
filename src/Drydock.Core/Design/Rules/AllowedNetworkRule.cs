using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>A network is on one link only; interfaces of nodes have a link of the design and networks that the link may carry.</summary>
internal sealed class AllowedNetworkRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        Links(check);
        var allowed = check.Site.NetworkLinks.GroupBy(link => link.Name, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => new HashSet<string>(same.First().AllowedNetworks, StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var node in check.Site.Nodes)
            foreach (var item in node.Interfaces) Interface(check, node, item, allowed);
    }

    private static void Links(DesignCheck check)
    {
        var owners = new Dictionary<string, NetworkLink>(StringComparer.Ordinal);
        foreach (var link in check.Site.NetworkLinks)
        {
            foreach (var network in link.AllowedNetworks)
            {
                if (!owners.TryGetValue(network, out var owner))
                {
                    owners.Add(network, link);
                }
                else if (owner.Name != link.Name)
                {
                    check.Error(RuleIds.AllowedNetworks, check.Find(link, "allowed_networks", network),
                        $"is the network '{network}', which the link '{owner.Name}' carries already.", "Leave it to one of the links.");
                }
            }
        }
    }

    private static void Interface(DesignCheck check, BaremetalNode node, HostInterface item, Dictionary<string, HashSet<string>> allowed)
    {
        if (item.NetworkLink is not { } link)
        {
            check.Error(RuleIds.AllowedNetworks, check.Find(node, "interfaces", item.Name), "has no device_link.",
                "Name the network link that the interface is plugged into.");
            return;
        }
        if (!check.Draft.Exists(DocumentKinds.NetworkLink, link))
        {
            check.Error(RuleIds.AllowedNetworks, check.Find(node, "interfaces", item.Name, "device_link"),
                $"names the network link '{link}', which is not in the design.{check.DidYouMean(DocumentKinds.NetworkLink, link)}",
                "Correct the name, or add the link's document.");
        }
        foreach (var network in item.Networks)
        {
            if (!check.Draft.Exists(DocumentKinds.Network, network))
            {
                check.Error(RuleIds.AllowedNetworks, check.Find(node, "interfaces", item.Name, "networks", network),
                    $"names the network '{network}', which is not in the design.{check.DidYouMean(DocumentKinds.Network, network)}",
                    "Correct the name, or add the network's document.");
            }
            else if (allowed.TryGetValue(link, out var networks) && !networks.Contains(network))
            {
                check.Error(RuleIds.AllowedNetworks, check.Find(node, "interfaces", item.Name, "networks", network),
                    $"is the network '{network}', which the interface's link '{link}' may not carry.",
                    "Add it to the link's allowed_networks, or take it off the interface.");
            }
        }
    }
}
