using System.Linq;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>A node's name, with the domain of its primary network, is a host name (RFC 1123, 2.1).</summary>
internal sealed class HostnameRule : IDesignRule
{
    private const int LongestName = 255;
    private const int LongestLabel = 63;

    public void Check(DesignCheck check)
    {
        foreach (var node in check.Site.Nodes)
        {
            var name = node.Fqdn;
            if (name.Length > LongestName)
            {
                check.Error(RuleIds.HostnameValidity, check.Find(node),
                    $"has the name {name}, which is longer than {LongestName} characters.",
                    "Shorten the node's name, or the domain of its primary network.");
            }
            else if (name.Split('.').FirstOrDefault(label => !IsLabel(label)) is { } wrong)
            {
                check.Error(RuleIds.HostnameValidity, check.Find(node),
                    $"has the name {name}, of which '{wrong}' is no label of a host name.",
                    $"Use letters, digits and hyphens, at most {LongestLabel}, no hyphen at either end.");
            }
        }
    }

    private static bool IsLabel(string label) => label.Length is > 0 and <= LongestLabel
        && label[0] != '-' && label[label.Length - 1] != '-'
        && label.All(letter => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-');
}
