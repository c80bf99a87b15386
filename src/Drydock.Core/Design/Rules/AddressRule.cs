using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>A node's fixed address lies in the CIDR of its network, and that network is in the design.</summary>
internal sealed class AddressRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        if (check.Draft.Names(DocumentKinds.BaremetalNode).Count == 0)
            check.Advise(RuleIds.IpLocality, check.Start, "The design has no nodes whose addresses could be checked.", "Add BaremetalNode documents.");
        foreach (var node in check.Site.Nodes)
        {
            foreach (var assigned in node.Addressing)
            {
                if (!check.Draft.Exists(DocumentKinds.Network, assigned.Network))
                {
                    check.Error(RuleIds.IpLocality, check.Find(node, "addressing", assigned.Network, "network"),
                        $"names the network '{assigned.Network}', which is not in the design." +
                        check.DidYouMean(DocumentKinds.Network, assigned.Network),
                        "Correct the name, or add the network's document.");
                }
                if (assigned.Address is not { } text) continue;
                if (!IpAddressValue.TryParse(text, out var address))
                {
                    check.Error(RuleIds.IpLocality, check.Find(node, "addressing", assigned.Network, "address"),
                        $"is '{text}'; expected an IP address, dhcp or auto.",
                        "Write an address of the network, or dhcp or auto in lower case.");
                }
                else if (CidrBlock.TryParse(check.Site.FindNetwork(assigned.Network)?.Cidr, out var block) && !block.Contains(address))
                {
                    check.Error(RuleIds.IpLocality, check.Find(node, "addressing", assigned.Network, "address"),
                        $"is {text}, which is not within the CIDR {block} of the network '{assigned.Network}'.",
                        "Correct the address, or the network it is said to be in.");
                }
            }
        }
    }
}
