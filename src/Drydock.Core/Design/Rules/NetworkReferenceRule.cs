using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>
/// Networks that links name are in the design, and primary and out-of-band networks of hosts. Those of interfaces and
/// addresses of nodes are a matter of Allowed Networks and IP Locality.
/// </summary>
internal sealed class NetworkReferenceRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var link in check.Site.NetworkLinks)
        {
            Require(check, link.NativeNetwork, link, "trunking", "default_network");
            foreach (var network in link.AllowedNetworks) Require(check, network, link, "allowed_networks", network);
        }
        foreach (var profile in check.Site.HostProfiles.Where(profile => !check.UsedProfiles.Contains(profile.Name)))
        {
            Host(check, profile);
            foreach (var item in profile.Interfaces)
                foreach (var network in item.Networks) Require(check, network, profile, "interfaces", item.Name, "networks", network);
        }
        foreach (var node in check.Site.Nodes) Host(check, node);
    }

    private static void Host(DesignCheck check, HostSettings host)
    {
        Require(check, host.PrimaryNetwork, host, "primary_network");
        Require(check, host.Oob.Network, host, "oob", "network");
    }

    private static void Require(DesignCheck check, string? network, DesignDocument document, params string[] path)
    {
        if (network is null || check.Draft.Exists(DocumentKinds.Network, network)) return;
        check.Error(RuleIds.NetworkReference, check.Find(document, path),
            $"names the network '{network}', which is not in the design.{check.DidYouMean(DocumentKinds.Network, network)}",
            "Correct the name, or add the network's document.");
    }
}
