using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Oob.Ipmi;
using Drydock.Drivers.Oob.Tests.Peers;
using Drydock.Errors;
using Drydock.Lab;
using Drydock.Lab.Bmc;
using Drydock.Lab.Bmc.Ipmi;
using Drydock.Lab.Hardware;
using Drydock.Results;

namespace Drydock.Drivers.Oob.Tests.Ipmi;

/// <summary>The IPMI driver against the lab's BMC with the habits of real ones.</summary>
public sealed class LabQuirkTests
{
    private static readonly BootOverride Pxe = new(BootDevice.Pxe, false, BootMode.Uefi);

    private readonly IpmiDriver _driver = new();

    /// <summary>Waits pass twenty times as fast.</summary>
    private readonly DriverContext _context = new() { Clock = new LabClock(20), Timeout = TimeSpan.FromHours(1) };

    [Fact]
    public async Task A_BMC_that_answers_with_another_suite_is_asked_for_it()
    {
        using var bmc = new LabBmc(settings => settings with { Ipmi = new IpmiQuirks { AnsweredSuite = 3 } });
        Assert.Equal("cipher suite 3", (await CheckAsync(bmc)).Security);
        Assert.Equal(1, bmc.Counters.Logins);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    public async Task A_suite_that_the_design_fixes_is_the_only_one_asked_for(int suite)
    {
        using var both = new LabBmc();
        Assert.Equal($"cipher suite {suite}", (await CheckAsync(both, oob => oob with { CipherSuite = suite })).Security);
        using var other = new LabBmc(settings => settings with { CipherSuites = new([20 - suite]) });
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobRefused, CheckAsync(other, oob => oob with { CipherSuite = suite }));
        Assert.Contains("oob.cipher_suite", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain($"cipher suite {20 - suite}", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, other.Counters.Logins);
    }

    [Theory]
    [InlineData("bmc-key", "bmc-key")]
    [InlineData("ABC", "0x414243")]
    public async Task A_BMC_with_a_key_of_its_own_is_logged_in_to_by_both_keys(string key, string given)
    {
        using var bmc = new LabBmc(settings => settings with { Ipmi = new IpmiQuirks { Kg = new Secret(key) } });
        Assert.Equal("operator", (await CheckAsync(bmc, oob => oob with { Kg = new Secret(given) })).Privilege);
        var without = await TestNodes.FailsAsync(ErrorCatalogue.OobAuthenticationFailed, CheckAsync(bmc));
        Assert.Contains("oob.kg", without.Message, StringComparison.Ordinal);
        var wrong = await TestNodes.FailsAsync(ErrorCatalogue.OobAuthenticationFailed, CheckAsync(bmc, oob => oob with { Kg = new Secret("Canary-Kg") }));
        Assert.DoesNotContain("Canary", wrong.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, bmc.Counters.Logins);
    }

    [Theory]
    [InlineData("a key that is far too long", "longer than 20 bytes")]
    [InlineData("0x", "0 hexadecimal digits")]
    [InlineData("0x123", "3 hexadecimal digits")]
    [InlineData("0xZZ", "not hexadecimal")]
    public async Task A_key_that_IPMI_cannot_carry_is_named_and_not_shown(string key, string problem)
    {
        using var bmc = new LabBmc();
        var error = await TestNodes.FailsAsync(ErrorCatalogue.NodeMisconfigured, CheckAsync(bmc, oob => oob with { Kg = new Secret(key) }));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, bmc.Counters.Logins);
    }

    [Fact]
    public async Task A_suite_that_is_not_known_is_named()
    {
        using var bmc = new LabBmc();
        var error = await TestNodes.FailsAsync(ErrorCatalogue.NodeMisconfigured, CheckAsync(bmc, oob => oob with { CipherSuite = 8 }));
        Assert.Contains("oob.cipher_suite is 8; expected 3 or 17", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "operator", 3)]
    [InlineData(OobPrivilege.User, "user", 0)]
    [InlineData(OobPrivilege.Operator, "operator", 3)]
    [InlineData(OobPrivilege.Administrator, "administrator", 3)]
    public async Task The_design_chooses_the_privilege(OobPrivilege? asked, string given, int resets)
    {
        using var bmc = new LabBmc();
        var detail = await CheckAsync(bmc, oob => oob with { Privilege = asked });
        Assert.Equal((given, resets, "1.00"), (detail.Privilege, detail.AllowedResets.Count, detail.BmcFirmware));
    }

    [Fact]
    public async Task An_account_that_may_only_read_can_interrogate_as_user()
    {
        using var bmc = new LabBmc(settings => settings with
        {
            Accounts = new([new BmcAccount(LabBmc.User, new Secret(LabBmc.Password), BmcPrivilege.User)]),
        });
        var node = Node(bmc, oob => oob with { Privilege = OobPrivilege.User });
        var detail = Assert.IsType<OobDetail>((await RunAsync(_driver.InterrogateAsync(node, _context, default))).Detail);
        Assert.Equal(("user", "SN0001"), (detail.Privilege, detail.SerialNumber));
        Assert.Null(detail.Boot);
        await TestNodes.FailsAsync(ErrorCatalogue.OobPermissionDenied, _driver.PowerOnAsync(node, _context, default));
        Assert.Equal(0, bmc.Counters.OpenSessions);
    }

    [Fact]
    public async Task A_busy_BMC_is_asked_again_until_it_has_time()
    {
        using var bmc = new LabBmc(settings => settings with { Ipmi = new IpmiQuirks { BusyCodes = new([0xC0, 0xC3, 0xC4, 0xD2, 0xC0]) } });
        Assert.True((await RunAsync(_driver.PowerCycleAsync(Node(bmc), _context, default))).Succeeded);
        Assert.Equal((1, 0), (bmc.Counters.Logins, bmc.Counters.OpenSessions));
    }

    [Fact]
    public async Task A_BMC_that_stays_busy_is_given_up_and_left_without_a_session()
    {
        using var bmc = new LabBmc();
        bmc.Faults.Add(new LabFault(LabFaultKind.BmcBusy, "node1"));
        Assert.True((await TestNodes.FailsAsync(ErrorCatalogue.OobBusy, CheckAsync(bmc))).IsTransient);
        Assert.Equal(0, bmc.Counters.OpenSessions);
    }

    [Fact]
    public async Task A_BMC_whose_sessions_are_taken_is_waited_for()
    {
        using var bmc = new LabBmc();
        bmc.Faults.Add(new LabFault(LabFaultKind.BmcSessionsFull, "node1", 3));
        await CheckAsync(bmc);
        Assert.Empty(bmc.Faults.Active);
    }

    [Fact]
    public async Task A_network_that_loses_a_third_is_worked_through()
    {
        using var bmc = new LabBmc();
        bmc.Faults.Add(new LabFault(LabFaultKind.BmcLosesPackets, "node1"));
        Assert.True((await RunAsync(_driver.PowerCycleAsync(Node(bmc), _context, default))).Succeeded);
        Assert.Equal(PowerState.On, bmc.Server.Power);
    }

    [Fact]
    public async Task A_slow_BMC_is_waited_for_longer_and_longer()
    {
        // Answers take longer than the first two tries wait, so that stale ones come in while later ones are asked for.
        using var bmc = new LabBmc(settings => settings with { Ipmi = new IpmiQuirks { Latency = TimeSpan.FromMilliseconds(100) } });
        Assert.True((await RunAsync(_driver.PowerCycleAsync(Node(bmc), _context, default))).Succeeded);
        Assert.Equal((PowerState.On, 0L), (bmc.Server.Power, bmc.Counters.OpenSessions));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Power_that_is_told_late_is_waited_for(int staleReadings)
    {
        using var bmc = new LabBmc(settings => settings with { Ipmi = new IpmiQuirks { StalePowerReadings = staleReadings } });
        Assert.True((await RunAsync(_driver.PowerOnAsync(Node(bmc), _context, default))).Succeeded);
        Assert.True((await RunAsync(_driver.PowerCycleAsync(Node(bmc), _context, default))).Succeeded);
        Assert.Equal((PowerState.On, 3L), (bmc.Server.Power, bmc.Counters.Writes));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Power_that_is_stuck_is_a_timeout_that_says_what_was_seen(bool byFault)
    {
        using var bmc = new LabBmc(settings => settings with { Ipmi = new IpmiQuirks { PowerStuck = !byFault } });
        if (byFault) bmc.Faults.Add(new LabFault(LabFaultKind.BmcPowerStuck, "node1"));
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobTimeout, _driver.PowerOnAsync(
            Node(bmc), new DriverContext { Clock = new LabClock(20), Timeout = TimeSpan.FromSeconds(80) }, default));
        Assert.Contains("waiting for power on; last seen: off", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, bmc.Counters.OpenSessions);
    }

    [Fact]
    public async Task On_that_is_refused_for_a_while_after_off_is_asked_again()
    {
        using var bmc = new LabBmc(settings => settings with { Ipmi = new IpmiQuirks { RefusedPowerOns = 3 } });
        Assert.True((await RunAsync(_driver.PowerOnAsync(Node(bmc), _context, default))).Succeeded);
        Assert.Equal(4, bmc.Counters.Writes);
    }

    [Fact]
    public async Task An_operating_system_that_shuts_down_is_left_to_it_and_another_is_cut_off()
    {
        using var heeds = new LabBmc();
        await RunAsync(_driver.PowerOnAsync(Node(heeds), _context, default));
        var soft = await RunAsync(_driver.PowerOffAsync(Node(heeds), new PowerOffOptions(Soft: true), _context, default));
        Assert.Contains("the operating system shut down", soft.Message, StringComparison.Ordinal);
        Assert.Equal((PowerState.Off, 2L), (heeds.Server.Power, heeds.Counters.Writes));

        using var ignores = new LabBmc(settings => settings with { Ipmi = new IpmiQuirks { IgnoresShutdown = true } });
        await RunAsync(_driver.PowerOnAsync(Node(ignores), _context, default));
        var cut = await RunAsync(_driver.PowerOffAsync(
            Node(ignores), new PowerOffOptions(Soft: true, SoftTimeout: TimeSpan.FromSeconds(20)), _context, default));
        Assert.Contains("power was cut", cut.Message, StringComparison.Ordinal);
        Assert.Equal((PowerState.Off, 3L), (ignores.Server.Power, ignores.Counters.Writes));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Boot_flags_that_are_dropped_are_an_error(bool byFault)
    {
        using var bmc = new LabBmc(settings => settings with { Ipmi = new IpmiQuirks { DropsBootFlags = !byFault } });
        if (byFault) bmc.Faults.Add(new LabFault(LabFaultKind.BmcForgetsBoot, "node1"));
        await TestNodes.FailsAsync(ErrorCatalogue.OobBootNotSet, _driver.SetBootAsync(Node(bmc), Pxe, _context, default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Boot_flags_outlast_a_minute_where_the_BMC_lets_them(bool noTimer)
    {
        var time = new SkippingClock();
        using var bmc = new LabBmc(settings => settings with
        {
            Clock = time,
            IdleTimeout = TimeSpan.FromHours(1),
            Ipmi = new IpmiQuirks { NoBootFlagTimer = noTimer },
        });
        Assert.True((await RunAsync(_driver.SetBootAsync(Node(bmc), Pxe, _context, default))).Succeeded);
        Assert.Equal(Pxe, bmc.Server.BootOverride);
        await time.Delay(TimeSpan.FromSeconds(90), default);
        Assert.Equal(noTimer ? null : Pxe, bmc.Server.BootOverride);
    }

    [Theory]
    [InlineData(null, BootMode.Legacy)]
    [InlineData(BootMode.Uefi, BootMode.Uefi)]
    public async Task Network_boot_is_set_for_good_in_the_nodes_mode(BootMode? asked, BootMode set)
    {
        using var bmc = new LabBmc();
        var result = await RunAsync(_driver.ConfigurePxeAsync(Node(bmc), new PxeSettings(asked), _context, default));
        Assert.Equal(new BootOverride(BootDevice.Pxe, true, set), bmc.Server.BootOverride);
        Assert.Contains("every time", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_IPMI_cannot_configure_is_refused_with_the_reason()
    {
        using var bmc = new LabBmc();
        var node = Node(bmc) with { BootMac = "52:54:00:00:00:01" };
        var nic = await TestNodes.FailsAsync(ErrorCatalogue.NotSupported,
            _driver.ConfigurePxeAsync(node, new PxeSettings(MacAddress: "52:54:00:00:00:02"), _context, default));
        Assert.Contains("cannot choose the interface", nic.Message, StringComparison.Ordinal);
        var http = await TestNodes.FailsAsync(ErrorCatalogue.NotSupported,
            _driver.ConfigurePxeAsync(node, new PxeSettings(HttpBootUri: new Uri("http://127.0.0.1/boot")), _context, default));
        Assert.Contains("HTTP boot", http.Message, StringComparison.Ordinal);
        Assert.Equal(0, bmc.Counters.Writes);
        Assert.True((await RunAsync(_driver.ConfigurePxeAsync(node, new PxeSettings(), _context, default))).Succeeded);
    }

    private async Task<OobDetail> CheckAsync(LabBmc bmc, Func<OobSettings, OobSettings>? change = null) =>
        Assert.IsType<OobDetail>((await RunAsync(_driver.ValidateServicesAsync(Node(bmc, change), _context, CancellationToken.None))).Detail);

    private static Task<NodeActionResult> RunAsync(Task<NodeActionResult> action) => action.WaitAsync(TestNodes.Patience);

    private static BaremetalNode Node(LabBmc bmc, Func<OobSettings, OobSettings>? change = null)
    {
        var node = TestNodes.Ipmi("127.0.0.1", bmc.IpmiPort, LabBmc.User, LabBmc.Password);
        return change is null ? node : node with { Oob = change(node.Oob) };
    }
}
