using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>Networks that links and hosts name are in the design.</summary>
internal sealed class NetworkReferenceRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var link in check.Site.NetworkLinks)
        {
            Require(check, link.NativeNetwork, link, "trunking", "default_network");
            foreach (var network in link.AllowedNetworks) Require(check, network, link, "allowed_networks", network);
        }
        foreach (var profile in check.Site.HostProfiles) Host(check, profile);
        foreach (var node in check.Site.Nodes)
        {
            Host(check, node);
            foreach (var address in node.Addressing) Require(check, address.Network, node, "addressing", address.Network, "network");
        }
    }

    private static void Host(DesignCheck check, HostSettings host)
    {
        Require(check, host.PrimaryNetwork, host, "primary_network");
        Require(check, host.Oob.Network, host, "oob", "network");
        foreach (var item in host.Interfaces)
            foreach (var network in item.Networks) Require(check, network, host, "interfaces", item.Name, "networks", network);
    }

    private static void Require(DesignCheck check, string? network, DesignDocument document, params string[] path)
    {
        if (network is null || check.Draft.Exists(DocumentKinds.Network, network)) return;
        check.Error(RuleIds.NetworkReference, check.Find(document, path),
            $"names the network '{network}', which is not in the design.{check.DidYouMean(DocumentKinds.Network, network)}",
            "Correct the name, or add the network's document.");
    }
}
