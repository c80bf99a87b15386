using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Oob.Actions;
using Drydock.Errors;
using Drydock.Results;

namespace Drydock.Drivers.Oob.Manual;

/// <summary>
/// Has a person do what a BMC would: each action says what is to be done and waits until it is confirmed, through
/// <see cref="DriverContext.Confirm"/>. Where nobody can be asked, every action fails at once.
/// </summary>
public sealed class ManualDriver : IOobDriver
{
    /// <inheritdoc/>
    public string Name => "manual";

    /// <inheritdoc/>
    public IReadOnlyList<string> Types => [Name];

    /// <inheritdoc/>
    public Task<NodeActionResult> ValidateServicesAsync(BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        context.Confirm is null
            ? Task.FromException<NodeActionResult>(NobodyToAsk(node, "do out-of-band actions by hand"))
            : Task.FromResult(Done(node, ActionNames.ValidateOobServices, "A person acts in place of a BMC and can be asked."));

    /// <inheritdoc/>
    public async Task<NodeActionResult> SetBootAsync(
        BaremetalNode node, BootOverride boot, DriverContext context, CancellationToken cancel)
    {
        await RequestAsync(node, Describe(boot), context, cancel);
        return Done(node, ActionNames.SetNodeBoot, $"Operator confirmed: {Describe(boot)}.", boot);
    }

    /// <inheritdoc/>
    public async Task<NodeActionResult> ConfigurePxeAsync(
        BaremetalNode node, PxeSettings pxe, DriverContext context, CancellationToken cancel)
    {
        var wanted = pxe with { Mode = pxe.Mode ?? node.Oob.BootMode, MacAddress = pxe.MacAddress ?? node.BootMac };
        await RequestAsync(node, Describe(wanted), context, cancel);
        return Done(node, ActionNames.ConfigNodePxe, $"Operator confirmed: {Describe(wanted)}.", wanted);
    }

    /// <inheritdoc/>
    public async Task<NodeActionResult> PowerOffAsync(
        BaremetalNode node, PowerOffOptions options, DriverContext context, CancellationToken cancel)
    {
        await RequestAsync(node, options.Soft ? "shut its operating system down, and switch it off" : "switch it off", context, cancel);
        return Done(node, ActionNames.PowerOffNode, "Operator confirmed power off.");
    }

    /// <inheritdoc/>
    public async Task<NodeActionResult> PowerOnAsync(BaremetalNode node, DriverContext context, CancellationToken cancel)
    {
        await RequestAsync(node, "switch it on", context, cancel);
        return Done(node, ActionNames.PowerOnNode, "Operator confirmed power on.");
    }

    /// <inheritdoc/>
    public async Task<NodeActionResult> PowerCycleAsync(BaremetalNode node, DriverContext context, CancellationToken cancel)
    {
        await RequestAsync(node, "switch it off, wait until it is off, and switch it on", context, cancel);
        return Done(node, ActionNames.PowerCycleNode, "Operator confirmed the power cycle.");
    }

    /// <inheritdoc/>
    public async Task<NodeActionResult> InterrogateAsync(BaremetalNode node, DriverContext context, CancellationToken cancel)
    {
        var isOn = await AskAsync(node, "say whether it is switched on", $"{node.Name}: is it switched on?", context, cancel);
        var detail = new OobDetail { Power = isOn ? PowerState.On : PowerState.Off };
        return Done(node, ActionNames.InterrogateOob, $"Operator says that power is {(isOn ? "on" : "off")}.", detail);
    }

    private static string Describe(BootOverride boot)
    {
        if (boot.Device == BootDevice.None) return "clear its boot override, so that it boots by its own order";
        var mode = boot.Mode switch { BootMode.Uefi => ", in UEFI mode", BootMode.Legacy => ", in legacy BIOS mode", _ => "" };
        var device = boot.Device switch
        {
            BootDevice.Pxe => "the network (PXE)",
            BootDevice.Disk => "its disk",
            BootDevice.Cd => "its CD drive",
            _ => "its firmware setup",
        };
        return $"have it boot from {device}, {(boot.Persistent ? "every time" : "the next time only")}{mode}";
    }

    private static string Describe(PxeSettings pxe)
    {
        var mode = pxe.Mode switch { BootMode.Uefi => ", in UEFI mode", BootMode.Legacy => ", in legacy BIOS mode", _ => "" };
        var what = pxe.HttpBootUri is { } uri ? $"over HTTP from {uri}" : "from the network (PXE)";
        var nic = pxe.MacAddress is { } mac ? $" by the interface {mac}" : "";
        return $"configure it to boot {what}{nic}, {(pxe.Persistent ? "every time" : "the next time only")}{mode}";
    }

    private static async Task RequestAsync(BaremetalNode node, string request, DriverContext context, CancellationToken cancel)
    {
        if (await AskAsync(node, request, $"{node.Name}: {request}. Is it done?", context, cancel)) return;
        throw Error(node, ErrorCatalogue.OobNotConfirmed, $"the operator did not do what was asked: {request}");
    }

    private static async Task<bool> AskAsync(BaremetalNode node, string request, string text, DriverContext context, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var confirm = context.Confirm ?? throw NobodyToAsk(node, request);
        context.Progress(node, "Waiting for the operator");
        using var deadline = new Deadline(context.Clock, context.Timeout, cancel);
        // A prompt that does not heed its token must not hold the action.
        var given = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = deadline.Token.Register(() => given.TrySetCanceled());
        try
        {
            return await await Task.WhenAny(confirm(node, text, deadline.Token), given.Task);
        }
        catch (OperationCanceledException e) when (deadline.Expired && !cancel.IsCancellationRequested)
        {
            var seconds = context.Timeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
            throw Error(node, ErrorCatalogue.OobTimeout, $"nobody confirmed within {seconds} s: {request}", e);
        }
    }

    private static DrydockException NobodyToAsk(BaremetalNode node, string request) => Error(node, ErrorCatalogue.OobNotConfirmed,
        $"its oob.type is manual, so a person would have to {request}, and this run is not interactive: nobody can be asked");

    private static DrydockException Error(BaremetalNode node, ErrorId error, string problem, Exception? inner = null) =>
        new(error, $"Node {node.Name}: {problem}.", inner) { Target = node.Name };

    private NodeActionResult Done(BaremetalNode node, string action, string message, object? detail = null) =>
        NodeActionResult.Success(node, action, message, detail) with { Driver = Name };
}
