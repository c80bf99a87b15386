using System.Linq;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>
/// Delays of a bond are at least its monitoring interval, as the bonding driver cuts them to multiples of it, and options
/// are those of the bond's mode.
/// </summary>
internal sealed class BondingRule : IDesignRule
{
    private static readonly string[] BondOptions = ["mon_rate", "up_delay", "down_delay"];
    private static readonly string[] LacpOptions = ["hash", "peer_rate"];

    public void Check(DesignCheck check)
    {
        foreach (var link in check.Site.NetworkLinks)
        {
            var bond = link.Bonding;
            Delay(check, link, "up_delay", bond.UpDelay);
            Delay(check, link, "down_delay", bond.DownDelay);
            var idle = bond.Mode switch
            {
                BondingMode.Disabled => BondOptions.Concat(LacpOptions),
                BondingMode.Lacp => [],
                _ => LacpOptions,
            };
            foreach (var option in idle.Where(option => check.IsWritten(link, "bonding", option)))
            {
                check.Warning(RuleIds.Bonding, check.Find(link, "bonding", option),
                    bond.Mode == BondingMode.Disabled ? "has no effect, as bonding is disabled." : "has no effect, as the bonding mode is not 802.3ad.",
                    "Leave it out, or choose another bonding mode.");
            }
        }
    }

    private static void Delay(DesignCheck check, NetworkLink link, string key, int? delay)
    {
        if (!(delay < link.Bonding.MonitorRate)) return;
        check.Error(RuleIds.Bonding, check.Find(link, "bonding", key),
            $"is at odds with the monitoring interval: {key} is {delay} ms, mon_rate {link.Bonding.MonitorRate} ms.",
            $"Give {key} a multiple of mon_rate.");
    }
}
