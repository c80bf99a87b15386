using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Sets what nodes boot from, and reads it back.</summary>
[Cmdlet(VerbsCommon.Set, "NodeBoot", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(NodeActionResult))]
public sealed class SetNodeBootCommand : OobActionCmdlet
{
    /// <summary>What to boot from; <c>None</c> takes the override back.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public BootDevice Device { get; set; }

    /// <summary>Every time, and not only the next time.</summary>
    [Parameter]
    public SwitchParameter Persistent { get; set; }

    /// <summary>Legacy or UEFI; the node's hardware profile decides where it is not given.</summary>
    [Parameter]
    public BootMode? BootMode { get; set; }

    /// <inheritdoc/>
    private protected override string Action => ActionNames.SetNodeBoot;

    /// <inheritdoc/>
    private protected override string Effect => $"Set boot to {Device} ({(Persistent ? "every time" : "once")}{(BootMode is { } mode ? ", " + mode : "")}) on";

    /// <inheritdoc/>
    private protected override Task<NodeActionResult> CallAsync(
        IOobDriver driver, BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        driver.SetBootAsync(node, new BootOverride(Device, Persistent, BootMode), context, cancel);
}
