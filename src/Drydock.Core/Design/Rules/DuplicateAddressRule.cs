using System.Collections.Generic;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>No two fixed addresses of nodes are the same.</summary>
internal sealed class DuplicateAddressRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        if (check.Draft.Names(DocumentKinds.BaremetalNode).Count == 0)
            check.Advise(RuleIds.DuplicateAddress, check.Start, "The design has no nodes.", "Add BaremetalNode documents.");
        var owners = new Dictionary<IpAddressValue, (BaremetalNode Node, int Index)>();
        foreach (var node in check.Site.Nodes)
        {
            for (var index = 0; index < node.Addressing.Count; index++)
            {
                if (!IpAddressValue.TryParse(node.Addressing[index].Address, out var address)) continue;
                if (!owners.TryGetValue(address, out var owner))
                {
                    owners.Add(address, (node, index));
                    continue;
                }
                var first = check.Find(owner.Node, "addressing", $"[{owner.Index}]", "address");
                var place = check.Find(node, "addressing", $"[{index}]", "address");
                check.Error(RuleIds.DuplicateAddress, place,
                    $"is {address}, which {owner.Node.Name} has already ({first.From(place)}).", "Give one of them another address.");
            }
        }
    }
}
