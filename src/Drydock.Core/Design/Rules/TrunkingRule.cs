using System.Linq;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>A link of several networks is a trunk; one that is no trunk has a native network, which has no VLAN tag.</summary>
internal sealed class TrunkingRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var link in check.Site.NetworkLinks.Where(link => link.TrunkingMode == TrunkingMode.Disabled))
        {
            var networks = link.AllowedNetworks.Count;
            if (networks > 1)
            {
                check.Error(RuleIds.Trunking, check.Find(link, "trunking", "mode"), $"is disabled, though {networks} networks are allowed.",
                    "Set trunking.mode to 802.1q, or allow one network only.");
            }
            if (link.NativeNetwork is not { } native)
            {
                check.Error(RuleIds.Trunking, check.Find(link, "trunking"), "has neither trunking nor a native network.",
                    "Name the untagged network as trunking.default_network.");
            }
            else if (check.Site.FindNetwork(native)?.Vlan is { } vlan)
            {
                check.Error(RuleIds.Trunking, check.Find(link, "trunking", "default_network"),
                    $"is the network '{native}' with the VLAN tag {vlan}, though the link carries untagged frames only.",
                    "Set trunking.mode to 802.1q, or take the vlan off the network.");
            }
        }
    }
}
