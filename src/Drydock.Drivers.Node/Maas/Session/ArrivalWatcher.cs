using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Errors;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>
/// Waits until machines turn up in MAAS, all of them with one request per interval: by their MAC addresses, in turn by
/// their BMCs for nodes without one, by host name for nodes with neither.
/// </summary>
public sealed class ArrivalWatcher : IPollSource
{
    private const int PowerEvery = 5;
    private readonly MachineLookup _machines;
    private readonly Waiters<Waiter> _waiters;
    private int _looks;

    /// <summary>Makes the watcher.</summary>
    /// <param name="machines">Reads machines.</param>
    /// <param name="loop">The loop that looks.</param>
    /// <param name="clock">Time.</param>
    public ArrivalWatcher(MachineLookup machines, PollLoop loop, Clock clock)
    {
        _machines = machines;
        _waiters = new(clock, loop);
        loop.Add(this);
    }

    /// <inheritdoc/>
    public bool HasWaiters => _waiters.Current.Count > 0;

    /// <summary>Waits for a node's machine.</summary>
    /// <param name="identity">By what it is known.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>The machine; whether it is the only one is for the caller to find out.</returns>
    /// <exception cref="DrydockException">It did not turn up.</exception>
    public Task<MaasMachine> WaitAsync(MachineIdentity identity, TimeSpan timeout, CancellationToken cancel) =>
        _waiters.WaitAsync(new Waiter(identity), timeout, fault => NotFound(identity, timeout, fault), cancel);

    /// <summary>The error where no machine answers to an identity.</summary>
    /// <param name="identity">By what it was looked for.</param>
    /// <param name="waited">How long it was waited for.</param>
    /// <param name="fault">The last fault of looking, if any.</param>
    public static DrydockException NotFound(MachineIdentity identity, TimeSpan waited, Exception? fault = null) => new(
        ErrorCatalogue.MachineNotFound,
        $"MAAS has no machine for node '{identity.Hostname}' ({identity})"
        + (waited > TimeSpan.Zero ? $", also not after {waited.TotalSeconds:0} s" : "")
        + (fault is null ? "." : $". The last look failed: {fault.Message}"), fault)
    { Target = identity.Hostname };

    /// <inheritdoc/>
    public async Task<bool> PollAsync(CancellationToken cancel)
    {
        var waiters = _waiters.Current;
        var looks = Looks(waiters);
        var found = await looks[_looks++ % looks.Count](waiters, cancel).ConfigureAwait(false);
        _waiters.Note(null);
        foreach (var (waiter, machine) in found) _waiters.Release(waiter, machine);
        return found.Count > 0;
    }

    /// <inheritdoc/>
    public void Fail(Exception error) => _waiters.FailAll(error);

    /// <inheritdoc/>
    public void Note(Exception fault) => _waiters.Note(fault);

    /// <summary>The turns of looking that these waiters need.</summary>
    private List<Func<IReadOnlyList<Waiter>, CancellationToken, Task<IReadOnlyList<(Waiter, MaasMachine)>>>> Looks(
        IReadOnlyList<Waiter> waiters)
    {
        List<Func<IReadOnlyList<Waiter>, CancellationToken, Task<IReadOnlyList<(Waiter, MaasMachine)>>>> looks = [];
        var byMac = waiters.Any(waiter => waiter.Identity.Mac is not null);
        var power = waiters.Any(waiter => waiter.Identity.Power is not null);
        var powerOnly = waiters.Any(waiter => waiter.Identity is { Mac: null, Power: not null });
        if (byMac) looks.Add(ByMacAsync);
        if (waiters.Any(waiter => waiter.Identity is { Mac: null, Power: null })) looks.Add(ByHostnameAsync);
        // A machine may have been enlisted through another interface than the design says, which its BMC then tells.
        if (powerOnly || (power && _looks % PowerEvery == PowerEvery - 1)) looks.Add(ByPowerAsync);
        return looks;
    }

    private async Task<IReadOnlyList<(Waiter, MaasMachine)>> ByMacAsync(IReadOnlyList<Waiter> waiters, CancellationToken cancel)
    {
        var wanted = waiters.Where(waiter => waiter.Identity.Mac is not null).ToList();
        var machines = await FirstPageAsync("mac_address", wanted.Select(waiter => waiter.Identity.Mac!), cancel).ConfigureAwait(false);
        return Match(wanted, machines, (waiter, machine) => waiter.Identity.HasMac(machine));
    }

    private async Task<IReadOnlyList<(Waiter, MaasMachine)>> ByHostnameAsync(IReadOnlyList<Waiter> waiters, CancellationToken cancel)
    {
        var wanted = waiters.Where(waiter => waiter.Identity is { Mac: null, Power: null }).ToList();
        var machines = await FirstPageAsync("hostname", wanted.Select(waiter => waiter.Identity.Hostname), cancel).ConfigureAwait(false);
        return Match(wanted, machines, (waiter, machine) => waiter.Identity.Hostname == machine.Hostname);
    }

    private async Task<IReadOnlyList<(Waiter, MaasMachine)>> ByPowerAsync(IReadOnlyList<Waiter> waiters, CancellationToken cancel)
    {
        var keys = await _machines.GetPowerKeysAsync(cancel).ConfigureAwait(false);
        List<(Waiter, MaasMachine)> found = [];
        foreach (var waiter in waiters)
        {
            // A second request only for a machine that has turned up.
            if (waiter.Identity.Power is { } key && keys.TryGetValue(key, out var ids)
                && await _machines.ByIdAsync(ids[0], cancel).ConfigureAwait(false) is { } machine)
            {
                found.Add((waiter, machine));
            }
        }

        return found;
    }

    /// <summary>One request; of names beyond one URL's length another part each time.</summary>
    private Task<IReadOnlyList<MaasMachine>> FirstPageAsync(string filter, IEnumerable<string> values, CancellationToken cancel)
    {
        var pages = MachineQueries.Split(filter, values.Distinct()).ToList();
        return _machines.ListAsync([pages[_looks % pages.Count]], cancel);
    }

    private static IReadOnlyList<(Waiter, MaasMachine)> Match(
        List<Waiter> waiters, IReadOnlyList<MaasMachine> machines, Func<Waiter, MaasMachine, bool> isSame) =>
        [.. waiters.SelectMany(waiter => machines.Where(machine => isSame(waiter, machine)).Take(1).Select(machine => (waiter, machine)))];

    private sealed class Waiter(MachineIdentity identity)
    {
        public MachineIdentity Identity { get; } = identity;
    }
}
