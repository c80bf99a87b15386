using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Oob.Ipmi;
using Drydock.Drivers.Oob.Tests.Peers;
using Drydock.Errors;
using Drydock.Lab;
using Drydock.Lab.Bmc;

namespace Drydock.Drivers.Oob.Tests.Ipmi;

/// <summary>The IPMI driver against the lab's BMC, which speaks both suites and keeps its boot flags.</summary>
public sealed class LabBmcTests
{
    private readonly IpmiDriver _driver = new();
    private readonly DriverContext _context = new() { Timeout = TimeSpan.FromSeconds(30) };

    [Theory]
    [InlineData("17 3", "cipher suite 17")]
    [InlineData("3", "cipher suite 3")]
    [InlineData("17", "cipher suite 17")]
    public async Task The_strongest_common_suite_is_agreed(string suites, string agreed)
    {
        using var bmc = new LabBmc(settings => settings with { CipherSuites = new([.. suites.Split(' ').Select(int.Parse)]) });
        var result = await _driver.ValidateServicesAsync(Node(bmc), _context, CancellationToken.None);
        Assert.Equal(agreed, Assert.IsType<OobDetail>(result.Detail).Security);
        Assert.Equal((1, 0, 0), (bmc.Counters.Logins, bmc.Counters.Writes, bmc.Counters.OpenSessions));
    }

    [Fact]
    public async Task No_common_suite_is_refused_with_what_to_enable()
    {
        using var bmc = new LabBmc(settings => settings with { CipherSuites = ItemList<int>.Empty });
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobRefused,
            _driver.ValidateServicesAsync(Node(bmc), _context, CancellationToken.None));
        Assert.Contains("enable 17 or 3", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, bmc.Counters.Logins);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(3)]
    public async Task Power_goes_on_off_and_around(int suite)
    {
        using var bmc = new LabBmc(settings => settings with { CipherSuites = new([suite]) });
        Assert.True((await _driver.PowerOnAsync(Node(bmc), _context, CancellationToken.None)).Succeeded);
        Assert.Equal(PowerState.On, bmc.Server.Power);
        Assert.True((await _driver.PowerCycleAsync(Node(bmc), _context, CancellationToken.None)).Succeeded);
        Assert.Equal(PowerState.On, bmc.Server.Power);
        Assert.True((await _driver.PowerOffAsync(Node(bmc), _context, CancellationToken.None)).Succeeded);
        Assert.Equal(PowerState.Off, bmc.Server.Power);
        Assert.Equal((4, 3, 0), (bmc.Counters.Writes, bmc.Counters.Logins, bmc.Counters.OpenSessions));
    }

    [Fact]
    public async Task What_is_so_already_takes_no_command()
    {
        using var bmc = new LabBmc();
        Assert.True((await _driver.PowerOffAsync(Node(bmc), _context, CancellationToken.None)).Succeeded);
        Assert.Equal(0, bmc.Counters.Writes);
    }

    [Theory]
    [InlineData(BootDevice.Pxe, false, BootMode.Uefi)]
    [InlineData(BootDevice.Disk, true, BootMode.Legacy)]
    [InlineData(BootDevice.Cd, true, BootMode.Uefi)]
    [InlineData(BootDevice.BiosSetup, false, BootMode.Legacy)]
    public async Task A_boot_override_is_set_and_reads_back(BootDevice device, bool persistent, BootMode mode)
    {
        using var bmc = new LabBmc();
        var boot = new BootOverride(device, persistent, mode);
        Assert.True((await _driver.SetBootAsync(Node(bmc), boot, _context, CancellationToken.None)).Succeeded);
        Assert.Equal(boot, bmc.Server.BootOverride);
        var detail = Assert.IsType<OobDetail>((await _driver.InterrogateAsync(Node(bmc), _context, CancellationToken.None)).Detail);
        Assert.Equal(boot, detail.Boot);
        await _driver.SetBootAsync(Node(bmc), new BootOverride(BootDevice.None), _context, CancellationToken.None);
        Assert.Null(bmc.Server.BootOverride);
    }

    [Theory]
    [InlineData("uefi", BootMode.Uefi)]
    [InlineData("bios", BootMode.Legacy)]
    public async Task The_hardware_profile_gives_the_boot_mode(string profile, BootMode mode)
    {
        using var bmc = new LabBmc();
        var result = await _driver.SetBootAsync(
            Node(bmc).WithBootMode(profile), new BootOverride(BootDevice.Pxe), _context, CancellationToken.None);
        Assert.Equal(new BootOverride(BootDevice.Pxe, false, mode), bmc.Server.BootOverride);
        Assert.Equal(bmc.Server.BootOverride, result.Detail);
    }

    [Fact]
    public async Task Interrogation_tells_what_the_server_is()
    {
        using var bmc = new LabBmc();
        var detail = Assert.IsType<OobDetail>((await _driver.InterrogateAsync(Node(bmc), _context, CancellationToken.None)).Detail);
        Assert.Equal(new OobDetail
        {
            Power = PowerState.Off,
            Boot = new BootOverride(BootDevice.None),
            Manufacturer = bmc.Server.Spec.Vendor,
            Model = bmc.Server.Spec.Model,
            SerialNumber = "SN0001",
            FirmwareVersion = "1.00",
            Uuid = "0b6d6b54-7b1c-4d0e-9a51-0c2f7be9a001",
            Endpoint = $"127.0.0.1:{bmc.IpmiPort}",
            Security = "cipher suite 17",
            Privilege = "operator",
        }, detail);
    }

    [Fact]
    public async Task A_wrong_password_is_tried_once()
    {
        using var bmc = new LabBmc();
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobAuthenticationFailed,
            _driver.PowerOnAsync(Node(bmc, password: "Canary-0815"), _context, CancellationToken.None));
        Assert.False(error.IsTransient);
        Assert.DoesNotContain("Canary", error.ToString(), StringComparison.Ordinal);
        Assert.Equal((1, 0), (bmc.Counters.Logins, bmc.Counters.Writes));
    }

    [Fact]
    public async Task An_unknown_account_is_refused()
    {
        using var bmc = new LabBmc();
        await TestNodes.FailsAsync(ErrorCatalogue.OobAuthenticationFailed,
            _driver.PowerOnAsync(Node(bmc, account: "nobody"), _context, CancellationToken.None));
        Assert.Equal(1, bmc.Counters.Logins);
    }

    [Fact]
    public async Task An_account_that_may_only_read_is_told_so()
    {
        using var bmc = new LabBmc(settings => settings with
        {
            Accounts = new([new BmcAccount(LabBmc.User, new Secret(LabBmc.Password), BmcPrivilege.User)]),
        });
        await TestNodes.FailsAsync(ErrorCatalogue.OobPermissionDenied,
            _driver.ValidateServicesAsync(Node(bmc), _context, CancellationToken.None));
        Assert.Equal(1, bmc.Counters.Logins);
    }

    [Fact]
    public async Task A_silent_BMC_is_unreachable_at_the_deadline()
    {
        using var bmc = new LabBmc();
        bmc.Faults.Add(new LabFault(LabFaultKind.BmcSilent, "node1"));
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobUnreachable,
            _driver.PowerOnAsync(Node(bmc), new DriverContext { Timeout = TimeSpan.FromMilliseconds(600) }, CancellationToken.None));
        Assert.True(error.IsTransient);
        Assert.Contains("within 0.6 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_BMC_that_stays_silent_is_given_up()
    {
        using var bmc = new LabBmc();
        bmc.Faults.Add(new LabFault(LabFaultKind.BmcSilent, "node1"));
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobUnreachable,
            _driver.PowerOnAsync(Node(bmc), Fast(), CancellationToken.None));
        Assert.EndsWith("no answer.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_where_nothing_listens_is_named()
    {
        int port;
        using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        }

        await TestNodes.FailsAsync(ErrorCatalogue.OobUnreachable,
            _driver.PowerOnAsync(TestNodes.Ipmi("127.0.0.1", port, "a", "b"), Fast(), CancellationToken.None));
    }

    [Fact]
    public async Task A_power_state_that_does_not_come_true_is_a_timeout_that_says_what_was_seen()
    {
        using var bmc = new LabBmc(powerLatency: TimeSpan.FromHours(10));
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobTimeout,
            _driver.PowerOnAsync(Node(bmc), new DriverContext { Timeout = TimeSpan.FromSeconds(1.5) }, CancellationToken.None));
        Assert.Contains("waiting for power on; last seen: off", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, bmc.Counters.OpenSessions);
    }

    [Fact]
    public async Task Cancelling_in_mid_poll_ends_at_once_and_closes_the_session()
    {
        using var bmc = new LabBmc(powerLatency: TimeSpan.FromHours(10));
        using var cancel = new CancellationTokenSource();
        var log = new WatchingLog("switching on");
        var action = _driver.PowerOnAsync(Node(bmc), new DriverContext { Log = log }, cancel.Token);
        await log.Seen.WaitAsync(TestNodes.Patience);
        var watch = Stopwatch.StartNew();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => action.WaitAsync(TestNodes.Patience));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal(0, bmc.Counters.OpenSessions);
    }

    [Fact]
    public async Task Two_actions_on_one_BMC_take_turns()
    {
        using var bmc = new LabBmc(settings => settings with { MaxSessions = 1 });
        var results = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => _driver.ValidateServicesAsync(Node(bmc), _context, CancellationToken.None))).WaitAsync(TestNodes.Patience);
        Assert.All(results, result => Assert.True(result.Succeeded));
        Assert.Equal((4, 0), (bmc.Counters.Logins, bmc.Counters.OpenSessions));
    }

    [Theory]
    [InlineData(null, "u", "p", "out-of-band address")]
    [InlineData("10.0.0.1", null, "p", "oob.account")]
    [InlineData("10.0.0.1", "u", null, "oob.credential")]
    [InlineData("10.0.0.1", "a name that is too long", "p", "16 bytes")]
    [InlineData("10.0.0.1", "u", "a password that is too long", "20 bytes")]
    [InlineData("https://10.0.0.1", "u", "p", "no host name")]
    public async Task Settings_that_cannot_work_are_named(string? address, string? account, string? password, string problem)
    {
        var node = new BaremetalNode
        {
            Name = "node1",
            Oob = new OobSettings
            {
                Type = "ipmi",
                Address = address,
                Account = account,
                Credential = password is null ? null : new Secret(password),
            },
        };
        var error = await TestNodes.FailsAsync(ErrorCatalogue.NodeMisconfigured,
            _driver.PowerOnAsync(node, _context, CancellationToken.None));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    private static BaremetalNode Node(LabBmc bmc, string account = LabBmc.User, string password = LabBmc.Password) =>
        TestNodes.Ipmi("127.0.0.1", bmc.IpmiPort, account, password);

    /// <summary>Waits pass twenty times as fast.</summary>
    private static DriverContext Fast() => new() { Clock = new Lab.Hardware.LabClock(20), Timeout = TimeSpan.FromHours(1) };
}
