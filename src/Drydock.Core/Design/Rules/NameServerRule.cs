using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>DNS servers of networks are IP addresses.</summary>
internal sealed class NameServerRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var network in check.Site.Networks)
        {
            foreach (var server in network.DnsServers)
            {
                if (IpAddressValue.TryParse(server, out _)) continue;
                check.Error(RuleIds.NameServers, check.Find(network, "dns", "servers"), $"holds '{server}'; expected IP addresses.",
                    "Write IP addresses with commas between them.");
            }
        }
    }
}
