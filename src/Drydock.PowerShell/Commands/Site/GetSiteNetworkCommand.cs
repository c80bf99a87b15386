using System.Linq;
using System.Management.Automation;
using Drydock.Design;
using Drydock.PowerShell.Base;
using Drydock.PowerShell.Binding;

namespace Drydock.PowerShell.Commands;

/// <summary>The networks of a site, in the order of the design, with the routes of their route domains.</summary>
[Cmdlet(VerbsCommon.Get, "SiteNetwork")]
[OutputType(typeof(Network))]
public sealed class GetSiteNetworkCommand : SiteQueryCmdlet
{
    /// <summary>Network links; one of them may carry the network.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SiteItemCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Link { get; set; } = [];

    private protected override string Noun => "network";

    private protected override void Write(SiteDesign site)
    {
        var patterns = Patterns(Link);
        var links = site.NetworkLinks.Where(link => Fits(patterns, [link.Name])).ToList();
        Write(site, site.Networks, network => Link.Length == 0
            || links.Exists(link => link.NativeNetwork == network.Name || link.AllowedNetworks.Contains(network.Name)));
    }
}
