using System;
using System.Threading.Tasks;
using Drydock.Drivers;
using Drydock.Lab.Tests.Support;

namespace Drydock.Lab.Tests.Bmc;

public sealed class IpmiChassisTests : IpmiTestBase
{
    private const byte Chassis = 0x00;

    [Fact]
    public async Task Control_changes_power_and_refuses_what_needs_it()
    {
        var client = await LoggedInAsync();
        foreach (byte action in new byte[] { 2, 3, 5 }) Assert.Equal(0xD5, (await ControlAsync(client, action))[0]);
        Assert.Equal(0, (await ControlAsync(client, 1))[0]);
        await Server.PowerIsAsync(PowerState.On);
        Assert.Equal(0x21, (await client.CommandAsync(Chassis, 0x01))[1]);
        foreach (byte action in new byte[] { 2, 3 })
        {
            var session = Server.PowerSession;
            Assert.Equal(0, (await ControlAsync(client, action))[0]);
            await TestServers.UntilAsync(() => session.IsCancellationRequested, "the session ends");
            await Server.PowerIsAsync(PowerState.On);
        }

        Assert.Equal(0, (await ControlAsync(client, 5))[0]);
        await Server.PowerIsAsync(PowerState.Off);
    }

    [Fact]
    public async Task Boot_flags_keep_every_bit_and_are_the_servers_override()
    {
        var client = await LoggedInAsync();
        Assert.Equal([0x00], await SetFlagsAsync(client, 0xE0, 0x04));
        Assert.Equal(new BootOverride(BootDevice.Pxe, true, BootMode.Uefi), Server.BootOverride);
        Assert.Equal("000105E004000000", await FlagsAsync(client));
        Assert.Equal([0x00], await SetFlagsAsync(client, 0x80, 0x18));
        Assert.Equal(new BootOverride(BootDevice.BiosSetup, false, BootMode.Legacy), Server.BootOverride);
        // Without the valid bit the flags are kept and mean nothing.
        Assert.Equal([0x00], await SetFlagsAsync(client, 0x00, 0x08));
        Assert.Null(Server.BootOverride);
        Assert.Equal("0001050008000000", await FlagsAsync(client));
        Assert.Equal([0xCC], await SetFlagsAsync(client, 0x80, 0x3C));
    }

    [Fact]
    public async Task A_boot_that_uses_the_flags_up_leaves_the_device_without_its_valid_bit()
    {
        var client = await LoggedInAsync();
        await SetFlagsAsync(client, 0x80, 0x04);
        await ControlAsync(client, 1);
        await TestServers.UntilAsync(() => Server.Activity == "network boot", "the server boots");
        Assert.Equal("0001050004000000", await FlagsAsync(client));
    }

    [Fact]
    public async Task An_override_by_other_means_shows_in_the_flags()
    {
        var client = await LoggedInAsync();
        Server.SetBootOverride(new BootOverride(BootDevice.Disk, true, BootMode.Uefi));
        Assert.Equal("000105E008000000", await FlagsAsync(client));
        Server.SetBootOverride(null);
        Assert.Equal("0001056008000000", await FlagsAsync(client));
    }

    [Fact]
    public async Task Flags_lose_their_valid_bit_after_a_minute_unless_parameter_3_forbids_it()
    {
        var bmc = Start();
        var client = await LoggedInAsync(bmc);
        await SetFlagsAsync(client, 0x80, 0x04);
        Clock.Advance(TimeSpan.FromSeconds(50));
        await ControlAsync(client, 0);
        Clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal("0001058004000000", await FlagsAsync(client));
        Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Null(Server.BootOverride);
        client = await LoggedInAsync(bmc);
        Assert.Equal("0001050004000000", await FlagsAsync(client));
        Assert.Equal([0x00], await client.CommandAsync(Chassis, 0x08, 0x03, 0x08));
        await SetFlagsAsync(client, 0x80, 0x04);
        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.NotNull(Server.BootOverride);
    }

    [Fact]
    public async Task Other_parameters_are_stored_or_refused()
    {
        var client = await LoggedInAsync();
        Assert.Equal([0x00], await client.CommandAsync(Chassis, 0x08, 0x00, 0x01));
        Assert.Equal([0x81], await client.CommandAsync(Chassis, 0x08, 0x00, 0x01));
        Assert.Equal("00010001", Convert.ToHexString(await client.CommandAsync(Chassis, 0x09, 0x00, 0x00, 0x00)));
        Assert.Equal([0x00], await client.CommandAsync(Chassis, 0x08, 0x00, 0x02));
        Assert.Equal([0x00], await client.CommandAsync(Chassis, 0x08, 0x04, 0x01, 0xFF));
        Assert.Equal("0001040001", Convert.ToHexString(await client.CommandAsync(Chassis, 0x09, 0x04, 0x00, 0x00)));
        Assert.Equal([0x00], await client.CommandAsync(Chassis, 0x08, 0x07, 0x01, 0xAB));
        Assert.Equal("00010701AB", Convert.ToHexString(await client.CommandAsync(Chassis, 0x09, 0x07, 0x01, 0x00))[..10]);
        Assert.Equal([0x80], await client.CommandAsync(Chassis, 0x09, 0x06, 0x00, 0x00));
        Assert.Equal([0x00], await client.CommandAsync(Chassis, 0x08, 0x85));
        Assert.Equal("000185", (await FlagsAsync(client))[..6]);
    }

    private static Task<byte[]> ControlAsync(RawIpmiClient client, byte action) => client.CommandAsync(Chassis, 0x02, action);

    private static Task<byte[]> SetFlagsAsync(RawIpmiClient client, byte flags, byte device) =>
        client.CommandAsync(Chassis, 0x08, 0x05, flags, device, 0x00, 0x00, 0x00);

    private static async Task<string> FlagsAsync(RawIpmiClient client) =>
        Convert.ToHexString(await client.CommandAsync(Chassis, 0x09, 0x05, 0x00, 0x00));
}
