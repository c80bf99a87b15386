using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Checks that MAAS is fit to build a site.</summary>
[Cmdlet(VerbsDiagnostic.Test, "NodeProvisioner")]
[OutputType(typeof(SiteActionResult))]
public sealed class TestNodeProvisionerCommand : SiteActionCmdlet
{
    /// <inheritdoc/>
    private protected override string Action => ActionNames.ValidateNodeServices;

    /// <inheritdoc/>
    private protected override string? Effect => null;

    /// <inheritdoc/>
    private protected override Task<SiteActionResult> CallAsync(
        INodeDriver driver, SiteDesign site, DriverContext context, CancellationToken cancel) =>
        driver.ValidateServicesAsync(site, context, cancel);
}
