using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>
/// The <c>oob</c> block of a node holds no key that its driver does not know. Drivers that Drydock does not bring have keys
/// of their own, and check them themselves. A key that nodes inherit is reported once.
/// </summary>
internal sealed class OobKeyRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        var reported = new HashSet<SourceLocation>();
        foreach (var node in check.Site.Nodes)
        {
            if (node.Oob.Extensions.Count == 0 || OobKeys.AllowsExtensions(node.Oob.Type)) continue;
            foreach (var key in node.Oob.Extensions.Keys.Select(key => key.Split('.')[0]).Distinct())
            {
                var place = check.Find(node, "oob", key);
                if (place.Location is { } location && !reported.Add(location)) continue;
                check.Error(RuleIds.Schema, place, "is not a known key." + check.Nearest(key, OobKeys.All),
                    "Known keys here: " + string.Join(", ", OobKeys.All) + ".");
            }
        }
    }
}
