using System;
using System.Linq;
using Drydock.Drivers.Oob.Ipmi.Commands;

namespace Drydock.Drivers.Oob.Tests.Ipmi;

public sealed class CommandTests
{
    [Theory]
    [InlineData(BootDevice.Pxe, false, BootMode.Uefi, "A004000000")]
    [InlineData(BootDevice.Pxe, false, BootMode.Legacy, "8004000000")]
    [InlineData(BootDevice.Disk, true, BootMode.Uefi, "E008000000")]
    [InlineData(BootDevice.Cd, true, null, "C014000000")]
    [InlineData(BootDevice.BiosSetup, false, null, "8018000000")]
    [InlineData(BootDevice.None, true, BootMode.Uefi, "0000000000")]
    public void Boot_flags_on_the_wire(BootDevice device, bool persistent, BootMode? mode, string bytes) =>
        Assert.Equal(bytes, Convert.ToHexString(BootFlags.From(new BootOverride(device, persistent, mode)).Encode()));

    [Theory]
    [InlineData("A004", BootDevice.Pxe, false, BootMode.Uefi)]
    [InlineData("C008", BootDevice.Disk, true, BootMode.Legacy)]
    [InlineData("0004", BootDevice.None, false, null)]
    [InlineData("8000", BootDevice.None, false, null)]
    public void Boot_flags_as_an_override(string bytes, BootDevice device, bool persistent, BootMode? mode) =>
        Assert.Equal(new BootOverride(device, persistent, mode), BootFlags.Decode(Convert.FromHexString(bytes)).ToOverride());

    [Fact]
    public void A_device_that_only_IPMI_knows_is_no_override_of_ours() =>
        Assert.Null(BootFlags.Decode([0x80, 0x04 << 2]).ToOverride());

    [Fact]
    public void Flags_that_read_back_otherwise_are_a_fault()
    {
        var asked = BootFlags.From(new BootOverride(BootDevice.Pxe));
        Assert.Null(asked.FindFault(asked));
        Assert.Contains("not marked valid", (asked with { Valid = false }).FindFault(asked), StringComparison.Ordinal);
        Assert.Contains("selector 2 instead of 1", (asked with { Selector = 2 }).FindFault(asked), StringComparison.Ordinal);
        Assert.NotNull(asked.FindFault(BootFlags.From(new BootOverride(BootDevice.None))));
    }

    [Fact]
    public void Lesser_differences_are_named()
    {
        var asked = BootFlags.From(new BootOverride(BootDevice.Pxe, true, BootMode.Uefi));
        Assert.Equal("", asked.DescribeDifference(asked, modeMatters: true));
        Assert.Equal(" The BMC reads it back as once and legacy.",
            (asked with { Persistent = false, Efi = false }).DescribeDifference(asked, modeMatters: true));
        Assert.Equal("", (asked with { Efi = false }).DescribeDifference(asked, modeMatters: false));
    }

    [Theory]
    [InlineData("546B6D0B1C7B0E4D9A510C2F7BE9A001")] // as SMBIOS stores it
    [InlineData("01A0E97B2F0C519A0E4D1C7B546B6D0B")] // reversed, as IPMI wants it
    [InlineData("0B6D6B547B1C4D0E9A510C2F7BE9A001")] // in plain order
    public void A_GUID_in_each_order(string bytes) =>
        Assert.Equal("0b6d6b54-7b1c-4d0e-9a51-0c2f7be9a001", SystemGuid.Decode(Convert.FromHexString(bytes)));

    [Fact]
    public void A_GUID_that_is_unset_is_none()
    {
        Assert.Null(SystemGuid.Decode(new byte[16]));
        Assert.Null(SystemGuid.Decode([.. Enumerable.Repeat((byte)0xFF, 16)]));
    }

    [Fact]
    public void A_device_id_names_maker_and_firmware()
    {
        var id = DeviceId.Decode(Convert.FromHexString("2081023502BFA2020000010000000000"));
        Assert.Equal(("2.35", "Dell", "product 0x0100"), (id.FirmwareVersion, id.Manufacturer, id.Product));
    }

    [Theory]
    [InlineData("41004000", PowerState.On, "")]
    [InlineData("00000000", PowerState.Off, "")]
    [InlineData("0300000D", PowerState.On, "Chassis: power overload Critical")]
    [InlineData("00000D", PowerState.Off, "Chassis: intrusion Warning|Chassis: drive fault Critical|Chassis: cooling or fan fault Critical")]
    public void A_chassis_status_tells_power_and_faults(string bytes, PowerState power, string faults)
    {
        var status = ChassisStatus.Decode(Convert.FromHexString(bytes));
        Assert.Equal((power, faults), (status.Power, string.Join("|", status.Faults)));
    }
}
