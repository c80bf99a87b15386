using System;
using System.Linq;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>An MTU is from 1280 (RFC 8200, 5) to 65536, and a network's is not above that of a link that carries it.</summary>
internal sealed class MtuRule : IDesignRule
{
    private const int Least = 1280;
    private const int Most = 65536;

    public void Check(DesignCheck check)
    {
        foreach (var link in check.Site.NetworkLinks) Bounds(check, link, link.Mtu);
        var carriers = check.Site.NetworkLinks
            .SelectMany(link => link.AllowedNetworks.Concat(link.NativeNetwork is { } native ? [native] : []).Distinct()
                .Select(network => (network, link)))
            .ToLookup(pair => pair.network, pair => pair.link, StringComparer.Ordinal);
        foreach (var network in check.Site.Networks)
        {
            if (network.Mtu is not { } mtu) continue;
            Bounds(check, network, mtu);
            foreach (var link in carriers[network.Name].Where(link => mtu > link.Mtu))
            {
                check.Error(RuleIds.Mtu, check.Find(network, "mtu"), $"is {mtu}, above the {link.Mtu} of the link '{link.Name}' that carries it.",
                    "Lower the network's MTU, or raise the link's.");
            }
        }
    }

    private static void Bounds(DesignCheck check, DesignDocument document, int mtu)
    {
        if (mtu is < Least or > Most)
            check.Error(RuleIds.Mtu, check.Find(document, "mtu"), $"is {mtu}; expected {Least} to {Most}.", "Choose one in these bounds; 1500 and 9000 are usual.");
    }
}
