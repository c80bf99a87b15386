using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Gives MAAS the scripts that hardware profiles name.</summary>
[Cmdlet(VerbsData.Initialize, "HardwareConfig", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SiteActionResult))]
public sealed class InitializeHardwareConfigCommand : SiteActionCmdlet
{
    /// <inheritdoc/>
    private protected override string Action => ActionNames.PrepareHardwareConfig;

    /// <inheritdoc/>
    private protected override string? Effect => "Upload the hardware scripts of";

    /// <inheritdoc/>
    private protected override Task<SiteActionResult> CallAsync(
        INodeDriver driver, SiteDesign site, DriverContext context, CancellationToken cancel) =>
        driver.PrepareHardwareConfigAsync(site, context, cancel);
}
