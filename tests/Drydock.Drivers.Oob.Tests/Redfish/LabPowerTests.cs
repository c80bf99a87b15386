using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Errors;
using Drydock.Lab.Bmc.Redfish;

namespace Drydock.Drivers.Oob.Tests.Redfish;

/// <summary>The driver against habits of power.</summary>
public sealed class LabPowerTests
{
    [Theory]
    [InlineData(AllowedPlace.Action)]
    [InlineData(AllowedPlace.ActionInfo)]
    public async Task The_reset_type_is_an_allowed_one_wherever_these_are_written(AllowedPlace place)
    {
        using var lab = Lab(new PowerQuirks { AllowedIn = place, ResetTypes = new(["ForceOn", "PushPowerButton"]) });
        Assert.True((await lab.OnAsync()).Succeeded);
        Assert.True((await lab.OffAsync()).Succeeded);
        Assert.Equal(["ForceOn", "PushPowerButton"], (await lab.CheckAsync()).AllowedResets);
    }

    [Fact]
    public async Task Without_a_list_all_is_tried()
    {
        using var lab = Lab(new PowerQuirks { AllowedIn = AllowedPlace.Nowhere });
        Assert.True((await lab.CycleAsync()).Succeeded);
        Assert.Empty((await lab.CheckAsync()).AllowedResets);
    }

    [Fact]
    public async Task A_server_that_cannot_be_switched_on_fails_validation()
    {
        using var lab = Lab(new PowerQuirks { ResetTypes = new(["ForceOff", "GracefulShutdown"]) });
        var error = await TestNodes.FailsAsync(ErrorCatalogue.NotSupported, lab.CheckAsync());
        Assert.Contains("no way to switch power on; it allows only reset ForceOff, GracefulShutdown", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_is_followed_at_the_pace_that_it_asks_for()
    {
        using var lab = Lab(new PowerQuirks { TaskPolls = 4, TaskSeconds = 3 });
        Assert.True((await lab.BootAsync()).Succeeded);
        Assert.True((await lab.OnAsync()).Succeeded);
        Assert.Equal(10, lab.Clock.Waits.Count(wait => wait == TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public async Task A_task_that_fails_is_an_error_in_its_words()
    {
        using var lab = Lab(new PowerQuirks { TaskPolls = 1, TaskEnd = "Exception" });
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobRefused, lab.OnAsync());
        Assert.Contains("ended as Exception (status 200: The power board does not answer.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_never_ends_gives_way_to_the_power_state()
    {
        using var lab = Lab(new PowerQuirks { TaskPolls = 1_000_000 });
        Assert.True((await lab.OnAsync()).Succeeded);
    }

    [Fact]
    public async Task States_in_between_are_not_the_state()
    {
        using var lab = Lab(new PowerQuirks { TransitionReads = 6 });
        Assert.True((await lab.CycleAsync()).Succeeded);
        Assert.Equal(PowerState.On, lab.Bmc.Server.Power);
    }

    [Fact]
    public async Task Power_that_reads_stale_is_read_until_it_changes()
    {
        using var lab = Lab(new PowerQuirks { StaleReads = 6 });
        Assert.True((await lab.OnAsync()).Succeeded);
        Assert.True((await lab.OffAsync()).Succeeded);
        Assert.Equal(2, lab.Bmc.Counters.Writes);
    }

    [Fact]
    public async Task Power_that_is_stuck_ends_at_the_deadline_with_the_state_last_seen()
    {
        using var lab = new QuirkyLab(new RedfishQuirks { Power = new PowerQuirks { Stuck = true } }, timeout: TimeSpan.FromSeconds(2));
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobTimeout, lab.OnAsync());
        Assert.Contains("waiting for power on; last seen: off", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, lab.Bmc.Counters.OpenSessions);
    }

    [Fact]
    public async Task On_is_asked_for_again_while_the_server_settles()
    {
        using var lab = Lab(new PowerQuirks { OnConflicts = 6 });
        Assert.True((await lab.OnAsync()).Succeeded);
        Assert.Equal(6, lab.Clock.Waits.Count(wait => wait == TimeSpan.FromSeconds(10)));
        Assert.Equal(7, lab.Bmc.Counters.Writes);
    }

    [Fact]
    public async Task A_server_that_never_settles_is_given_up_in_its_words()
    {
        using var lab = Lab(new PowerQuirks { OnConflicts = 100 });
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobRefused, lab.OnAsync());
        Assert.Contains("ActionParameterValueConflict", error.Message, StringComparison.Ordinal);
        Assert.Equal(7, lab.Bmc.Counters.Writes);
    }

    [Fact]
    public async Task A_refusal_in_the_wanted_state_is_a_success()
    {
        // Power reads off at first though it is on, so that "on" is asked for and refused.
        using var lab = Lab(new PowerQuirks { RefusesSameState = true, StaleReads = 1 });
        lab.Bmc.Server.PowerOn();
        using var deadline = new CancellationTokenSource(TestNodes.Patience);
        while (lab.Bmc.Server.Power != PowerState.On) await Task.Delay(1, deadline.Token);
        Assert.True((await lab.OnAsync()).Succeeded);
        Assert.Equal(1, lab.Bmc.Counters.Writes);
    }

    [Fact]
    public async Task A_system_that_shuts_down_is_not_cut_off()
    {
        using var lab = Lab(new PowerQuirks());
        await lab.OnAsync();
        var result = await lab.OffAsync(new PowerOffOptions(Soft: true));
        Assert.Equal("Node reports power off; the operating system shut down.", result.Message);
    }

    [Fact]
    public async Task Without_a_graceful_shutdown_the_button_is_pushed()
    {
        using var lab = Lab(new PowerQuirks { ResetTypes = new(["On", "ForceOff", "PushPowerButton"]) });
        await lab.OnAsync();
        Assert.Equal("Node reports power off; the operating system shut down.", (await lab.OffAsync(new PowerOffOptions(Soft: true))).Message);
    }

    [Fact]
    public async Task A_system_that_ignores_the_shutdown_is_cut_off()
    {
        using var lab = Lab(new PowerQuirks { IgnoresShutdown = true });
        await lab.OnAsync();
        var result = await lab.OffAsync(new PowerOffOptions(Soft: true, SoftTimeout: TimeSpan.FromMinutes(2)));
        Assert.Contains("did not shut down in time, so power was cut", result.Message, StringComparison.Ordinal);
        Assert.Equal(PowerState.Off, lab.Bmc.Server.Power);
    }

    [Fact]
    public async Task A_service_that_cannot_ask_for_a_shutdown_cuts_power()
    {
        using var lab = Lab(new PowerQuirks { ResetTypes = new(["On", "ForceOff"]) });
        await lab.OnAsync();
        Assert.Contains("could not ask", (await lab.OffAsync(new PowerOffOptions(Soft: true))).Message, StringComparison.Ordinal);
    }

    private static QuirkyLab Lab(PowerQuirks power) => new(new RedfishQuirks { Power = power });
}
