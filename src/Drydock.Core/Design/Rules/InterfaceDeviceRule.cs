using System;
using System.Collections.Generic;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>A device is a slave of one interface of a node, once.</summary>
internal sealed class InterfaceDeviceRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var node in check.Site.Nodes)
        {
            var owners = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var item in node.Interfaces)
            {
                foreach (var slave in item.Slaves)
                {
                    if (!owners.TryGetValue(slave, out var owner))
                    {
                        owners.Add(slave, item.Name);
                        continue;
                    }
                    check.Warning(RuleIds.InterfaceDevices, check.Find(node, "interfaces", item.Name, "slaves"),
                        owner == item.Name ? $"has '{slave}' twice." : $"has '{slave}', which the interface '{owner}' has already.",
                        "Name each device once.");
                }
            }
        }
    }
}
