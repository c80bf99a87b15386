using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Tests.Peers;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Tests.Actions;

/// <summary>The way to a checked power state, without any protocol and without waiting.</summary>
public sealed class PowerControlTests
{
    private readonly SkippingClock _clock = new();
    private readonly OobCall _call;
    private readonly FakeSession _session;

    public PowerControlTests()
    {
        var node = new BaremetalNode
        {
            Name = "node1",
            Oob = new OobSettings { Address = "bmc", Account = "u", Credential = new Secret("p") },
        };
        _call = new OobCall(OobTarget.Resolve(node), "bmc:1", new DriverContext { Clock = _clock }, CancellationToken.None);
        _session = new FakeSession(_call);
    }

    [Fact]
    public async Task A_cycle_is_off_seen_off_on_seen_on()
    {
        _session.Reads = "on on off off on";
        Assert.True(await new PowerControl(_session, _call).CycleAsync());
        Assert.Equal("read:On switch:Off read:On read:Off read:Off switch:On read:On", _session.Log);
    }

    [Fact]
    public async Task A_server_that_is_off_is_only_switched_on()
    {
        _session.Reads = "off off on";
        Assert.False(await new PowerControl(_session, _call).CycleAsync());
        Assert.Equal("read:Off read:Off switch:On read:On", _session.Log);
    }

    [Fact]
    public async Task Polls_begin_soon_and_grow_to_ten_seconds()
    {
        _session.Reads = "off " + string.Concat(Enumerable.Repeat("off ", 8)) + "on";
        await new PowerControl(_session, _call).EnsureAsync(PowerState.On);
        Assert.Equal([0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10, 10], _clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task A_read_that_fails_for_a_while_is_waited_out()
    {
        _session.Reads = "off fail fail on";
        Assert.True(await new PowerControl(_session, _call).EnsureAsync(PowerState.On));
    }

    [Fact]
    public async Task A_refusal_that_may_pass_is_asked_again_six_times()
    {
        _session.Reads = "off off off off off off off off";
        _session.Refusals = 7;
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobRefused, new PowerControl(_session, _call).EnsureAsync(PowerState.On));
        Assert.True(error.IsTransient);
        Assert.Equal(6, _clock.Waits.Count);
        Assert.All(_clock.Waits, wait => Assert.Equal(TimeSpan.FromSeconds(10), wait));
    }

    [Fact]
    public async Task A_refusal_in_the_wanted_state_is_a_success()
    {
        _session.Reads = "off on";
        _session.Refusals = 1;
        Assert.True(await new PowerControl(_session, _call).EnsureAsync(PowerState.On));
        Assert.Empty(_clock.Waits);
    }

    [Theory]
    [InlineData("off", 0, SoftOffOutcome.WasOff, "read:Off")]
    [InlineData("on on off", 0, SoftOffOutcome.ShutDown, "read:On shutdown read:On read:Off")]
    [InlineData("on on off", 1, SoftOffOutcome.CutAtOnce, "read:On read:On switch:Off read:Off")]
    public async Task A_soft_off_asks_first(string reads, int refusals, SoftOffOutcome outcome, string log)
    {
        _session.Reads = reads;
        _session.Refusals = refusals;
        Assert.Equal(outcome, await new PowerControl(_session, _call).SoftOffAsync(TimeSpan.FromDays(1)));
        Assert.Equal(log, _session.Log);
    }

    [Fact]
    public async Task A_soft_off_that_takes_too_long_cuts_power()
    {
        // The skipping clock ends the patience at once, before the first look.
        _session.Reads = "on on off";
        Assert.Equal(SoftOffOutcome.CutAfterWait, await new PowerControl(_session, _call).SoftOffAsync(TimeSpan.FromSeconds(1)));
        Assert.Equal("read:On shutdown read:On switch:Off read:Off", _session.Log);
    }

    [Fact]
    public async Task One_holder_a_key_and_others_in_turn()
    {
        var locks = new KeyedLock();
        var first = await locks.AcquireAsync("bmc:1", CancellationToken.None);
        var second = locks.AcquireAsync("BMC:1", CancellationToken.None);
        using (await locks.AcquireAsync("bmc:2", CancellationToken.None).WaitAsync(TestNodes.Patience)) Assert.False(second.IsCompleted);
        using var cancel = new CancellationTokenSource();
        var third = locks.AcquireAsync("bmc:1", cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third.WaitAsync(TestNodes.Patience));
        first.Dispose();
        first.Dispose();
        (await second.WaitAsync(TestNodes.Patience)).Dispose();
        (await locks.AcquireAsync("bmc:1", CancellationToken.None).WaitAsync(TestNodes.Patience)).Dispose();
    }

    /// <summary>Every wait is over at once.</summary>
    private sealed class FakeSession(OobCall call) : IBmcSession
    {
        private readonly List<string> _log = [];
        private Queue<string> _reads = [];

        public string Reads
        {
            set => _reads = new Queue<string>(value.Split(' '));
        }

        public int Refusals { get; set; }

        public string Log => string.Join(" ", _log);

        public Task<PowerState> ReadPowerAsync(CancellationToken cancel)
        {
            var read = _reads.Dequeue();
            if (read == "fail") throw call.Error(ErrorCatalogue.OobUnreachable, "silent", transient: true);
            var state = read == "on" ? PowerState.On : PowerState.Off;
            _log.Add("read:" + state);
            return Task.FromResult(state);
        }

        public Task SwitchPowerAsync(PowerState wanted, PowerState seen, CancellationToken cancel)
        {
            if (Refusals-- > 0) throw call.Error(ErrorCatalogue.OobRefused, "not now", transient: true);
            _log.Add("switch:" + wanted);
            return Task.CompletedTask;
        }

        public Task ShutDownAsync(CancellationToken cancel)
        {
            if (Refusals-- > 0) throw call.Error(ErrorCatalogue.NotSupported, "no graceful shutdown");
            _log.Add("shutdown");
            return Task.CompletedTask;
        }

        public Task<string> ConfigurePxeAsync(PxeSettings pxe, CancellationToken cancel) => throw new InvalidOperationException();

        public Task<string> SetBootAsync(BootOverride boot, CancellationToken cancel) => throw new InvalidOperationException();

        public Task<OobDetail> CheckAsync(CancellationToken cancel) => throw new InvalidOperationException();

        public Task<OobDetail> DescribeAsync(CancellationToken cancel) => throw new InvalidOperationException();

        public Task CloseAsync(bool hurry) => Task.CompletedTask;
    }
}
