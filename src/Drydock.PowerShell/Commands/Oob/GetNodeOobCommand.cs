using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Asks a node's BMC for power, boot override and identity.</summary>
[Cmdlet(VerbsCommon.Get, "NodeOob")]
[OutputType(typeof(NodeActionResult))]
public sealed class GetNodeOobCommand : OobActionCmdlet
{
    /// <inheritdoc/>
    private protected override string Action => ActionNames.InterrogateOob;

    /// <inheritdoc/>
    private protected override string Effect => "Ask the BMC of";

    /// <inheritdoc/>
    private protected override bool Changes => false;

    /// <inheritdoc/>
    private protected override Task<NodeActionResult> CallAsync(
        IOobDriver driver, BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        driver.InterrogateAsync(node, context, cancel);
}
