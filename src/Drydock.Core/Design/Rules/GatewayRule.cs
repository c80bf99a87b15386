using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>Every route has a destination and a gateway, and the gateway lies in its network.</summary>
internal sealed class GatewayRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        if (check.Draft.Names(DocumentKinds.Network).Count == 0)
            check.Advise(RuleIds.IpLocality, check.Start, "The design has no networks whose routes could be checked.", "Add Network documents.");
        foreach (var network in check.Draft.Networks)
        {
            var known = CidrBlock.TryParse(network.Cidr, out var block);
            for (var index = 0; index < network.Routes.Count; index++)
            {
                var step = $"[{index}]";
                var route = network.Routes[index];
                if (route.Subnet is null && route.RouteDomain is null)
                {
                    check.Error(RuleIds.IpLocality, check.Find(network, "routes", step),
                        "leads nowhere: it has neither subnet nor routedomain.",
                        "Give the destination as subnet, or name a route domain.");
                }
                Gateway(check, network, route, step, known ? block : null);
            }
        }
    }

    private static void Gateway(DesignCheck check, Network network, Route route, string step, CidrBlock? block)
    {
        if (route.Gateway is not { } gateway)
        {
            check.Error(RuleIds.IpLocality, check.Find(network, "routes", step), "has no gateway.",
                "Give the gateway's address in this network.");
        }
        else if (!IpAddressValue.TryParse(gateway, out var address))
        {
            check.Error(RuleIds.IpLocality, check.Find(network, "routes", step, "gateway"),
                $"is '{gateway}'; expected an IP address.", "Give the gateway's address in this network.");
        }
        else if (block is { } cidr && !cidr.Contains(address))
        {
            check.Error(RuleIds.IpLocality, check.Find(network, "routes", step, "gateway"),
                $"is {gateway}, which is not within the network's CIDR {network.Cidr}.",
                "Correct the gateway or the CIDR.");
        }
    }
}
