using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>A node has an address in its primary network, as its name stands for that address.</summary>
internal sealed class PrimaryNetworkRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var node in check.Site.Nodes)
        {
            if (check.Site.FindNetwork(node.PrimaryNetwork) is null || node.FindAddress(node.PrimaryNetwork) is not null) continue;
            check.Warning(RuleIds.PrimaryNetwork, check.Find(node, "primary_network"),
                $"is '{node.PrimaryNetwork}', in which the node has no address.",
                "Give the node an address there, or name another primary network.");
        }
    }
}
