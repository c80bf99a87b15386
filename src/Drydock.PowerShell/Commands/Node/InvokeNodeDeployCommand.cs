using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Installs the operating system on nodes and waits until they are deployed.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "NodeDeploy", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(NodeActionResult))]
public sealed class InvokeNodeDeployCommand : MaasActionCmdlet
{
    /// <summary>Releases and installs again a machine that is deployed.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override string Action => ActionNames.DeployNode;

    /// <inheritdoc/>
    private protected override TimeSpan DefaultTimeout => TimeSpan.FromMinutes(60);

    /// <inheritdoc/>
    private protected override string Effect => "Overwrite the disks and install the operating system of";

    /// <inheritdoc/>
    private protected override bool Override => Force;

    /// <inheritdoc/>
    private protected override Task<NodeActionResult> CallAsync(
        INodeDriver driver, BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        driver.DeployAsync(node, context, cancel);
}
