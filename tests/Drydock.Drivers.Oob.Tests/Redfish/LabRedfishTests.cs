using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Oob.Redfish;
using Drydock.Drivers.Oob.Tests.Peers;
using Drydock.Errors;
using Drydock.Lab;
using Drydock.Lab.Bmc;

namespace Drydock.Drivers.Oob.Tests.Redfish;

/// <summary>The Redfish driver against the lab's BMC.</summary>
public sealed class LabRedfishTests
{
    private readonly RedfishDriver _driver = new();
    private readonly DriverContext _context = new() { Timeout = TimeSpan.FromSeconds(30) };

    [Fact]
    public async Task Power_goes_on_off_and_around()
    {
        using var bmc = new LabBmc();
        Assert.True((await _driver.PowerOnAsync(Node(bmc), _context, CancellationToken.None)).Succeeded);
        Assert.Equal(PowerState.On, bmc.Server.Power);
        Assert.Equal("Node power cycle complete.", (await _driver.PowerCycleAsync(Node(bmc), _context, CancellationToken.None)).Message);
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
        Assert.Equal(1, bmc.Counters.Writes);
        await _driver.SetBootAsync(Node(bmc), boot, _context, CancellationToken.None);
        Assert.Equal(1, bmc.Counters.Writes);
        await _driver.SetBootAsync(Node(bmc), new BootOverride(BootDevice.None), _context, CancellationToken.None);
        Assert.Null(bmc.Server.BootOverride);
        Assert.Equal(0, bmc.Counters.OpenSessions);
    }

    [Fact]
    public async Task An_override_that_was_used_up_is_set_again()
    {
        using var bmc = new LabBmc();
        var boot = new BootOverride(BootDevice.Pxe, false, BootMode.Uefi);
        await _driver.SetBootAsync(Node(bmc), boot, _context, CancellationToken.None);
        bmc.Server.SetBootOverride(null);
        await _driver.SetBootAsync(Node(bmc), boot, _context, CancellationToken.None);
        Assert.Equal(boot, bmc.Server.BootOverride);
    }

    [Fact]
    public async Task The_hardware_profile_gives_the_boot_mode()
    {
        using var bmc = new LabBmc();
        await _driver.SetBootAsync(Node(bmc).WithBootMode("uefi"), new BootOverride(BootDevice.Pxe), _context, CancellationToken.None);
        Assert.Equal(new BootOverride(BootDevice.Pxe, false, BootMode.Uefi), bmc.Server.BootOverride);
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
            FirmwareVersion = "1.0",
            Uuid = "0b6d6b54-7b1c-4d0e-9a51-0c2f7be9a001",
            Endpoint = bmc.RedfishUrl.GetLeftPart(UriPartial.Authority),
            Security = "plain HTTP, session",
        }, detail);
    }

    [Fact]
    public async Task A_wrong_password_is_tried_once()
    {
        using var bmc = new LabBmc();
        var node = TestNodes.Redfish(bmc.RedfishUrl, LabBmc.User, "Canary-0815");
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobAuthenticationFailed, _driver.PowerOnAsync(node, _context, CancellationToken.None));
        Assert.False(error.IsTransient);
        Assert.DoesNotContain("Canary", error.ToString(), StringComparison.Ordinal);
        Assert.Equal((1, 0), (bmc.Counters.Logins, bmc.Counters.Writes));
    }

    [Fact]
    public async Task Without_a_free_session_basic_authentication_serves()
    {
        using var bmc = new LabBmc(settings => settings with { MaxSessions = 0 });
        var result = await _driver.ValidateServicesAsync(Node(bmc), _context, CancellationToken.None);
        Assert.Equal("plain HTTP, basic authentication", Assert.IsType<OobDetail>(result.Detail).Security);
    }

    [Fact]
    public async Task An_account_that_may_only_read_cannot_switch_power()
    {
        using var bmc = new LabBmc(settings => settings with
        {
            Accounts = new([new BmcAccount(LabBmc.User, new Secret(LabBmc.Password), BmcPrivilege.User)]),
        });
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobPermissionDenied,
            _driver.PowerOnAsync(Node(bmc), _context, CancellationToken.None));
        Assert.Contains("InsufficientPrivilege", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, bmc.Counters.OpenSessions);
    }

    [Fact]
    public async Task A_silent_BMC_is_unreachable_at_the_deadline()
    {
        using var bmc = new LabBmc();
        bmc.Faults.Add(new LabFault(LabFaultKind.BmcSilent, "node1"));
        await TestNodes.FailsAsync(ErrorCatalogue.OobUnreachable,
            _driver.PowerOnAsync(Node(bmc), new DriverContext { Timeout = TimeSpan.FromMilliseconds(600) }, CancellationToken.None));
    }

    [Fact]
    public async Task A_port_where_nothing_listens_is_named()
    {
        Uri url;
        using (var bmc = new LabBmc()) url = bmc.RedfishUrl;
        await TestNodes.FailsAsync(ErrorCatalogue.OobUnreachable, _driver.PowerOnAsync(
            TestNodes.Redfish(url, "a", "b"), new DriverContext { Clock = new SkippingClock(), Timeout = TimeSpan.FromHours(1) }, CancellationToken.None));
    }

    [Fact]
    public async Task A_power_state_that_does_not_come_true_is_a_timeout_that_says_what_was_seen()
    {
        using var bmc = new LabBmc(powerLatency: TimeSpan.FromHours(10));
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobTimeout,
            _driver.PowerOnAsync(Node(bmc), new DriverContext { Timeout = TimeSpan.FromSeconds(2) }, CancellationToken.None));
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
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => action.WaitAsync(TestNodes.Patience));
        Assert.Equal(0, bmc.Counters.OpenSessions);
    }

    [Fact]
    public async Task Neither_password_nor_token_reach_the_log()
    {
        using var bmc = new LabBmc();
        var log = new WatchingLog("");
        await _driver.PowerCycleAsync(Node(bmc), new DriverContext { Log = log, Timeout = TimeSpan.FromSeconds(30) }, CancellationToken.None);
        Assert.Contains(log.Lines, line => line.Contains("Sessions", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("Canary", StringComparison.Ordinal)
            || line.Contains("Token", StringComparison.OrdinalIgnoreCase) || line.Contains("Authorization", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_actions_on_one_BMC_take_turns()
    {
        using var bmc = new LabBmc(settings => settings with { MaxSessions = 1 });
        var results = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => _driver.ValidateServicesAsync(Node(bmc), _context, CancellationToken.None))).WaitAsync(TestNodes.Patience);
        Assert.All(results, result => Assert.Contains("session", Assert.IsType<OobDetail>(result.Detail).Security, StringComparison.Ordinal));
    }

    private static BaremetalNode Node(LabBmc bmc) => TestNodes.Redfish(bmc.RedfishUrl, LabBmc.User, LabBmc.Password);
}
