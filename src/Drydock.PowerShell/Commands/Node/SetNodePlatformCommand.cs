using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Gives machines the tags and kernel parameters of the design; only differences are written.</summary>
[Cmdlet(VerbsCommon.Set, "NodePlatform", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(NodeActionResult))]
public sealed class SetNodePlatformCommand : MaasActionCmdlet
{
    /// <inheritdoc/>
    private protected override string Action => ActionNames.ApplyNodePlatform;

    /// <inheritdoc/>
    private protected override TimeSpan DefaultTimeout => TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    private protected override string Effect => "Apply tags and kernel parameters of";

    /// <inheritdoc/>
    private protected override Task<NodeActionResult> CallAsync(
        INodeDriver driver, BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        driver.ApplyPlatformAsync(node, context, cancel);
}
