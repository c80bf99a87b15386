using System;
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
    /// <inheritdoc/>
    private protected override TimeSpan DefaultTimeout => TimeSpan.FromMinutes(3);

    /// <summary>What is done, as the beginning of a sentence that ends with the node.</summary>
    private protected abstract string Effect { get; }

    /// <inheritdoc/>
    private protected override string Describe(BaremetalNode node) =>
        $"{Effect} {node.Name} through {node.Oob.Type ?? "no driver"} at {node.OobAddress ?? "no address"}";

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
