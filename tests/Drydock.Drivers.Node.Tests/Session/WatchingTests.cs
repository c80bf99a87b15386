using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Drivers.Node.Tests.Support;
using Drydock.Errors;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Tests.Session;

public sealed class WatchingTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly ManualClock _clock = new();
    private readonly FakeMaas _maas = new();

    [Fact]
    public async Task However_many_wait_each_interval_costs_one_request()
    {
        using var session = _maas.Connect(_clock);
        var waits = Wait(session, 100);
        for (var look = 1; look <= 12; look++)
        {
            await LookAsync(waiting: 100);
            Assert.Equal(look, _maas.Calls.Count);
        }

        Assert.All(_maas.Calls, call => Assert.Equal(100, call.Form.All("id").Count()));
        // Most looks ask only for machines at rest, which costs MAAS nothing while there are none.
        Assert.Equal(3, _maas.Calls.Count(call => call.Form.Find("status") is null));
        for (var i = 0; i < 100; i++) _maas.SetStatus($"id{i}", MaasMachineStatus.Ready);
        await _clock.WhenPendingAsync(101);
        _clock.AdvanceToNext();
        Assert.All(await Task.WhenAll(waits).Soon(), machine => Assert.Equal(MaasMachineStatus.Ready, machine.Status));
        Assert.Equal(13, _maas.Calls.Count);
    }

    [Fact]
    public async Task The_interval_grows_to_five_times_and_shrinks_when_something_changes()
    {
        using var session = _maas.Connect(_clock);
        var waits = Wait(session, 2);
        List<double> intervals = [];
        for (var look = 0; look < 14; look++) intervals.Add((await LookAsync(waiting: 2)).TotalSeconds);
        Assert.Equal(2, intervals[0]);
        Assert.Equal(10, intervals[^1]);
        Assert.Equal(intervals.Order(), intervals);
        _maas.SetStatus("id0", MaasMachineStatus.Testing);
        await LookAsync(waiting: 2);
        Assert.Equal(2, (await LookAsync(waiting: 2)).TotalSeconds);
        Assert.All(waits, wait => Assert.False(wait.IsCompleted));
    }

    [Fact]
    public async Task The_loop_rests_when_nobody_waits()
    {
        using var session = _maas.Connect(_clock);
        var wait = Wait(session, 1)[0];
        await LookAsync(waiting: 1);
        _maas.SetStatus("id0", MaasMachineStatus.Ready);
        await _clock.WhenPendingAsync(2);
        _clock.AdvanceToNext();
        await wait.Soon();
        // The loop's last sleep ends without a look, and no other follows.
        await _clock.WhenPendingAsync(1);
        _clock.AdvanceToNext();
        await _clock.WhenPendingAsync(0);
        Assert.Equal(2, _maas.Calls.Count);
    }

    [Fact]
    public async Task Faults_that_may_pass_are_outlived()
    {
        using var session = _maas.Connect(_clock);
        var wait = Wait(session, 1)[0];
        _maas.Before = _ => throw new DrydockException(ErrorCatalogue.MaasUnavailable, "503") { IsTransient = true };
        await LookAsync(waiting: 1);
        await LookAsync(waiting: 1);
        _maas.Before = _ => Task.CompletedTask;
        _maas.SetStatus("id0", MaasMachineStatus.Ready);
        await _clock.WhenPendingAsync(2);
        _clock.AdvanceToNext();
        Assert.Equal("id0", (await wait.Soon()).SystemId);
    }

    [Fact]
    public async Task A_fault_that_stays_ends_the_wait()
    {
        using var session = _maas.Connect(_clock);
        var wait = Wait(session, 1)[0];
        _maas.Before = _ => throw new MaasApiException(ErrorCatalogue.MaasAuthenticationFailed, "401");
        await _clock.WhenPendingAsync(2);
        _clock.AdvanceToNext();
        Assert.Same(ErrorCatalogue.MaasAuthenticationFailed, (await Assert.ThrowsAsync<MaasApiException>(() => wait).Soon()).Error);
    }

    [Fact]
    public async Task Time_that_runs_out_tells_the_last_state_and_fault()
    {
        using var session = _maas.Connect(_clock);
        _maas.Machines.Add(FakeMaas.Machine("id0", "node0", Mac(0), MaasMachineStatus.Commissioning));
        var wait = session.Statuses.WaitAsync("id0", machine => machine.Status == MaasMachineStatus.Ready, _ => { }, TimeSpan.FromSeconds(5), default);
        await LookAsync(waiting: 1);
        await _clock.WhenPendingAsync(2);
        _clock.Advance(Hour);
        var error = await Assert.ThrowsAsync<DrydockException>(() => wait).Soon();
        Assert.Same(ErrorCatalogue.MaasTimeout, error.Error);
        Assert.Contains("node0 (id0)", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Commissioning'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_that_is_deleted_is_missed()
    {
        using var session = _maas.Connect(_clock);
        var wait = Wait(session, 1)[0];
        _maas.Machines.Clear();
        await _clock.WhenPendingAsync(2);
        _clock.AdvanceToNext();
        Assert.Same(ErrorCatalogue.MachineNotFound, (await Assert.ThrowsAsync<DrydockException>(() => wait).Soon()).Error);
    }

    [Fact]
    public async Task Who_cancels_is_let_go_at_once()
    {
        using var session = _maas.Connect(_clock);
        using var stop = new CancellationTokenSource();
        var wait = session.Statuses.WaitAsync("id0", _ => false, _ => { }, Hour, stop.Token);
        await _clock.WhenPendingAsync(2);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait).Soon();
    }

    [Fact]
    public async Task A_closed_session_lets_all_go()
    {
        var session = _maas.Connect(_clock);
        var waits = Wait(session, 3);
        await LookAsync(waiting: 3);
        session.Dispose();
        foreach (var wait in waits) await Assert.ThrowsAsync<ObjectDisposedException>(() => wait).Soon();
    }

    [Fact]
    public async Task Machines_that_turn_up_are_found_with_one_request_per_interval_for_all()
    {
        using var session = _maas.Connect(_clock);
        var waits = Enumerable.Range(0, 40)
            .Select(i => session.Arrivals.WaitAsync(new MachineIdentity($"node{i}", Mac(i), null), Hour, default)).ToArray();
        for (var look = 1; look <= 6; look++)
        {
            await LookAsync(waiting: 40);
            Assert.Equal(look, _maas.Calls.Count);
        }

        for (var i = 0; i < 40; i++) _maas.Machines.Add(FakeMaas.Machine($"id{i}", $"auto{i}", Mac(i), MaasMachineStatus.New));
        await _clock.WhenPendingAsync(41);
        _clock.AdvanceToNext();
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"id{i}"), (await Task.WhenAll(waits).Soon()).Select(machine => machine.SystemId));
        Assert.Equal(7, _maas.Calls.Count);
    }

    [Fact]
    public async Task A_machine_is_known_by_its_bmc_where_the_design_gives_no_mac()
    {
        using var session = _maas.Connect(_clock);
        var wait = session.Arrivals.WaitAsync(new MachineIdentity("node1", null, new PowerKey("10.9.0.1", "")), Hour, default);
        await LookAsync(waiting: 1);
        _maas.Machines.Add(FakeMaas.Machine("id1", "auto1", Mac(1), MaasMachineStatus.New));
        _maas.PowerParameters["id1"] = JObject.Parse("""{"power_address": "10.9.0.1"}""");
        await _clock.WhenPendingAsync(2);
        _clock.AdvanceToNext();
        await _clock.WhenPendingAsync(2); // the look-up of the machine by its id
        _clock.AdvanceToNext();
        Assert.Equal("id1", (await wait.Soon()).SystemId);
    }

    [Fact]
    public async Task Waits_of_both_kinds_share_the_interval()
    {
        using var session = _maas.Connect(_clock);
        var state = Wait(session, 1)[0];
        var arrival = session.Arrivals.WaitAsync(new MachineIdentity("node9", Mac(9), null), Hour, default);
        for (var look = 1; look <= 6; look++)
        {
            await LookAsync(waiting: 2);
            Assert.Equal(look, _maas.Calls.Count);
        }

        Assert.Equal(3, _maas.Calls.Count(call => call.Form.Find("mac_address") is not null));
        Assert.False(state.IsCompleted || arrival.IsCompleted);
    }

    private static string Mac(int i) => $"52:54:00:00:00:{i:x2}";

    private Task<MaasMachine>[] Wait(MaasSession session, int count)
    {
        for (var i = 0; i < count; i++) _maas.Machines.Add(FakeMaas.Machine($"id{i}", $"node{i}", Mac(i), MaasMachineStatus.Commissioning));
        return [.. Enumerable.Range(0, count).Select(i =>
            session.Statuses.WaitAsync($"id{i}", machine => machine.Status == MaasMachineStatus.Ready, _ => { }, Hour, default))];
    }

    /// <summary>Lets the loop look once, and says after what time it did. Each waiter's deadline and the loop's sleep are pending.</summary>
    private async Task<TimeSpan> LookAsync(int waiting)
    {
        await _clock.WhenPendingAsync(waiting + 1);
        var slept = _clock.AdvanceToNext();
        await _clock.WhenPendingAsync(waiting + 1);
        return slept;
    }
}
