using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.Errors;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Finds the MAAS machine of each node, waiting until it turns up, and names it.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "NodeMachine", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(NodeActionResult))]
public sealed class ResolveNodeMachineCommand : MaasActionCmdlet
{
    /// <summary>Gives MAAS the out-of-band settings of the design, in place of what it found itself.</summary>
    [Parameter]
    public SwitchParameter UseNodeOobParameter { get; set; }

    /// <inheritdoc/>
    private protected override string Action => ActionNames.IdentifyNode;

    /// <inheritdoc/>
    private protected override TimeSpan DefaultTimeout => TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    private protected override string Effect => "Find and name the machine of";

    /// <summary>MAAS gets the BMC's account where it has none; without the secret all else can still be done.</summary>
    private protected override Func<BaremetalNode, BaremetalNode> Prepare(BaremetalNode node, NodeChain chain)
    {
        try
        {
            return NodeAccount.Prepare(node, null, SessionState, chain);
        }
        catch (DrydockException fault)
        {
            WriteWarning($"{fault.Message} MAAS gets no power settings for it.");
            return ready => ready;
        }
    }

    /// <inheritdoc/>
    private protected override Task<NodeActionResult> CallAsync(
        INodeDriver driver, BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        driver.IdentifyAsync(node, context with { UseNodeOobParameters = UseNodeOobParameter }, cancel);
}
