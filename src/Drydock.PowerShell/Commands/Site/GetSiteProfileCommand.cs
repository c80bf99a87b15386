using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Drydock.Design;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Kinds of profiles.</summary>
public enum SiteProfileKind
{
    /// <summary>Host profiles: what nodes inherit.</summary>
    Host,

    /// <summary>Hardware profiles: models of servers.</summary>
    Hardware,
}

/// <summary>The host and hardware profiles of a site, in the order of the design, with what they inherit.</summary>
[Cmdlet(VerbsCommon.Get, "SiteProfile")]
[OutputType(typeof(HostProfile))]
[OutputType(typeof(HardwareProfile))]
public sealed class GetSiteProfileCommand : SiteQueryCmdlet
{
    /// <summary>Which kinds of profiles; both where none is given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public SiteProfileKind[] Kind { get; set; } = [SiteProfileKind.Host, SiteProfileKind.Hardware];

    private protected override string Noun => string.Join(" or ", Kind.Distinct().Select(kind => kind.ToString().ToLowerInvariant())) + " profile";

    private protected override void Write(SiteDesign site)
    {
        var profiles = new List<DesignDocument>();
        if (Kind.Contains(SiteProfileKind.Host)) profiles.AddRange(site.HostProfiles);
        if (Kind.Contains(SiteProfileKind.Hardware)) profiles.AddRange(site.HardwareProfiles);
        Write(site, profiles);
    }
}
