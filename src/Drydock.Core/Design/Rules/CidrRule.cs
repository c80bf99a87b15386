using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>The CIDRs of networks and the destinations of routes are networks without host bits.</summary>
internal sealed class CidrRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        if (check.Draft.Names(DocumentKinds.Network).Count == 0)
            check.Advise(RuleIds.CidrValidity, check.Start, "The design has no networks.", "Add Network documents.");
        foreach (var network in check.Draft.Networks)
        {
            Cidr(check, network.Cidr, network, "cidr");
            for (var index = 0; index < network.Routes.Count; index++)
                if (network.Routes[index].Subnet is { } subnet) Cidr(check, subnet, network, "routes", $"[{index}]", "subnet");
        }
    }

    private static void Cidr(DesignCheck check, string cidr, Network network, params string[] path)
    {
        if (!CidrBlock.TryParse(cidr, out var block))
        {
            check.Error(RuleIds.CidrValidity, check.Find(network, path), $"is '{cidr}'; expected a network such as 10.23.0.0/24.",
                "Write the network's address and its prefix length.");
        }
        else if (block.HasHostBits)
        {
            check.Error(RuleIds.CidrValidity, check.Find(network, path), $"is '{cidr}', which has host bits set.", $"Write {block}.");
        }
    }
}
