using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>A node's fixed address lies in the CIDR of its network.</summary>
internal sealed class AddressRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var node in check.Site.Nodes)
        {
            foreach (var assigned in node.Addressing)
            {
                if (assigned.Address is not { } text) continue;
                if (!IpAddressValue.TryParse(text, out var address))
                {
                    check.Error(RuleIds.IpLocality, check.Find(node, "addressing", assigned.Network, "address"),
                        $"is '{text}'; expected an IP address, dhcp or auto.");
                }
                else if (CidrBlock.TryParse(check.Site.FindNetwork(assigned.Network)?.Cidr, out var block) && !block.Contains(address))
                {
                    check.Error(RuleIds.IpLocality, check.Find(node, "addressing", assigned.Network, "address"),
                        $"is {text}, which is not within the CIDR {block} of the network '{assigned.Network}'.");
                }
            }
        }
    }
}
