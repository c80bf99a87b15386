using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>Nodes that filters of boot actions name are in the design, and every filter set chooses at least one node.</summary>
internal sealed class NodeFilterRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var action in check.Site.BootActions)
        {
            if (action.NodeFilter is not { } set || HasUnknown(check, action, set)) continue;
            if (action.TargetNodes.Count > 0 || check.Site.Nodes.Count == 0) continue;
            check.Advise(RuleIds.NodeFilter, check.Find(action, "node_filter"), "chooses no node.",
                "Correct the criteria and how they are joined, or leave the boot action out.");
        }
    }

    private static bool HasUnknown(DesignCheck check, BootAction action, NodeFilterSet set)
    {
        var found = false;
        for (var index = 0; index < set.Filters.Count; index++)
        {
            foreach (var name in set.Filters[index].NodeNames.Where(name => !check.Draft.Exists(DocumentKinds.BaremetalNode, name)))
            {
                found = true;
                check.Warning(RuleIds.NodeFilter, check.Find(action, "node_filter", "filter_set", $"[{index}]", "node_names", name),
                    $"names the node '{name}', which is not in the design.{check.DidYouMean(DocumentKinds.BaremetalNode, name)}",
                    "Correct the name, or leave it out.");
            }
        }
        return found;
    }
}
