using System;
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
        if (await SwitchAsync(wanted, seen)) await WaitAsync(wanted);
        return true;
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

    private async Task WaitAsync(PowerState wanted)
    {
        var polls = new Backoff(FirstPoll, LongestPoll);
        var seen = PowerState.Unknown;
        while (seen != wanted)
        {
            call.Doing = $"waiting for power {Word(wanted)}; last seen: {Word(seen)}";
            await call.Clock.Delay(polls.Next(), call.Cancel);
            try
            {
                seen = await session.ReadPowerAsync(call.Cancel);
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
