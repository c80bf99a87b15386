using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Releases the machines of nodes and waits until they are free.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "NodeDestroy", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(NodeActionResult))]
public sealed class InvokeNodeDestroyCommand : MaasActionCmdlet
{
    /// <summary>How disks are erased.</summary>
    [Parameter]
    public DiskErase Erase { get; set; }

    /// <summary>Deletes the machine from MAAS once it is released.</summary>
    [Parameter]
    public SwitchParameter Delete { get; set; }

    /// <summary>Releases a machine that is locked.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override string Action => ActionNames.DestroyNode;

    /// <inheritdoc/>
    private protected override TimeSpan DefaultTimeout => TimeSpan.FromMinutes(60);

    /// <inheritdoc/>
    private protected override string Effect => (Delete ? "Release and delete" : "Release") + (Erase == DiskErase.None ? "" : $" and erase ({Erase})");

    /// <inheritdoc/>
    private protected override bool Override => Force;

    /// <inheritdoc/>
    private protected override Task<NodeActionResult> CallAsync(
        INodeDriver driver, BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        driver.DestroyAsync(node, new DestroyOptions(Erase, Delete), context, cancel);
}
