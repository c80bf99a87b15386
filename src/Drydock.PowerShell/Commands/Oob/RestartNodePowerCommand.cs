using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Switches nodes off and on again, waiting for each state.</summary>
[Cmdlet(VerbsLifecycle.Restart, "NodePower", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(NodeActionResult))]
public sealed class RestartNodePowerCommand : OobActionCmdlet
{
    /// <inheritdoc/>
    private protected override string Action => ActionNames.PowerCycleNode;

    /// <inheritdoc/>
    private protected override string Effect => "Switch off and on";

    /// <inheritdoc/>
    private protected override Task<NodeActionResult> CallAsync(
        IOobDriver driver, BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        driver.PowerCycleAsync(node, context, cancel);
}
