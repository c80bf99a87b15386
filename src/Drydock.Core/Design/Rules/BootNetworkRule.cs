using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>
/// The network that a node boots from, that is the untagged network of its hardware profile's <c>pxe_interface</c>, has a
/// DHCP range or a DHCP relay.
/// </summary>
internal sealed class BootNetworkRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        var judged = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in check.Site.Nodes)
        {
            if (BootNetwork(check.Site, node) is not { } network || !judged.Add(network.Name)) continue;
            if (network.DhcpRelayUpstreamTarget is not null || network.Ranges.Any(range => range.Type == AddressRangeType.Dhcp)) continue;
            check.Warning(RuleIds.BootNetwork, check.Find(network),
                $"is the network that {node.Name} boots from, but has neither a DHCP range nor a DHCP relay.",
                "Add a range of the type dhcp, or dhcp_relay.");
        }
    }

    private static Network? BootNetwork(SiteDesign site, BaremetalNode node)
    {
        if (site.FindHardwareProfile(node.HardwareProfile)?.PxeInterface is not { } device) return null;
        var boot = node.Interfaces.FirstOrDefault(item => item.Slaves.Contains(device) || item.Name == device);
        return site.FindNetwork(site.FindNetworkLink(boot?.NetworkLink)?.NativeNetwork);
    }
}
