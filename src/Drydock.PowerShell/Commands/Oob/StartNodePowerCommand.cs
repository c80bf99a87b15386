using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Switches nodes on and waits until their BMCs say on.</summary>
[Cmdlet(VerbsLifecycle.Start, "NodePower", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(NodeActionResult))]
public sealed class StartNodePowerCommand : OobActionCmdlet
{
    /// <inheritdoc/>
    private protected override string Action => ActionNames.PowerOnNode;

    /// <inheritdoc/>
    private protected override string Effect => "Switch on";

    /// <inheritdoc/>
    private protected override Task<NodeActionResult> CallAsync(
        IOobDriver driver, BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        driver.PowerOnAsync(node, context, cancel);
}
