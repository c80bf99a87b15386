using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Actions;

/// <summary>Brings a server's power into a checked state, over any session.</summary>
/// <param name="session">The login at the BMC.</param>
/// <param name="call">The action it is part of; its deadline ends every wait.</param>
public sealed class PowerControl(IBmcSession session, OobCall call)
{
    private const int RefusalRetries = 6;

    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RefusalWait = TimeSpan.FromSeconds(10);

    /// <summary>Switches where that is needed, and waits until the BMC says that it is so.</summary>
    /// <param name="wanted">On or off.</param>
    /// <returns>False where it was so already.</returns>
    /// <exception cref="DrydockException">The BMC refuses, or cannot be asked.</exception>
    public async Task<bool> EnsureAsync(PowerState wanted)
    {
        call.Doing = "reading power";
        var seen = await session.ReadPowerAsync(call.Cancel);
        if (seen == wanted) return false;
        if (await SwitchAsync(wanted, seen)) await WaitAsync(wanted, call.Cancel);
        return true;
    }

    /// <summary>
    /// Asks the operating system to shut down and waits for it; cuts power where the BMC cannot ask, and where power is still on
    /// when the time is over.
    /// </summary>
    /// <param name="time">How long it is waited for; null for two thirds of the action's time.</param>
    /// <returns>How it went.</returns>
    /// <exception cref="DrydockException">The BMC refuses to cut power, or cannot be asked.</exception>
    public async Task<SoftOffOutcome> SoftOffAsync(TimeSpan? time)
    {
        call.Doing = "reading power";
        if (await session.ReadPowerAsync(call.Cancel) == PowerState.Off) return SoftOffOutcome.WasOff;
        var outcome = SoftOffOutcome.CutAfterWait;
        using (var patience = new Deadline(call.Clock, time ?? TimeSpan.FromTicks(call.Timeout.Ticks / 3 * 2), call.Cancel))
        {
            try
            {
                call.Doing = "asking the operating system to shut down";
                await session.ShutDownAsync(patience.Token);
                await WaitAsync(PowerState.Off, patience.Token);
                return SoftOffOutcome.ShutDown;
            }
            catch (OperationCanceledException) when (patience.Expired && !call.Cancel.IsCancellationRequested)
            {
                call.Write(LogLevel.Verbose, "power is still on, so it is cut");
            }
            catch (DrydockException e) when (ReferenceEquals(e.Error, ErrorCatalogue.NotSupported) || ReferenceEquals(e.Error, ErrorCatalogue.OobRefused))
            {
                call.Write(LogLevel.Verbose, "the operating system cannot be asked to shut down, so power is cut: " + e.Message);
                outcome = SoftOffOutcome.CutAtOnce;
            }
        }

        return await EnsureAsync(PowerState.Off) ? outcome : SoftOffOutcome.ShutDown;
    }

    /// <summary>Off, confirmed off, on, confirmed on; a server that is off is only switched on.</summary>
    /// <returns>False where the server was off.</returns>
    /// <exception cref="DrydockException">The BMC refuses, or cannot be asked.</exception>
    public async Task<bool> CycleAsync()
    {
        var wasOn = await EnsureAsync(PowerState.Off);
        await EnsureAsync(PowerState.On);
        return wasOn;
    }

    /// <summary>
    /// Sends the command. A BMC that refuses because the state is reached already has done what was wanted; one that
    /// still works on the previous change is asked again (some refuse "on" for a minute after "off").
    /// </summary>
    /// <returns>False where there is nothing to wait for.</returns>
    private async Task<bool> SwitchAsync(PowerState wanted, PowerState seen)
    {
        for (var tries = 0; ; tries++)
        {
            call.Doing = "switching power " + Word(wanted);
            try
            {
                call.Write(LogLevel.Verbose, $"power is {Word(seen)}, switching {Word(wanted)}");
                await session.SwitchPowerAsync(wanted, seen, call.Cancel);
                return true;
            }
            catch (DrydockException refusal) when (ReferenceEquals(refusal.Error, ErrorCatalogue.OobRefused))
            {
                seen = await session.ReadPowerAsync(call.Cancel);
                if (seen == wanted) return false;
                if (!refusal.IsTransient || tries == RefusalRetries) throw;
                call.Write(LogLevel.Verbose, $"asked again in {RefusalWait.TotalSeconds:0} s: {refusal.Message}");
                await call.Clock.Delay(RefusalWait, call.Cancel);
            }
        }
    }

    private async Task WaitAsync(PowerState wanted, CancellationToken cancel)
    {
        var polls = new Backoff(FirstPoll, LongestPoll);
        var seen = PowerState.Unknown;
        while (seen != wanted)
        {
            call.Doing = $"waiting for power {Word(wanted)}; last seen: {Word(seen)}";
            await call.Clock.Delay(polls.Next(), cancel);
            try
            {
                seen = await session.ReadPowerAsync(cancel);
            }
            catch (DrydockException e) when (e.IsTransient)
            {
                // BMCs fall silent for a while as power changes; the deadline decides.
                call.Write(LogLevel.Verbose, "power could not be read, asked again: " + e.Message);
            }
        }
    }

    private static string Word(PowerState state) => state switch
    {
        PowerState.On => "on",
        PowerState.Off => "off",
        _ => "unknown",
    };
}

/// <summary>How a soft power-off went.</summary>
public enum SoftOffOutcome
{
    /// <summary>Power was off before.</summary>
    WasOff,

    /// <summary>The operating system shut down.</summary>
    ShutDown,

    /// <summary>The operating system did not shut down in time, and power was cut.</summary>
    CutAfterWait,

    /// <summary>The BMC could not ask the operating system, and power was cut.</summary>
    CutAtOnce,
}
