using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Switches nodes off and waits until their BMCs say off.</summary>
[Cmdlet(VerbsLifecycle.Stop, "NodePower", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(NodeActionResult))]
public sealed class StopNodePowerCommand : OobActionCmdlet
{
    /// <inheritdoc/>
    private protected override string Action => ActionNames.PowerOffNode;

    /// <inheritdoc/>
    private protected override string Effect => "Switch off";

    /// <inheritdoc/>
    private protected override Task<NodeActionResult> CallAsync(
        IOobDriver driver, BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        driver.PowerOffAsync(node, PowerOffOptions.Hard, context, cancel);
}
