using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Gives machines the storage layout of the design; only differences are written.</summary>
[Cmdlet(VerbsCommon.Set, "NodeStorage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(NodeActionResult))]
public sealed class SetNodeStorageCommand : MaasActionCmdlet
{
    /// <inheritdoc/>
    private protected override string Action => ActionNames.ApplyNodeStorage;

    /// <inheritdoc/>
    private protected override TimeSpan DefaultTimeout => TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    private protected override string Effect => "Apply the storage layout of";

    /// <inheritdoc/>
    private protected override Task<NodeActionResult> CallAsync(
        INodeDriver driver, BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        driver.ApplyStorageAsync(node, context, cancel);
}
