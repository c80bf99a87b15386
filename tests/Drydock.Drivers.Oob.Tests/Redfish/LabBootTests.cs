using System;
using System.Linq;
using System.Threading.Tasks;
using Drydock.Errors;
using Drydock.Lab.Bmc.Redfish;

namespace Drydock.Drivers.Oob.Tests.Redfish;

/// <summary>The driver against habits of the boot override.</summary>
public sealed class LabBootTests
{
    private static readonly BootOverride Pxe = new(BootDevice.Pxe, false, BootMode.Uefi);

    [Theory]
    [InlineData(ETagForm.Strong, ETagDemand.Exact)]
    [InlineData(ETagForm.Weak, ETagDemand.Exact)]
    [InlineData(ETagForm.Bare, ETagDemand.Exact)]
    [InlineData(ETagForm.Body, ETagDemand.Exact)]
    [InlineData(ETagForm.Weak, ETagDemand.Strong)]
    [InlineData(ETagForm.Strong, ETagDemand.Bare)]
    [InlineData(ETagForm.Strong, ETagDemand.Absent)]
    [InlineData(ETagForm.None, ETagDemand.Any)]
    [InlineData(ETagForm.Weak, ETagDemand.Any)]
    public async Task An_etag_is_given_as_the_service_takes_it(ETagForm form, ETagDemand demand)
    {
        using var lab = new QuirkyLab(new RedfishQuirks { ETags = new ETagQuirks { Form = form, Demand = demand } });
        Assert.True((await lab.BootAsync()).Succeeded);
        Assert.Equal(Pxe, lab.Bmc.Server.BootOverride);
    }

    [Fact]
    public async Task A_settings_object_takes_the_change_and_shows_it()
    {
        using var lab = Lab(new BootQuirks { SettingsObject = true });
        Assert.True((await lab.BootAsync()).Succeeded);
        Assert.Equal(Pxe, lab.Bmc.Server.BootOverride);
        Assert.Empty(lab.Clock.Waits);
    }

    [Theory]
    [InlineData(ModeRule.Wanted, BootMode.Uefi)]
    [InlineData(ModeRule.Wanted, null)]
    [InlineData(ModeRule.Refused, null)]
    [InlineData(ModeRule.Refused, BootMode.Legacy)]
    public async Task The_mode_is_sent_or_left_out_as_the_service_will(ModeRule rule, BootMode? mode)
    {
        using var lab = Lab(new BootQuirks { Mode = rule });
        Assert.True((await lab.BootAsync(mode)).Succeeded);
        Assert.Equal(BootDevice.Pxe, lab.Bmc.Server.BootOverride?.Device);
    }

    [Fact]
    public async Task A_mode_that_the_service_will_not_change_is_told()
    {
        using var lab = Lab(new BootQuirks { Mode = ModeRule.Refused });
        Assert.EndsWith("The BMC reads it back as legacy.", (await lab.BootAsync(BootMode.Uefi)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_differs_is_sent_to_a_service_that_refuses_the_rest()
    {
        using var lab = Lab(new BootQuirks { RefusesUnchanged = true });
        Assert.True((await lab.BootAsync()).Succeeded);
        // Now used up: the target still reads Pxe, and only Enabled differs.
        lab.Bmc.Server.SetBootOverride(null);
        Assert.True((await lab.BootAsync()).Succeeded);
        Assert.Equal(Pxe, lab.Bmc.Server.BootOverride);
    }

    [Fact]
    public async Task A_self_test_is_waited_for_longer_and_longer()
    {
        using var lab = Lab(new BootQuirks { SelfTestRefusals = 6 });
        Assert.True((await lab.BootAsync()).Succeeded);
        Assert.Equal([5, 10, 20, 30, 30, 30], lab.Clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task A_self_test_without_end_is_an_error_in_the_BMCs_words()
    {
        using var lab = Lab(new BootQuirks { SelfTestRefusals = 1000 });
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobRefused, lab.BootAsync());
        Assert.Contains("UnableToModifyDuringSystemPOST", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsTransient);
    }

    [Fact]
    public async Task A_change_that_shows_late_is_waited_for()
    {
        using var lab = Lab(new BootQuirks { SlowReads = 3 });
        Assert.EndsWith("(once, UEFI).", (await lab.BootAsync()).Message, StringComparison.Ordinal);
        Assert.NotEmpty(lab.Clock.Waits);
    }

    [Fact]
    public async Task A_change_that_is_forgotten_is_an_error()
    {
        using var lab = Lab(new BootQuirks { Forgets = true });
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobBootNotSet, lab.BootAsync());
        Assert.Contains("reads back None Disabled", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_override_that_stands_but_is_disabled_is_set_again()
    {
        using var lab = Lab(new BootQuirks());
        await lab.BootAsync();
        lab.Bmc.Server.SetBootOverride(null);
        await lab.BootAsync();
        Assert.Equal(Pxe, lab.Bmc.Server.BootOverride);
        await lab.BootAsync();
        Assert.Equal(2, lab.Bmc.Counters.Writes);
    }

    private static QuirkyLab Lab(BootQuirks boot) => new(new RedfishQuirks { Boot = boot });
}
