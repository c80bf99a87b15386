using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>Every node has a boot action.</summary>
internal sealed class BootActionScopeRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        var targets = new HashSet<string>(check.Site.BootActions.SelectMany(action => action.TargetNodes), StringComparer.Ordinal);
        foreach (var node in check.Site.Nodes.Where(node => !targets.Contains(node.Name)))
        {
            check.Advise(RuleIds.BootActionScope, check.Find(node), "has no boot action.",
                "Most nodes have something to do after they are deployed; add a boot action, or widen a node filter.");
        }
    }
}
