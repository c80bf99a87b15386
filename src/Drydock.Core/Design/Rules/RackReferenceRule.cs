using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>In a design with racks, the rack of every node is one of them; networks of racks are in the design.</summary>
internal sealed class RackReferenceRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var rack in check.Site.Racks)
        {
            foreach (var network in rack.LocalNetworks)
            {
                if (check.Draft.Exists(DocumentKinds.Network, network)) continue;
                check.Warning(RuleIds.RackReference, check.Find(rack, "local_networks", network),
                    $"names the network '{network}', which is not in the design.{check.DidYouMean(DocumentKinds.Network, network)}",
                    "Correct the name, or add the network's document.");
            }
        }
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
