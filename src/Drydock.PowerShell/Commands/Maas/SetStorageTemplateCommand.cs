using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Gives MAAS the storage settings of a site.</summary>
[Cmdlet(VerbsCommon.Set, "StorageTemplate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SiteActionResult))]
public sealed class SetStorageTemplateCommand : SiteActionCmdlet
{
    /// <inheritdoc/>
    private protected override string Action => ActionNames.CreateStorageTemplate;

    /// <inheritdoc/>
    private protected override string? Effect => "Write the storage settings of";

    /// <inheritdoc/>
    private protected override Task<SiteActionResult> CallAsync(
        INodeDriver driver, SiteDesign site, DriverContext context, CancellationToken cancel) =>
        driver.CreateStorageTemplateAsync(site, context, cancel);
}
