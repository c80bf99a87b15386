using System.Linq;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>A node's out-of-band type is set; one that Drydock does not bring needs a driver that is registered for it.</summary>
internal sealed class OobTypeRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var node in check.Site.Nodes)
        {
            if (node.Oob.Type is not { } type)
            {
                check.Advise(RuleIds.OobType, check.Find(node, "oob"), "has no out-of-band type.",
                    "Set oob.type to " + string.Join(", ", OobKeys.BuiltInTypes) + ".");
            }
            else if (!OobKeys.BuiltInTypes.Contains(type))
            {
                check.Advise(RuleIds.OobType, check.Find(node, "oob", "type"), $"is '{type}', for which Drydock brings no driver.{check.Nearest(type, OobKeys.BuiltInTypes)}",
                    "Register a driver for it, or choose " + string.Join(", ", OobKeys.BuiltInTypes) + ".");
            }
        }
    }
}
