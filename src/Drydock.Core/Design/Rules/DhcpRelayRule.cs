using System.Linq;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>A DHCP relay has an address in its network and a target outside of it, in another network of the design.</summary>
internal sealed class DhcpRelayRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var network in check.Site.Networks)
        {
            if (network.DhcpRelaySelfIp is null && network.DhcpRelayUpstreamTarget is null) continue;
            var known = CidrBlock.TryParse(network.Cidr, out var block);
            if (Address(check, network, "self_ip", network.DhcpRelaySelfIp) is { } self && known && !block.Contains(self))
            {
                check.Error(RuleIds.DhcpRelay, check.Find(network, "dhcp_relay", "self_ip"),
                    $"is {self}, which is not within the network's CIDR {network.Cidr}.", "Give the relay's address in this network.");
            }
            if (Address(check, network, "upstream_target", network.DhcpRelayUpstreamTarget) is not { } target) continue;
            if (known && block.Contains(target))
            {
                check.Error(RuleIds.DhcpRelay, check.Find(network, "dhcp_relay", "upstream_target"),
                    $"is {target}, which lies in this network itself.", "Give the address of a DHCP server in another network.");
            }
            else if (!check.Site.Networks.Any(other => CidrBlock.TryParse(other.Cidr, out var cidr) && cidr.Contains(target)))
            {
                check.Warning(RuleIds.DhcpRelay, check.Find(network, "dhcp_relay", "upstream_target"),
                    $"is {target}, which lies in no network of the design.", "Correct the address, or add the network it lies in.");
            }
        }
    }

    private static IpAddressValue? Address(DesignCheck check, Network network, string key, string? text)
    {
        if (IpAddressValue.TryParse(text, out var address)) return address;
        if (text is null)
        {
            check.Error(RuleIds.DhcpRelay, check.Find(network, "dhcp_relay"), $"has no {key}.", "A relay needs self_ip and upstream_target.");
        }
        else
        {
            check.Error(RuleIds.DhcpRelay, check.Find(network, "dhcp_relay", key), $"is '{text}'; expected an IP address.",
                "Write an IP address.");
        }
        return null;
    }
}
