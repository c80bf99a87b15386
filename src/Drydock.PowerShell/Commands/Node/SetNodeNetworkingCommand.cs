using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Gives machines the interfaces, bonds, VLANs and addresses of the design; only differences are written.</summary>
[Cmdlet(VerbsCommon.Set, "NodeNetworking", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(NodeActionResult))]
public sealed class SetNodeNetworkingCommand : MaasActionCmdlet
{
    /// <inheritdoc/>
    private protected override string Action => ActionNames.ApplyNodeNetworking;

    /// <inheritdoc/>
    private protected override TimeSpan DefaultTimeout => TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    private protected override string Effect => "Apply the network settings of";

    /// <inheritdoc/>
    private protected override Task<NodeActionResult> CallAsync(
        INodeDriver driver, BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        driver.ApplyNetworkingAsync(node, context, cancel);
}
