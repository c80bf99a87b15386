using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Commissions the machines of nodes and waits until they are ready.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "NodeCommission", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(NodeActionResult))]
public sealed class InvokeNodeCommissionCommand : MaasActionCmdlet
{
    /// <summary>Commissions again a machine that has been commissioned.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override string Action => ActionNames.ConfigureHardware;

    /// <inheritdoc/>
    private protected override TimeSpan DefaultTimeout => TimeSpan.FromMinutes(45);

    /// <inheritdoc/>
    private protected override string Effect => "Commission";

    /// <inheritdoc/>
    private protected override bool Override => Force;

    /// <inheritdoc/>
    private protected override Task<NodeActionResult> CallAsync(
        INodeDriver driver, BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        driver.CommissionAsync(node, context, cancel);
}
