using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>Host profiles and hardware profiles are used by nodes.</summary>
internal sealed class ProfileUseRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        const string Remedy = "Leave the document out, or name it where it is meant to be used.";
        if (check.Draft.Nodes.Count == 0) return;
        foreach (var profile in check.Site.HostProfiles.Where(profile => !check.UsedProfiles.Contains(profile.Name)))
            check.Advise(RuleIds.UnusedProfile, check.Find(profile), "is inherited by no node.", Remedy);
        var hardware = new HashSet<string>(check.Site.Nodes.Select(node => node.HardwareProfile ?? ""), StringComparer.Ordinal);
        foreach (var profile in check.Site.HardwareProfiles.Where(profile => !hardware.Contains(profile.Name)))
            check.Advise(RuleIds.UnusedProfile, check.Find(profile), "is the hardware of no node.", Remedy);
    }
}
