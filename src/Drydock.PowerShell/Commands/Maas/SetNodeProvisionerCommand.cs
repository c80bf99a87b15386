using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Gives MAAS the package repositories, tag rules and settings of a site.</summary>
[Cmdlet(VerbsCommon.Set, "NodeProvisioner", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SiteActionResult))]
public sealed class SetNodeProvisionerCommand : SiteActionCmdlet
{
    /// <inheritdoc/>
    private protected override string Action => ActionNames.ConfigureNodeProvisioner;

    /// <inheritdoc/>
    private protected override string? Effect => "Write the package repositories and settings of";

    /// <inheritdoc/>
    private protected override Task<SiteActionResult> CallAsync(
        INodeDriver driver, SiteDesign site, DriverContext context, CancellationToken cancel) =>
        driver.ConfigureProvisionerAsync(site, context, cancel);
}
