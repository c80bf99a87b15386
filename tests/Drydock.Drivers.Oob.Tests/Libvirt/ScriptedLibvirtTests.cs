using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Oob.Libvirt;
using Drydock.Drivers.Oob.Libvirt.Domains;
using Drydock.Drivers.Oob.Tests.Peers;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Tests.Libvirt;

/// <summary>What a real daemon does too seldom to be waited for.</summary>
public sealed class ScriptedLibvirtTests : IDisposable
{
    private const int Open = 1, Close = 2, Create = 9, Define = 11, Destroy = 12, Lookup = 23, Shutdown = 33, AuthList = 66, HasSave = 183, RemoveSave = 184;

    private readonly ScriptedLibvirt _peer = new();
    private readonly LibvirtDriver _driver = new();
    private readonly DriverContext _context = new() { Timeout = TimeSpan.FromSeconds(30) };

    public void Dispose()
    {
        _driver.Dispose();
        _peer.Dispose();
    }

    [Fact]
    public async Task Actions_share_a_connection_and_pings_are_answered()
    {
        await _driver.PowerOnAsync(Node(), _context, default).WaitAsync(TestNodes.Patience);
        await _driver.PowerCycleAsync(Node(), _context, default).WaitAsync(TestNodes.Patience);
        Assert.True(_peer.Running);
        Assert.Equal(1, _peer.Connections);
        Assert.Equal(1, _peer.Calls.Count(call => call == Open));
        await UntilAsync(() => _peer.Pongs == _peer.Calls.Count);
    }

    [Fact]
    public async Task No_more_than_five_requests_are_in_flight()
    {
        await _driver.InterrogateAsync(Node(), _context, default).WaitAsync(TestNodes.Patience);
        var held = new TaskCompletionSource();
        _peer.Hold = held.Task;
        var actions = Enumerable.Range(1, 20).Select(number => _driver.InterrogateAsync(Node("node" + number), _context, default)).ToList();
        await UntilAsync(() => _peer.MostInFlight == 5);
        held.SetResult();
        await Task.WhenAll(actions).WaitAsync(TestNodes.Patience);
        Assert.Equal((5, 1), (_peer.MostInFlight, _peer.Connections));
    }

    [Fact]
    public async Task A_connection_that_is_lost_is_opened_again_in_the_middle_of_an_action()
    {
        var lost = 0;
        _peer.On(Create, _ =>
        {
            if (Interlocked.Increment(ref lost) == 1) return null;
            _peer.Running = true;
            return [];
        });
        Assert.True((await _driver.PowerOnAsync(Node(), _context, default).WaitAsync(TestNodes.Patience)).Succeeded);
        Assert.Equal((2, 2), (_peer.Connections, lost));
    }

    [Fact]
    public async Task A_daemon_that_hangs_up_every_time_is_unreachable()
    {
        _peer.On(Lookup, _ => null);
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobUnreachable, _driver.PowerOnAsync(Node(), _context, default));
        Assert.True(error.IsTransient);
        Assert.Equal(2, _peer.Connections);
    }

    [Fact]
    public async Task A_start_that_somebody_else_made_first_is_a_success()
    {
        _peer.On(Create, _ =>
        {
            _peer.Running = true;
            throw new ScriptedLibvirt.ScriptedFault(55, "Requested operation is not valid: domain is already running");
        });
        Assert.True((await _driver.PowerOnAsync(Node(), _context, default).WaitAsync(TestNodes.Patience)).Succeeded);
    }

    [Fact]
    public async Task A_refusal_is_told_in_libvirts_words()
    {
        _peer.On(Create, _ => throw new ScriptedLibvirt.ScriptedFault(1, "internal error: no emulator."));
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobRefused, _driver.PowerOnAsync(Node(), _context, default));
        Assert.EndsWith("domain node1: libvirt says: internal error: no emulator (error 1).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_define_that_changes_nothing_is_seen()
    {
        _peer.On(Define, _ => [.. ScriptedLibvirt.Text("node1"), .. new byte[16], .. ScriptedLibvirt.Ints(-1)]);
        await TestNodes.FailsAsync(ErrorCatalogue.OobBootNotSet, _driver.SetBootAsync(Node(), new BootOverride(BootDevice.Pxe), _context, default));
    }

    [Fact]
    public async Task A_saved_image_is_dropped_before_the_start_that_should_use_the_override()
    {
        await _driver.SetBootAsync(Node(), new BootOverride(BootDevice.Pxe), _context, default).WaitAsync(TestNodes.Patience);
        _peer.On(HasSave, _ => ScriptedLibvirt.Ints(1));
        _peer.On(RemoveSave, _ => []);
        await _driver.PowerOnAsync(Node(), _context, default).WaitAsync(TestNodes.Patience);
        var calls = _peer.Calls.ToList();
        Assert.InRange(calls.IndexOf(RemoveSave), 0, calls.IndexOf(Create));
        Assert.Equal(["hd"], new DomainXml(_peer.Xml).BootOrder);
    }

    [Fact]
    public async Task An_undo_that_fails_does_not_hide_that_the_domain_runs()
    {
        await _driver.SetBootAsync(Node(), new BootOverride(BootDevice.Pxe), _context, default).WaitAsync(TestNodes.Patience);
        _peer.On(Define, _ => throw new ScriptedLibvirt.ScriptedFault(68, "cannot acquire state change lock"));
        var log = new WatchingLog("could not be restored");
        Assert.True((await _driver.PowerOnAsync(Node(), _context with { Log = log }, default).WaitAsync(TestNodes.Patience)).Succeeded);
        await log.Seen.WaitAsync(TestNodes.Patience);
        Assert.Equal(BootDevice.Pxe, BootMemory.Read(new DomainXml(_peer.Xml)).Device);
    }

    [Fact]
    public async Task A_domain_that_keeps_running_is_a_timeout_with_the_last_state()
    {
        _peer.Running = true;
        _peer.On(Destroy, _ => []);
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobTimeout,
            _driver.PowerOffAsync(Node(), PowerOffOptions.Hard, _context with { Timeout = TimeSpan.FromSeconds(2) }, default));
        Assert.Contains("last seen: on", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_that_heeds_a_shutdown_is_not_cut_off()
    {
        _peer.Running = true;
        _peer.On(Shutdown, _ =>
        {
            _peer.Running = false;
            return [];
        });
        var soft = new PowerOffOptions(Soft: true);
        var result = await _driver.PowerOffAsync(Node(), soft, _context, default).WaitAsync(TestNodes.Patience);
        Assert.Equal("Node reports power off; the operating system shut down.", result.Message);
        Assert.DoesNotContain(Destroy, _peer.Calls);
        _peer.Running = true;
        _peer.On(Shutdown, _ => throw new ScriptedLibvirt.ScriptedFault(55, "Requested operation is not valid: guest agent is not configured"));
        Assert.Equal("Node reports power off; the BMC could not ask the operating system to shut down, so power was cut.",
            (await _driver.PowerOffAsync(Node(), soft, _context, default).WaitAsync(TestNodes.Patience)).Message);
    }

    [Fact]
    public async Task A_request_that_is_not_answered_in_its_time_is_given_up()
    {
        _peer.Hold = new TaskCompletionSource().Task;
        var node = Node();
        node = node with { Oob = node.Oob with { Timeouts = new(Request: TimeSpan.FromMilliseconds(50), Connect: TimeSpan.FromMilliseconds(50)) } };
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobUnreachable, _driver.PowerOnAsync(node, _context, default));
        Assert.Contains("no connection within 0.05 s (oob.timeouts)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SASL_is_refused_with_a_remedy()
    {
        _peer.On(AuthList, _ => ScriptedLibvirt.Ints(1, 1));
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobAuthenticationFailed, _driver.PowerOnAsync(Node(), _context, default));
        Assert.Contains("SASL", error.Message, StringComparison.Ordinal);
        Assert.Contains("qemu+ssh://", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_nobody_uses_is_closed_with_a_goodbye()
    {
        using var driver = new LibvirtDriver(TimeSpan.FromMilliseconds(1));
        await driver.InterrogateAsync(Node(), _context, default).WaitAsync(TestNodes.Patience);
        await UntilAsync(() => _peer.Open == 0);
        Assert.Equal(Close, _peer.Calls[^1]);
        await driver.InterrogateAsync(Node(), _context, default).WaitAsync(TestNodes.Patience);
        Assert.Equal(2, _peer.Connections);
    }

    [Fact]
    public async Task Nothing_at_the_port_and_no_socket_are_told_apart()
    {
        var node = Node() with { Oob = new OobSettings { Type = "libvirt", LibvirtUri = $"qemu+tcp://127.0.0.1:{Tool.FreePort()}/system" } };
        Assert.True((await TestNodes.FailsAsync(ErrorCatalogue.OobUnreachable, _driver.PowerOnAsync(node, _context, default))).IsTransient);
        node = node with { Oob = node.Oob with { LibvirtUri = "qemu:///system?socket=/nowhere/sock" } };
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobUnreachable, _driver.PowerOnAsync(node, _context, default));
        Assert.Contains("looked for /nowhere/sock", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "oob.libvirt_uri is missing")]
    [InlineData("qemu+ssh://root:Canary@h/system", null, "oob.libvirt_uri holds a password")]
    [InlineData("qemu:///system", "colour", "keys that type libvirt does not know: colour; known are type, network")]
    public async Task Settings_are_checked_first(string? uri, string? key, string message)
    {
        var node = new BaremetalNode
        {
            Name = "node1",
            Oob = new OobSettings { Type = "libvirt", LibvirtUri = uri, Extensions = key is null ? TextMap.Empty : new TextMap([new(key, "1")]) },
        };
        var error = await TestNodes.FailsAsync(ErrorCatalogue.NodeMisconfigured, _driver.PowerOnAsync(node, _context, default));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_speaks_another_protocol_is_named_so()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsHttpAsync(listener);
        var node = Node() with { Oob = new OobSettings { Type = "libvirt", LibvirtUri = $"qemu+tcp://{listener.LocalEndpoint}/system" } };
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobProtocol, _driver.PowerOnAsync(node, _context, default));
        Assert.Contains("does not speak libvirt's protocol", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
        await answering.WaitAsync(TestNodes.Patience);
    }

    [Fact]
    public async Task A_daemon_that_falls_silent_is_given_up_after_half_a_minute()
    {
        using var driver = new LibvirtDriver(clock: new HurryingClock());
        await driver.InterrogateAsync(Node(), _context, default).WaitAsync(TestNodes.Patience);
        _peer.Hold = new TaskCompletionSource().Task;
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobUnreachable, driver.InterrogateAsync(Node(), _context, default));
        Assert.Contains("no answer for 30 s, not to keepalive either", error.Message, StringComparison.Ordinal);
        Assert.InRange(_peer.Pings, 2, int.MaxValue);
    }

    private static async Task AnswerAsHttpAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"u8.ToArray());
        // The client hangs up once it has seen what this is.
        await client.GetStream().CopyToAsync(System.IO.Stream.Null);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TestNodes.Patience);
        while (!condition()) await Task.Delay(5, patience.Token);
    }

    private BaremetalNode Node(string name = "node1") => new() { Name = name, Oob = new OobSettings { Type = "libvirt", LibvirtUri = _peer.Uri } };

    /// <summary>Every wait is over in a millisecond.</summary>
    private sealed class HurryingClock : Clock
    {
        private long _ticks;

        public override DateTimeOffset UtcNow => DateTimeOffset.UnixEpoch + Elapsed;

        public override TimeSpan Elapsed => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

        public override async Task Delay(TimeSpan time, CancellationToken cancel)
        {
            await Task.Delay(1, cancel);
            Interlocked.Add(ref _ticks, time.Ticks);
        }
    }
}
