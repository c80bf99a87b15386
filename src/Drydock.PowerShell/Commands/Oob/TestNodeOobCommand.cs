using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Checks that a node's BMC is reached, accepts the account and lets it do what is needed.</summary>
[Cmdlet(VerbsDiagnostic.Test, "NodeOob")]
[OutputType(typeof(NodeActionResult))]
public sealed class TestNodeOobCommand : OobActionCmdlet
{
    /// <inheritdoc/>
    private protected override string Action => ActionNames.ValidateOobServices;

    /// <inheritdoc/>
    private protected override string Effect => "Check the BMC of";

    /// <inheritdoc/>
    private protected override bool Changes => false;

    /// <inheritdoc/>
    private protected override Task<NodeActionResult> CallAsync(
        IOobDriver driver, BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        driver.ValidateServicesAsync(node, context, cancel);
}
