using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers;
using Drydock.Lab.Hardware;
using Drydock.Lab.Tests.Support;

namespace Drydock.Lab.Tests.Hardware;

public sealed class SimulatedServerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SimulatedServer _server = TestServers.Fast();
    private readonly ConcurrentQueue<BootTarget> _boots = new();

    public SimulatedServerTests() => _server.Booted = (_, target, _) =>
    {
        _boots.Enqueue(target);
        return Task.CompletedTask;
    };

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Without_an_override_it_boots_the_network_until_a_system_is_installed()
    {
        Assert.Equal(BootTarget.Network, await BootAsync());
        _server.SystemInstalled = true;
        Assert.Equal(BootTarget.Disk, await BootAsync());
        Assert.Equal("running", _server.Activity);
    }

    [Theory]
    [InlineData(BootDevice.Pxe, BootTarget.Network)]
    [InlineData(BootDevice.Disk, BootTarget.Disk)]
    [InlineData(BootDevice.Cd, BootTarget.Cd)]
    [InlineData(BootDevice.BiosSetup, BootTarget.Setup)]
    public async Task An_override_holds_once_or_every_time(BootDevice device, BootTarget target)
    {
        _server.SystemInstalled = target != BootTarget.Disk;
        var usual = _server.SystemInstalled ? BootTarget.Disk : BootTarget.Network;
        _server.SetBootOverride(new BootOverride(device));
        Assert.Equal(target, await BootAsync());
        Assert.Null(_server.BootOverride);
        Assert.Equal(usual, await BootAsync());
        _server.SetBootOverride(new BootOverride(device, Persistent: true));
        Assert.Equal(target, await BootAsync());
        Assert.Equal(target, await BootAsync());
        Assert.NotNull(_server.BootOverride);
        _server.SetBootOverride(new BootOverride(BootDevice.None));
        Assert.Null(_server.BootOverride);
    }

    [Fact]
    public void An_expired_override_is_none()
    {
        var expired = false;
        _server.SetBootOverride(new BootOverride(BootDevice.Pxe), () => expired);
        Assert.NotNull(_server.BootOverride);
        expired = true;
        Assert.Null(_server.BootOverride);
        expired = false;
        Assert.Null(_server.BootOverride);
    }

    [Fact]
    public async Task Power_that_goes_ends_what_runs()
    {
        var entered = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        _server.Booted = async (_, _, session) =>
        {
            using var registration = session.Register(ended.SetResult);
            entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, session);
        };
        _server.PowerOn();
        await entered.Task.WaitAsync(Patience);
        var session = _server.PowerSession;
        _server.PowerOff();
        await ended.Task.WaitAsync(Patience);
        await _server.PowerIsAsync(PowerState.Off);
        Assert.True(session.IsCancellationRequested);
        Assert.True(_server.PowerSession.IsCancellationRequested);
        Assert.Equal("", _server.Activity);
    }

    [Fact]
    public async Task Commands_take_effect_one_after_another()
    {
        _server.PowerOn();
        _server.PowerOff();
        _server.PowerOn();
        _server.PowerCycle();
        _server.PowerOff();
        _server.Reset();
        _server.PowerOn();
        await TestServers.UntilAsync(() => !_boots.IsEmpty, "the last command's boot");
        Assert.Equal(PowerState.On, _server.Power);
    }

    [Fact]
    public async Task Reset_restarts_and_does_nothing_without_power()
    {
        _server.Reset();
        _server.PowerOn();
        await _server.PowerIsAsync(PowerState.On);
        var session = _server.PowerSession;
        _server.Reset();
        await TestServers.UntilAsync(() => session.IsCancellationRequested, "the session ends");
        await _server.PowerIsAsync(PowerState.On);
        Assert.False(_server.PowerSession.IsCancellationRequested);
    }

    [Fact]
    public async Task A_boot_that_fails_says_so()
    {
        _server.Booted = (_, _, _) => throw new InvalidOperationException("no medium");
        _server.PowerOn();
        await TestServers.UntilAsync(() => _server.Activity == "halted: no medium", "the server halts");
    }

    [Fact]
    public void A_disposed_server_stays_off()
    {
        _server.Dispose();
        _server.PowerOn();
        Assert.Equal(PowerState.Off, _server.Power);
    }

    private async Task<BootTarget> BootAsync()
    {
        _boots.Clear();
        if (_server.Power == PowerState.On) _server.PowerCycle();
        else _server.PowerOn();
        await TestServers.UntilAsync(() => !_boots.IsEmpty, "the server boots");
        Assert.True(_boots.TryDequeue(out var target));
        return target;
    }
}
