using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>In a design with racks, the rack of every node is one of them.</summary>
internal sealed class RackReferenceRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        if (check.Draft.Names(DocumentKinds.Rack).Count == 0) return;
        foreach (var node in check.Site.Nodes)
        {
            if (node.Rack is not { } rack || check.Draft.Exists(DocumentKinds.Rack, rack)) continue;
            check.Warning(RuleIds.RackReference, check.Find(node, "metadata", "rack"),
                $"names the rack '{rack}', which is not in the design.{check.DidYouMean(DocumentKinds.Rack, rack)}",
                "Correct the name, or add the rack's document.");
        }
    }
}
