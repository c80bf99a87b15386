using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Errors;
using Drydock.Results;

namespace Drydock.Drivers.Oob.Actions;

/// <summary>
/// The out-of-band actions over any protocol: each is one session at the BMC, one action a BMC at a time, ended by the
/// context's deadline, and always logged out.
/// </summary>
public abstract class BmcDriver : IOobDriver
{
    private readonly KeyedLock _bmcs = new();

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public virtual IReadOnlyList<string> Types => [Name];

    /// <inheritdoc/>
    public async Task<NodeActionResult> ValidateServicesAsync(BaremetalNode node, DriverContext context, CancellationToken cancel)
    {
        try
        {
            return await ValidateAsync(node, context, cancel);
        }
        catch (DrydockException e)
        {
            e.Detail ??= Reach.Of(e.Error);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<NodeActionResult> SetBootAsync(
        BaremetalNode node, BootOverride boot, DriverContext context, CancellationToken cancel) =>
        RunAsync(node, ActionNames.SetNodeBoot, context, async (session, call) =>
        {
            var wanted = boot with { Mode = boot.Mode ?? call.Target.BootMode };
            call.Doing = "setting the boot override";
            call.Report(node, "Setting boot device");
            var remark = await session.SetBootAsync(wanted, call.Cancel);
            return new(Describe(wanted) + remark, wanted);
        }, cancel);

    /// <inheritdoc/>
    public Task<NodeActionResult> ConfigurePxeAsync(
        BaremetalNode node, PxeSettings pxe, DriverContext context, CancellationToken cancel) =>
        RunAsync(node, ActionNames.ConfigNodePxe, context, async (session, call) =>
        {
            var wanted = pxe with { Mode = pxe.Mode ?? call.Target.BootMode, MacAddress = pxe.MacAddress ?? call.Target.BootMac };
            call.Doing = "configuring network boot";
            call.Report(node, "Configuring network boot");
            return new(await session.ConfigurePxeAsync(wanted, call.Cancel), wanted);
        }, cancel);

    /// <inheritdoc/>
    public Task<NodeActionResult> PowerOffAsync(
        BaremetalNode node, PowerOffOptions options, DriverContext context, CancellationToken cancel) =>
        RunAsync(node, ActionNames.PowerOffNode, context, async (session, call) =>
        {
            call.Report(node, options.Soft ? "Shutting down" : "Powering off");
            if (options.Soft) return new(Describe(await new PowerControl(session, call).SoftOffAsync(options.SoftTimeout)));
            return await new PowerControl(session, call).EnsureAsync(PowerState.Off)
                ? new("Node reports power off.") : new("Node reports power off; it was off already.");
        }, cancel);

    /// <inheritdoc/>
    public Task<NodeActionResult> PowerOnAsync(BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        RunAsync(node, ActionNames.PowerOnNode, context, async (session, call) =>
        {
            call.Report(node, "Powering on");
            return await new PowerControl(session, call).EnsureAsync(PowerState.On)
                ? new("Node reports power on.") : new("Node reports power on; it was on already.");
        }, cancel);

    /// <inheritdoc/>
    public Task<NodeActionResult> PowerCycleAsync(BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        RunAsync(node, ActionNames.PowerCycleNode, context, async (session, call) =>
        {
            call.Report(node, "Power cycling");
            return await new PowerControl(session, call).CycleAsync()
                ? new("Node power cycle complete.") : new("Node power cycle complete; it was off and is on now.");
        }, cancel);

    /// <inheritdoc/>
    public Task<NodeActionResult> InterrogateAsync(BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        RunAsync(node, ActionNames.InterrogateOob, context, async (session, call) =>
        {
            call.Doing = "reading the server's description";
            var detail = await session.DescribeAsync(call.Cancel);
            return new($"Power is {detail.Power.ToString().ToLowerInvariant()}.", detail);
        }, cancel);

    /// <summary>Takes the settings from a node: where its BMC is and who logs in, unless the protocol needs others.</summary>
    /// <param name="node">The node.</param>
    /// <exception cref="DrydockException">A setting is missing, out of range or unknown.</exception>
    protected virtual OobTarget Resolve(BaremetalNode node) => OobTarget.Resolve(node);

    /// <summary>Where the BMC is, as messages and results name it; also what one action at a time is counted by.</summary>
    /// <param name="target">The node's settings.</param>
    /// <exception cref="DrydockException">The settings cannot be used with this protocol.</exception>
    protected abstract string FindEndpoint(OobTarget target);

    /// <summary>Logs in.</summary>
    /// <param name="call">The action.</param>
    /// <exception cref="DrydockException">The BMC is not reached, or does not let the account in.</exception>
    protected abstract Task<IBmcSession> OpenAsync(OobCall call);

    private Task<NodeActionResult> ValidateAsync(BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        RunAsync(node, ActionNames.ValidateOobServices, context, async (session, call) =>
        {
            call.Doing = "checking the account";
            var detail = await session.CheckAsync(call.Cancel) with { Reachable = true, Authenticated = true };
            return new((call.Target.Account.Length == 0 ? $"BMC {call.Endpoint} answers ({detail.Security}"
                : $"BMC {call.Endpoint} accepts account {call.Target.Account} ({detail.Security}")
                + (detail.Privilege is null ? ")." : $", privilege {detail.Privilege})."), detail);
        }, cancel);

    private static string Describe(SoftOffOutcome outcome) => outcome switch
    {
        SoftOffOutcome.WasOff => "Node reports power off; it was off already.",
        SoftOffOutcome.ShutDown => "Node reports power off; the operating system shut down.",
        SoftOffOutcome.CutAfterWait => "Node reports power off; the operating system did not shut down in time, so power was cut.",
        _ => "Node reports power off; the BMC could not ask the operating system to shut down, so power was cut.",
    };

    private static string Describe(BootOverride boot)
    {
        if (boot.Device == BootDevice.None) return "Boot override cleared.";
        var mode = boot.Mode switch { BootMode.Uefi => ", UEFI", BootMode.Legacy => ", legacy", _ => "" };
        return $"Boot device set to {boot.Device} ({(boot.Persistent ? "persistent" : "once")}{mode}).";
    }

    private async Task<NodeActionResult> RunAsync(
        BaremetalNode node, string action, DriverContext context, Func<IBmcSession, OobCall, Task<Outcome>> work, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var target = Resolve(node);
        var endpoint = FindEndpoint(target);
        using var deadline = new Deadline(context.Clock, context.Timeout, cancel);
        var call = new OobCall(target, endpoint, context, deadline.Token);
        var waiting = true;
        try
        {
            using (await _bmcs.AcquireAsync(endpoint, call.Cancel))
            {
                waiting = false;
                call.Doing = "logging in";
                var session = await OpenAsync(call);
                Outcome outcome;
                try
                {
                    outcome = await work(session, call);
                }
                finally
                {
                    await session.CloseAsync(hurry: call.Cancel.IsCancellationRequested);
                }

                return NodeActionResult.Success(node, action, outcome.Message, outcome.Detail) with { Driver = Name };
            }
        }
        catch (OperationCanceledException e) when (deadline.Expired && !cancel.IsCancellationRequested)
        {
            var seconds = context.Timeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
            var error = call.Error(waiting ? ErrorCatalogue.OobBusy : ErrorCatalogue.OobTimeout, waiting || call.Answered
                ? $"not done within {seconds} s, while {call.Doing}" : $"no answer within {seconds} s", transient: true, e);
            if (action == ActionNames.ValidateOobServices && !waiting) error.Detail = new OobDetail { Reachable = call.Answered };
            throw error;
        }
    }

    private readonly record struct Outcome(string Message, object? Detail = null);
}
