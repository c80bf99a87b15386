using System;
using System.Collections.Generic;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>No two nodes have one boot MAC address.</summary>
internal sealed class BootMacRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        var owners = new Dictionary<string, BaremetalNode>(StringComparer.Ordinal);
        foreach (var node in check.Site.Nodes)
        {
            if (node.BootMac is not { } mac) continue;
            if (!owners.TryGetValue(mac, out var owner))
            {
                owners.Add(mac, node);
                continue;
            }
            var first = check.Find(owner, "metadata", "boot_mac");
            var place = check.Find(node, "metadata", "boot_mac");
            check.Error(RuleIds.BootMac, place,
                $"is {mac}, which {owner.Name} has already ({first.From(place)}).", "Give each node the MAC address of its own boot interface.");
        }
    }
}
