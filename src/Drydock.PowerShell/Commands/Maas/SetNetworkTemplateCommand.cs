using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Gives MAAS the fabrics, VLANs, subnets, ranges, routes and DHCP of a site.</summary>
[Cmdlet(VerbsCommon.Set, "NetworkTemplate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SiteActionResult))]
public sealed class SetNetworkTemplateCommand : SiteActionCmdlet
{
    /// <inheritdoc/>
    private protected override string Action => ActionNames.CreateNetworkTemplate;

    /// <inheritdoc/>
    private protected override string? Effect => "Write the networks of";

    /// <inheritdoc/>
    private protected override Task<SiteActionResult> CallAsync(
        INodeDriver driver, SiteDesign site, DriverContext context, CancellationToken cancel) =>
        driver.CreateNetworkTemplateAsync(site, context, cancel);
}
