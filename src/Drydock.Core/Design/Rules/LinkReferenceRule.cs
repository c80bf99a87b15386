using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>Every interface of a node has a network link, and the link is in the design.</summary>
internal sealed class LinkReferenceRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var profile in check.Site.HostProfiles) Host(check, profile, isNode: false);
        foreach (var node in check.Site.Nodes) Host(check, node, isNode: true);
    }

    private static void Host(DesignCheck check, HostSettings host, bool isNode)
    {
        foreach (var item in host.Interfaces)
        {
            if (item.NetworkLink is not { } link)
            {
                if (isNode)
                {
                    check.Error(RuleIds.LinkReference, check.Find(host, "interfaces", item.Name), "has no device_link.",
                        "Name the network link that the interface is plugged into.");
                }
                continue;
            }
            if (check.Draft.Exists(DocumentKinds.NetworkLink, link)) continue;
            check.Error(RuleIds.LinkReference, check.Find(host, "interfaces", item.Name, "device_link"),
                $"names the network link '{link}', which is not in the design.{check.DidYouMean(DocumentKinds.NetworkLink, link)}",
                "Correct the name, or add the link's document.");
        }
    }
}
