using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Errors;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>
/// Waits until machines reach a state, all of them with one request per interval, or one for each
/// <see cref="MachineQueries.MostMachines"/>. Where many wait, MAAS is asked only for those that have come to rest, which is
/// cheap as long as none has; every fifth look is at all, so that progress stays visible and machines that were deleted are missed.
/// </summary>
public sealed class StatusWatcher : IPollSource
{
    /// <summary>States in which MAAS is at work on a machine and that end by themselves.</summary>
    public static readonly ItemList<MaasMachineStatus> Busy = new(
    [
        MaasMachineStatus.Commissioning, MaasMachineStatus.Testing, MaasMachineStatus.Deploying, MaasMachineStatus.Releasing,
        MaasMachineStatus.DiskErasing, MaasMachineStatus.EnteringRescueMode, MaasMachineStatus.ExitingRescueMode,
    ]);

    private const int SmallFleet = 8;
    private const int FullListEvery = 5;
    private static readonly string[] Rest =
    [
        .. Enum.GetValues(typeof(MaasMachineStatus)).Cast<MaasMachineStatus>().Where(status => !Busy.Contains(status))
            .Select(MachineQueries.FilterName),
    ];

    private readonly MachineLookup _machines;
    private readonly Waiters<Waiter> _waiters;
    private int _looks;
    private int _first;

    /// <summary>Makes the watcher.</summary>
    /// <param name="machines">Reads machines.</param>
    /// <param name="loop">The loop that looks.</param>
    /// <param name="clock">Time.</param>
    public StatusWatcher(MachineLookup machines, PollLoop loop, Clock clock)
    {
        _machines = machines;
        _waiters = new(clock, loop);
        loop.Add(this);
    }

    /// <inheritdoc/>
    public bool HasWaiters => _waiters.Current.Count > 0;

    /// <summary>Waits for a machine.</summary>
    /// <param name="systemId">The machine.</param>
    /// <param name="isOver">Whether the wait is over; asked for each state seen. It is over in no state of <see cref="Busy"/>.</param>
    /// <param name="seen">Is told each state and status message that differs from the one before; from any thread.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>The machine as it was when the wait was over.</returns>
    /// <exception cref="DrydockException">Time ran out, the machine was deleted, or MAAS refuses to answer.</exception>
    public Task<MaasMachine> WaitAsync(
        string systemId, Func<MaasMachine, bool> isOver, Action<MaasMachine> seen, TimeSpan timeout, CancellationToken cancel)
    {
        var waiter = new Waiter(systemId, isOver, seen);
        return _waiters.WaitAsync(waiter, timeout, fault => Expired(waiter, timeout, fault), cancel);
    }

    /// <inheritdoc/>
    public async Task<bool> PollAsync(CancellationToken cancel)
    {
        var waiters = _waiters.Current;
        var all = waiters.Select(waiter => waiter.SystemId).Distinct().ToList();
        var full = all.Count <= SmallFleet || _looks++ % FullListEvery == 0;
        var changed = false;
        // A fleet beyond one request's limit is asked for in several, one after another; the dear full list in turns.
        foreach (var page in full ? [Turn(all)] : Pages(all)) changed |= await LookAsync(waiters, page, full, cancel).ConfigureAwait(false);
        return changed;
    }

    /// <inheritdoc/>
    public void Fail(Exception error) => _waiters.FailAll(error);

    /// <inheritdoc/>
    public void Note(Exception fault) => _waiters.Note(fault);

    private async Task<bool> LookAsync(IReadOnlyList<Waiter> waiters, List<string> ids, bool full, CancellationToken cancel)
    {
        var query = new MaasForm().Add("id", ids);
        if (!full) query.Add("status", Rest);
        var machines = (await _machines.ListAsync([query], cancel).ConfigureAwait(false))
            .GroupBy(machine => machine.SystemId).ToDictionary(same => same.Key, same => same.First());
        _waiters.Note(null);
        var changed = false;
        foreach (var waiter in waiters)
        {
            if (machines.TryGetValue(waiter.SystemId, out var machine)) changed |= Show(waiter, machine);
            else if (full && ids.Contains(waiter.SystemId)) _waiters.Fail(waiter, Gone(waiter));
        }

        return changed;
    }

    private List<string> Turn(List<string> all)
    {
        if (_first >= all.Count) _first = 0;
        var turn = all.GetRange(_first, Math.Min(MachineQueries.MostMachines, all.Count - _first));
        _first += turn.Count;
        return turn;
    }

    private static IEnumerable<List<string>> Pages(List<string> all)
    {
        for (var first = 0; first < all.Count; first += MachineQueries.MostMachines)
            yield return all.GetRange(first, Math.Min(MachineQueries.MostMachines, all.Count - first));
    }

    private bool Show(Waiter waiter, MaasMachine machine)
    {
        var last = waiter.Last;
        var changed = last is null || last.Status != machine.Status || last.StatusMessage != machine.StatusMessage
            || last.PowerState != machine.PowerState;
        waiter.Last = new(machine.Hostname, machine.Status, machine.StatusName, machine.StatusMessage, machine.PowerState);
        try
        {
            if (changed) waiter.Seen(machine);
            if (waiter.IsOver(machine)) _waiters.Release(waiter, machine);
        }
        catch (Exception fault)
        {
            // One waiter's own fault is its own: the others' wait goes on.
            _waiters.Fail(waiter, fault);
        }

        return changed;
    }

    private static DrydockException Gone(Waiter waiter) => new(ErrorCatalogue.MachineNotFound,
        $"MAAS no longer has the machine {waiter.Name}: it was deleted while it was waited for.")
    { Target = waiter.Name };

    private static DrydockException Expired(Waiter waiter, TimeSpan timeout, Exception? fault)
    {
        var state = waiter.Last is { } last
            ? $"it was last seen as '{last.StatusName}'" + (last.StatusMessage.Length > 0 ? $" ({last.StatusMessage})" : "")
            : "it was not seen at all";
        return new(ErrorCatalogue.MaasTimeout,
            $"The machine {waiter.Name} did not reach the wanted state within {timeout.TotalSeconds:0} s; {state}"
            + (fault is null ? "." : $". The last look failed: {fault.Message}"), fault)
        { Target = waiter.Name };
    }

    private sealed class Waiter(string systemId, Func<MaasMachine, bool> isOver, Action<MaasMachine> seen)
    {
        public string SystemId { get; } = systemId;

        public Func<MaasMachine, bool> IsOver { get; } = isOver;

        public Action<MaasMachine> Seen { get; } = seen;

        public Sighting? Last { get; set; }

        public string Name => Last is { } machine ? $"{machine.Hostname} ({SystemId})" : SystemId;
    }

    /// <summary>What is kept of a machine while it is waited for: all of it for a whole fleet would be much.</summary>
    private sealed record Sighting(string Hostname, MaasMachineStatus Status, string StatusName, string StatusMessage, string PowerState);
}
