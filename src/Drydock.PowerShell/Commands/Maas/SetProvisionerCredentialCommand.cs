using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Gives MAAS the SSH keys of a site.</summary>
[Cmdlet(VerbsCommon.Set, "ProvisionerCredential", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SiteActionResult))]
public sealed class SetProvisionerCredentialCommand : SiteActionCmdlet
{
    /// <inheritdoc/>
    private protected override string Action => ActionNames.ConfigureUserCredentials;

    /// <inheritdoc/>
    private protected override string? Effect => "Write the SSH keys of";

    /// <inheritdoc/>
    private protected override Task<SiteActionResult> CallAsync(
        INodeDriver driver, SiteDesign site, DriverContext context, CancellationToken cancel) =>
        driver.ConfigureUserCredentialsAsync(site, context, cancel);
}
