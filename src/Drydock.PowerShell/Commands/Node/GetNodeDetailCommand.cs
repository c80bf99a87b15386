using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Returns what commissioning found in nodes.</summary>
[Cmdlet(VerbsCommon.Get, "NodeDetail")]
[OutputType(typeof(NodeActionResult))]
public sealed class GetNodeDetailCommand : MaasActionCmdlet
{
    /// <inheritdoc/>
    private protected override string Action => ActionNames.InterrogateNode;

    /// <inheritdoc/>
    private protected override TimeSpan DefaultTimeout => TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    private protected override string Effect => "Read the build data of";

    /// <inheritdoc/>
    private protected override bool Changes => false;

    /// <inheritdoc/>
    private protected override Task<NodeActionResult> CallAsync(
        INodeDriver driver, BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        driver.InterrogateAsync(node, context, cancel);
}
