using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Oob.Tests.Peers;
using Drydock.Errors;
using Drydock.Lab;
using Drydock.Lab.Hardware;

namespace Drydock.Drivers.Oob.Tests.Actions;

/// <summary>What every out-of-band driver does alike, against the lab's BMC in the driver's own protocol.</summary>
/// <param name="driver">The driver.</param>
public abstract class LabContractTests(IOobDriver driver)
{
    protected DriverContext Context { get; } = new() { Timeout = TimeSpan.FromSeconds(30) };

    [Fact]
    public async Task Power_goes_on_off_and_around()
    {
        using var bmc = new LabBmc();
        Assert.True((await driver.PowerOnAsync(Node(bmc), Context, CancellationToken.None)).Succeeded);
        Assert.Equal(PowerState.On, bmc.Server.Power);
        Assert.Equal("Node power cycle complete.", (await driver.PowerCycleAsync(Node(bmc), Context, CancellationToken.None)).Message);
        Assert.Equal(PowerState.On, bmc.Server.Power);
        Assert.True((await driver.PowerOffAsync(Node(bmc), PowerOffOptions.Hard, Context, CancellationToken.None)).Succeeded);
        Assert.Equal(PowerState.Off, bmc.Server.Power);
        Assert.Equal((4, 3, 0), (bmc.Counters.Writes, bmc.Counters.Logins, bmc.Counters.OpenSessions));
    }

    [Fact]
    public async Task What_is_so_already_takes_no_command()
    {
        using var bmc = new LabBmc();
        Assert.True((await driver.PowerOffAsync(Node(bmc), PowerOffOptions.Hard, Context, CancellationToken.None)).Succeeded);
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
        Assert.True((await driver.SetBootAsync(Node(bmc), boot, Context, CancellationToken.None)).Succeeded);
        Assert.Equal(boot, bmc.Server.BootOverride);
        var detail = Assert.IsType<OobDetail>((await driver.InterrogateAsync(Node(bmc), Context, CancellationToken.None)).Detail);
        Assert.Equal(boot, detail.Boot);
        await driver.SetBootAsync(Node(bmc), new BootOverride(BootDevice.None), Context, CancellationToken.None);
        Assert.Null(bmc.Server.BootOverride);
        Assert.Equal(0, bmc.Counters.OpenSessions);
    }

    [Fact]
    public async Task An_override_that_was_used_up_is_set_again()
    {
        using var bmc = new LabBmc();
        var boot = new BootOverride(BootDevice.Pxe, false, BootMode.Uefi);
        await driver.SetBootAsync(Node(bmc), boot, Context, CancellationToken.None);
        bmc.Server.SetBootOverride(null);
        await driver.SetBootAsync(Node(bmc), boot, Context, CancellationToken.None);
        Assert.Equal(boot, bmc.Server.BootOverride);
    }

    [Theory]
    [InlineData("uefi", BootMode.Uefi)]
    [InlineData("bios", BootMode.Legacy)]
    public async Task The_hardware_profile_gives_the_boot_mode(string profile, BootMode mode)
    {
        using var bmc = new LabBmc();
        var result = await driver.SetBootAsync(
            Node(bmc).WithBootMode(profile), new BootOverride(BootDevice.Pxe), Context, CancellationToken.None);
        Assert.Equal(new BootOverride(BootDevice.Pxe, false, mode), bmc.Server.BootOverride);
        Assert.Equal(bmc.Server.BootOverride, result.Detail);
    }

    [Fact]
    public async Task A_wrong_password_is_tried_once()
    {
        using var bmc = new LabBmc();
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobAuthenticationFailed,
            driver.PowerOnAsync(Node(bmc, password: "Canary-0815"), Context, CancellationToken.None));
        Assert.False(error.IsTransient);
        Assert.DoesNotContain("Canary", error.ToString(), StringComparison.Ordinal);
        Assert.Equal((1, 0), (bmc.Counters.Logins, bmc.Counters.Writes));
    }

    [Fact]
    public async Task An_unknown_account_is_refused()
    {
        using var bmc = new LabBmc();
        await TestNodes.FailsAsync(ErrorCatalogue.OobAuthenticationFailed,
            driver.PowerOnAsync(Node(bmc, account: "nobody"), Context, CancellationToken.None));
        Assert.Equal(1, bmc.Counters.Logins);
    }

    [Fact]
    public async Task A_silent_BMC_is_a_timeout_at_the_deadline()
    {
        using var bmc = new LabBmc();
        bmc.Faults.Add(new LabFault(LabFaultKind.BmcSilent, "node1"));
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobTimeout,
            driver.PowerOnAsync(Node(bmc), new DriverContext { Timeout = TimeSpan.FromMilliseconds(600) }, CancellationToken.None));
        Assert.True(error.IsTransient);
        Assert.Contains("within 0.6 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_power_state_that_does_not_come_true_is_a_timeout_that_says_what_was_seen()
    {
        using var bmc = new LabBmc(powerLatency: TimeSpan.FromHours(10));
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobTimeout,
            driver.PowerOnAsync(Node(bmc), new DriverContext { Timeout = TimeSpan.FromSeconds(4) }, CancellationToken.None));
        Assert.Contains("waiting for power on; last seen: off", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, bmc.Counters.OpenSessions);
    }

    [Fact]
    public async Task Cancelling_in_mid_poll_ends_the_action_and_closes_the_session()
    {
        using var bmc = new LabBmc(powerLatency: TimeSpan.FromHours(10));
        using var cancel = new CancellationTokenSource();
        var log = new WatchingLog("switching on");
        var action = driver.PowerOnAsync(Node(bmc), new DriverContext { Log = log }, cancel.Token);
        await log.Seen.WaitAsync(TestNodes.Patience);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => action.WaitAsync(TestNodes.Patience));
        Assert.Equal(0, bmc.Counters.OpenSessions);
    }

    [Fact]
    public async Task Several_actions_on_one_BMC_take_turns()
    {
        using var bmc = new LabBmc();
        var results = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => driver.ValidateServicesAsync(Node(bmc), Context, CancellationToken.None))).WaitAsync(TestNodes.Patience);
        Assert.All(results, result => Assert.True(result.Succeeded));
        Assert.Equal((4, 0, 1), (bmc.Counters.Logins, bmc.Counters.OpenSessions, bmc.Counters.MostSessionsOfOneBmc));
    }

    [Fact]
    public async Task Power_commands_without_effect_are_a_timeout()
    {
        using var bmc = new LabBmc();
        bmc.Faults.Add(new LabFault(LabFaultKind.BmcPowerStuck, "node1"));
        await TestNodes.FailsAsync(ErrorCatalogue.OobTimeout,
            driver.PowerOnAsync(Node(bmc), new DriverContext { Timeout = TimeSpan.FromSeconds(3) }, CancellationToken.None));
        Assert.Equal((1, 0), (bmc.Counters.Writes, bmc.Counters.OpenSessions));
    }

    [Fact]
    public async Task A_boot_override_that_is_forgotten_is_an_error()
    {
        using var bmc = new LabBmc();
        bmc.Faults.Add(new LabFault(LabFaultKind.BmcForgetsBoot, "node1"));
        await TestNodes.FailsAsync(ErrorCatalogue.OobBootNotSet, driver.SetBootAsync(
            Node(bmc), new BootOverride(BootDevice.Pxe, false, BootMode.Uefi), Hasty, CancellationToken.None));
    }

    [Theory]
    [InlineData(LabFaultKind.BmcBusy)]
    [InlineData(LabFaultKind.BmcSessionsFull)]
    public async Task A_BMC_that_is_taken_for_a_while_is_waited_for(LabFaultKind kind)
    {
        using var bmc = new LabBmc();
        bmc.Faults.Add(new LabFault(kind, "node1", 2));
        Assert.True((await driver.PowerOnAsync(Node(bmc), Hasty, CancellationToken.None).WaitAsync(TestNodes.Patience)).Succeeded);
        Assert.Equal((PowerState.On, 0L), (bmc.Server.Power, bmc.Counters.OpenSessions));
    }

    [Fact]
    public async Task A_fan_that_stands_still_is_a_critical_server()
    {
        using var bmc = new LabBmc();
        await driver.PowerOnAsync(Node(bmc), Context, CancellationToken.None);
        bmc.Faults.Add(new LabFault(LabFaultKind.FanFails, "node1"));
        var detail = Assert.IsType<OobDetail>((await driver.InterrogateAsync(Node(bmc), Context, CancellationToken.None)).Detail);
        Assert.Equal(OobHealth.Critical, detail.Health);
    }

    /// <summary>Waits pass twenty times as fast.</summary>
    private static DriverContext Hasty => new() { Clock = new LabClock(20), Timeout = TimeSpan.FromHours(1) };

    /// <summary>A node whose BMC is the lab's.</summary>
    protected abstract BaremetalNode Node(LabBmc bmc, string account = LabBmc.User, string password = LabBmc.Password);
}
