using System;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Redfish.NetworkBoot;
using Drydock.Errors;
using Drydock.Lab.Bmc.Redfish;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Tests.Redfish;

/// <summary>The driver makes the lab's servers boot from one interface, in the ways that services offer.</summary>
public sealed class LabPxeTests
{
    private const string Second = "52:54:00:00:00:02";

    [Fact]
    public async Task The_interfaces_boot_option_goes_first_in_the_boot_order()
    {
        using var lab = Lab(new BootQuirks());
        var result = await lab.PxeAsync(new PxeSettings(BootMode.Uefi, Second.ToUpperInvariant().Replace(':', '-')));
        Assert.Equal($"PXE IPv4 ens2 ({Second}) is first in the boot order.", result.Message);
        Assert.True(lab.Bmc.Server.NetworkFirst);
        Assert.Null(lab.Bmc.Server.BootOverride);
        await lab.PxeAsync(new PxeSettings(BootMode.Uefi, Second));
        Assert.Equal(1, lab.Bmc.Counters.Writes);
    }

    [Fact]
    public async Task The_boot_order_may_be_in_a_settings_object_behind_an_etag_and_a_task()
    {
        using var lab = new QuirkyLab(new RedfishQuirks
        {
            Boot = new BootQuirks { SettingsObject = true, RefusesUnchanged = true },
            ETags = new ETagQuirks { Form = ETagForm.Weak, Demand = ETagDemand.Strong },
            Power = new PowerQuirks { TaskPolls = 2 },
        });
        Assert.True((await lab.PxeAsync(new PxeSettings(BootMode.Uefi, Second))).Succeeded);
        Assert.True(lab.Bmc.Server.NetworkFirst);
    }

    [Fact]
    public async Task A_boot_order_that_does_not_hold_is_an_error()
    {
        using var lab = Lab(new BootQuirks { Forgets = true });
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobBootNotSet, lab.PxeAsync(new PxeSettings(BootMode.Uefi, Second)));
        Assert.Contains("reads back Boot0000, Boot0001, Boot0002", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_a_boot_order_the_option_becomes_the_override(bool persistent)
    {
        using var lab = Lab(new BootQuirks { BootOrder = false, MoreTargets = new(["UefiTarget"]) });
        var result = await lab.PxeAsync(new PxeSettings(BootMode.Uefi, Second, Persistent: persistent));
        Assert.Contains("PXE IPv4 ens2", result.Message, StringComparison.Ordinal);
        Assert.Equal(new BootOverride(BootDevice.Pxe, persistent, BootMode.Uefi), lab.Bmc.Server.BootOverride);
        await lab.PxeAsync(new PxeSettings(BootMode.Uefi, Second, Persistent: persistent));
        Assert.Equal(1, lab.Bmc.Counters.Writes);
    }

    [Fact]
    public async Task Dells_attributes_choose_the_interface_from_the_next_start_on()
    {
        using var lab = Lab(new BootQuirks { BootOrder = false, PxeAttributes = true });
        var result = await lab.PxeAsync(new PxeSettings(BootMode.Uefi, Second));
        Assert.Equal($"PXE device 1 boots from ens2 ({Second}) from its next start on.", result.Message);
        await lab.PxeAsync(new PxeSettings(BootMode.Uefi, Second));
        Assert.Equal(1, lab.Bmc.Counters.Writes);
        await lab.OnAsync();
        Assert.Equal($"PXE device 1 boots from ens2 ({Second}).", (await lab.PxeAsync(new PxeSettings(BootMode.Uefi, Second))).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_address_for_http_boot_is_set_and_reads_back(bool persistent)
    {
        using var lab = Lab(new BootQuirks { BootOrder = false, HttpBootUri = true, MoreTargets = new(["UefiHttp"]) });
        var pxe = new PxeSettings(BootMode.Uefi, HttpBootUri: new Uri("http://10.0.0.1/boot.efi"), Persistent: persistent);
        Assert.Contains("over HTTP from http://10.0.0.1/boot.efi", (await lab.PxeAsync(pxe)).Message, StringComparison.Ordinal);
        Assert.Equal(new BootOverride(BootDevice.Pxe, persistent, BootMode.Uefi), lab.Bmc.Server.BootOverride);
        await lab.PxeAsync(pxe);
        Assert.Equal(1, lab.Bmc.Counters.Writes);
    }

    [Theory]
    [InlineData(true, false, BootMode.Uefi, "BootSourceOverrideTarget may not be UefiHttp; it allows None, Pxe")]
    [InlineData(false, true, BootMode.Uefi, "takes no address for HTTP boot")]
    [InlineData(true, true, BootMode.Legacy, "needs UEFI")]
    public async Task Http_boot_that_is_not_offered_is_refused_with_the_reason(bool uri, bool target, BootMode mode, string reason)
    {
        using var lab = Lab(new BootQuirks { BootOrder = false, HttpBootUri = uri, MoreTargets = new(target ? ["UefiHttp"] : []) });
        var error = await TestNodes.FailsAsync(ErrorCatalogue.NotSupported,
            lab.PxeAsync(new PxeSettings(mode, HttpBootUri: new Uri("http://10.0.0.1/"))));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, lab.Bmc.Counters.Writes);
    }

    [Fact]
    public async Task A_service_that_offers_no_choice_says_so()
    {
        using var lab = Lab(new BootQuirks { BootOrder = false });
        var error = await TestNodes.FailsAsync(ErrorCatalogue.NotSupported, lab.PxeAsync(new PxeSettings(BootMode.Uefi, Second)));
        Assert.Contains("no way to choose ens2 (52:54:00:00:00:02) of 2 interfaces: it has no boot options, and its BIOS settings have no attributes",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Boot_options_are_of_no_use_to_a_node_that_boots_by_bios()
    {
        using var lab = Lab(new BootQuirks { PxeAttributes = true });
        var error = await TestNodes.FailsAsync(ErrorCatalogue.NotSupported, lab.PxeAsync(new PxeSettings(BootMode.Legacy, Second)));
        Assert.Contains("boot options are for UEFI, and this is legacy boot", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, lab.Bmc.Counters.Writes);
    }

    [Fact]
    public async Task An_interface_that_the_server_does_not_have_is_named_with_those_that_it_has()
    {
        using var lab = Lab(new BootQuirks());
        var error = await TestNodes.FailsAsync(ErrorCatalogue.NotSupported, lab.PxeAsync(new PxeSettings(null, "52:54:00:00:00:99")));
        Assert.Contains("no interface with MAC address 52:54:00:00:00:99; it knows ens1 52:54:00:00:00:01 up, ens2", error.Message, StringComparison.Ordinal);
        await TestNodes.FailsAsync(ErrorCatalogue.NodeMisconfigured, lab.PxeAsync(new PxeSettings(null, "ens2")));
    }

    [Fact]
    public async Task Without_an_interface_the_firmware_chooses()
    {
        using var lab = Lab(new BootQuirks { BootOrder = false });
        Assert.Contains("the firmware chooses", (await lab.PxeAsync(new PxeSettings(BootMode.Uefi))).Message, StringComparison.Ordinal);
        Assert.Equal(new BootOverride(BootDevice.Pxe, true, BootMode.Uefi), lab.Bmc.Server.BootOverride);
    }

    [Theory]
    [InlineData("""{"Id":"a","UefiDevicePath":"Pci(0x0)/MAC(525400000002,0x1)/IPv6(x)"}|{"Id":"b","UefiDevicePath":"Pci(0x0)/MAC(525400000002,0x1)/IPv4(x)"}""", "b")]
    [InlineData("""{"Id":"a","UefiDevicePath":"MAC(525400000002,0x1)/IPv4(x)/Uri()"}|{"Id":"b","DisplayName":"Slot 1: PXE 52-54-00-00-00-02"}""", "b")]
    [InlineData("""{"Id":"a","BootOptionReference":"Boot0007","Description":"52:54:00:00:00:02"}""", "Boot0007")]
    [InlineData("""{"Id":"a","UefiDevicePath":"MAC(525400000001,0x1)/IPv4(x)"}""", null)]
    public void An_option_is_found_by_the_interfaces_address(string options, string? reference)
    {
        var found = BootOptionChoice.Find([.. Array.ConvertAll(options.Split('|'), JObject.Parse)], Second);
        Assert.Equal(reference, found is null ? null : BootOptionChoice.Reference(found));
    }

    private static QuirkyLab Lab(BootQuirks boot) => new(new RedfishQuirks { Boot = boot });
}
