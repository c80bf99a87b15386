using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>Network links of host profiles that no node inherits are in the design; those of nodes are a matter of Allowed Networks.</summary>
internal sealed class LinkReferenceRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var profile in check.Site.HostProfiles.Where(profile => !check.UsedProfiles.Contains(profile.Name)))
        {
            foreach (var item in profile.Interfaces)
            {
                if (item.NetworkLink is not { } link || check.Draft.Exists(DocumentKinds.NetworkLink, link)) continue;
                check.Error(RuleIds.LinkReference, check.Find(profile, "interfaces", item.Name, "device_link"),
                    $"names the network link '{link}', which is not in the design.{check.DidYouMean(DocumentKinds.NetworkLink, link)}",
                    "Correct the name, or add the link's document.");
            }
        }
    }
}
