using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Errors;
using Drydock.Results;

namespace Drydock.Drivers;

/// <summary>
/// Drives BMCs, each call one action on one node. Methods end in a checked state; a failure is thrown as
/// <see cref="DrydockException"/>. They may be called at the same time for many nodes, and keep order per BMC themselves.
/// </summary>
public interface IOobDriver : IDriver
{
    /// <summary>ValidateOobServices: is the BMC reached, does it accept the account, may the account do what is needed?</summary>
    /// <param name="node">The node.</param>
    /// <param name="context">Deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<NodeActionResult> ValidateServicesAsync(BaremetalNode node, DriverContext context, CancellationToken cancel);

    /// <summary>SetNodeBoot: sets the boot override and reads it back.</summary>
    /// <param name="node">The node.</param>
    /// <param name="boot">The device, how long and in which mode.</param>
    /// <param name="context">Deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<NodeActionResult> SetBootAsync(BaremetalNode node, BootOverride boot, DriverContext context, CancellationToken cancel);

    /// <summary>
    /// ConfigNodePxe: makes the server boot from the network, from one interface, in one mode. What the BMC cannot do is
    /// <see cref="ErrorCatalogue.NotSupported"/> with the reason.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="pxe">Interface, mode, HTTP boot and how long.</param>
    /// <param name="context">Deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<NodeActionResult> ConfigurePxeAsync(BaremetalNode node, PxeSettings pxe, DriverContext context, CancellationToken cancel);

    /// <summary>PowerOffNode: switches off and waits until the BMC says off.</summary>
    /// <param name="node">The node.</param>
    /// <param name="options">At once, or after the operating system was asked to shut down.</param>
    /// <param name="context">Deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<NodeActionResult> PowerOffAsync(BaremetalNode node, PowerOffOptions options, DriverContext context, CancellationToken cancel);

    /// <summary>PowerOnNode: switches on and waits until the BMC says on.</summary>
    /// <param name="node">The node.</param>
    /// <param name="context">Deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<NodeActionResult> PowerOnAsync(BaremetalNode node, DriverContext context, CancellationToken cancel);

    /// <summary>PowerCycleNode: off, confirmed off, on, confirmed on.</summary>
    /// <param name="node">The node.</param>
    /// <param name="context">Deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<NodeActionResult> PowerCycleAsync(BaremetalNode node, DriverContext context, CancellationToken cancel);

    /// <summary>InterrogateOob: power, boot override, identity, inventory and health; <see cref="NodeActionResult.Detail"/> is an <see cref="OobDetail"/>.</summary>
    /// <param name="node">The node.</param>
    /// <param name="context">Deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<NodeActionResult> InterrogateAsync(BaremetalNode node, DriverContext context, CancellationToken cancel);
}
