using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.PowerShell.Module;
using Drydock.Results;

namespace Drydock.PowerShell.Base;

/// <summary>An action through a node's BMC.</summary>
public abstract class OobActionCmdlet : NodeActionCmdlet
{
    private static readonly TimeSpan ByHand = TimeSpan.FromMinutes(30);

    /// <summary>The account that logs in, instead of the nodes' own.</summary>
    [Parameter]
    [ValidateNotNull]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <inheritdoc/>
    private protected override TimeSpan DefaultTimeout => TimeSpan.FromMinutes(3);

    /// <summary>A person takes longer than a BMC.</summary>
    private protected override TimeSpan TimeoutOf(BaremetalNode node) => TimeoutSec > 0 ? base.TimeoutOf(node)
        : node.Oob.Timeouts.Action ?? (string.Equals(node.Oob.Type, "manual", StringComparison.OrdinalIgnoreCase) ? ByHand : base.TimeoutOf(node));

    /// <inheritdoc/>
    private protected override DriverContext Context(NodeChain chain) =>
        base.Context(chain) with { Confirm = OperatorPrompt.For(chain.Queue, Host) };

    /// <inheritdoc/>
    private protected override Func<BaremetalNode, BaremetalNode> Prepare(BaremetalNode node, NodeChain chain) =>
        NodeAccount.Prepare(node, Credential, SessionState, chain);

    /// <summary>What is done, as the beginning of a sentence that ends with the node.</summary>
    private protected abstract string Effect { get; }

    /// <inheritdoc/>
    private protected override string Describe(BaremetalNode node) =>
        $"{Effect} {node.Name} through {node.Oob.Type ?? "no driver"} at {node.OobAddress ?? node.Oob.LibvirtUri ?? "no address"}";

    /// <inheritdoc/>
    private protected override DriverCall Plan(BaremetalNode node)
    {
        var driver = Composition.Drivers.FindOob(node);
        return new DriverCall(driver.Name, (target, context, cancel) => CallAsync(driver, target, context, cancel));
    }

    /// <summary>Calls the driver.</summary>
    private protected abstract Task<NodeActionResult> CallAsync(
        IOobDriver driver, BaremetalNode node, DriverContext context, CancellationToken cancel);
}
