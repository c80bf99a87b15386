using System;
using System.Threading.Tasks;

namespace Drydock.Lab.Tests.Bmc;

public sealed class IpmiSessionTests : IpmiTestBase
{
    private const byte Chassis = 0x00;
    private const byte App = 0x06;

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    public async Task Commands_run_in_a_session_until_it_is_closed(int suite)
    {
        var client = await LoggedInAsync(suite: suite);
        Assert.Equal("0020000000", Convert.ToHexString(await client.CommandAsync(Chassis, 0x01)));
        Assert.Equal(1, Counters.OpenSessions);
        Assert.Equal(0, (await client.CommandAsync(App, 0x3C, client.SessionId))[0]);
        Assert.Equal(0, Counters.OpenSessions);
        await client.SendAsync(client.Packet(++client.Sequence, 1, Chassis, 0x01));
        Assert.Null(await client.ReceiveAsync(0.2));
    }

    [Fact]
    public async Task A_packet_with_a_wrong_code_is_dropped()
    {
        var client = await LoggedInAsync();
        var packet = client.Packet(++client.Sequence, 9, Chassis, 0x02, 0x01);
        packet[^1] ^= 1;
        await client.SendAsync(packet);
        Assert.Null(await client.ReceiveAsync(0.2));
        Assert.Equal(0, Counters.Writes);
    }

    [Fact]
    public async Task A_packet_that_comes_twice_is_answered_once_and_the_window_takes_late_ones()
    {
        var client = await LoggedInAsync();
        var late = client.Packet(client.Sequence + 5, 10, Chassis, 0x01);
        var packet = client.Packet(client.Sequence + 10, 11, Chassis, 0x01);
        client.Decode(await client.AskAsync(packet), 11, Chassis, 0x01);
        await client.SendAsync(packet);
        Assert.Null(await client.ReceiveAsync(0.2));
        client.Decode(await client.AskAsync(late), 10, Chassis, 0x01);
        await client.SendAsync(client.Packet(client.Sequence + 40, 12, Chassis, 0x01));
        Assert.NotNull(await client.ReceiveAsync());
        await client.SendAsync(client.Packet(client.Sequence + 11, 13, Chassis, 0x01));
        Assert.Null(await client.ReceiveAsync(0.2));
    }

    [Fact]
    public async Task A_request_that_is_sent_again_is_not_done_again()
    {
        var client = await LoggedInAsync();
        Assert.Equal([0x00], client.Decode(await client.AskAsync(client.Packet(++client.Sequence, 20, Chassis, 0x02, 0x01)), 20, Chassis, 0x02));
        Assert.Equal([0x00], client.Decode(await client.AskAsync(client.Packet(++client.Sequence, 20, Chassis, 0x02, 0x01)), 20, Chassis, 0x02));
        Assert.Equal(1, Counters.Writes);
        Clock.Advance(TimeSpan.FromSeconds(6));
        await client.AskAsync(client.Packet(++client.Sequence, 20, Chassis, 0x02, 0x01));
        Assert.Equal(2, Counters.Writes);
    }

    [Fact]
    public async Task Slots_run_out_and_idle_sessions_free_them()
    {
        var bmc = Start();
        for (var i = 0; i < Settings.MaxSessions; i++) await LoggedInAsync(bmc);
        Assert.Equal(3, Counters.OpenSessions);
        Assert.Equal(0x01, (await Client(bmc).OpenAsync())[1]);
        Clock.Advance(TimeSpan.FromSeconds(61));
        bmc.ExpireSessions();
        Assert.Equal(0, Counters.OpenSessions);
        await LoggedInAsync(bmc);
        Assert.Equal(1, Counters.OpenSessions);
        bmc.Dispose();
        Assert.Equal(0, Counters.OpenSessions);
    }

    [Fact]
    public async Task An_abandoned_login_frees_its_slot()
    {
        var bmc = Start(Settings with { MaxSessions = 1 });
        await Client(bmc).OpenAsync();
        Assert.Equal(0x01, (await Client(bmc).OpenAsync())[1]);
        Clock.Advance(TimeSpan.FromSeconds(21));
        Assert.Equal(0x00, (await Client(bmc).OpenAsync())[1]);
    }

    [Fact]
    public async Task Privilege_bounds_what_a_session_may_do()
    {
        var bmc = Start();
        var reader = Client(bmc, user: "guest", password: "guest", role: 0x12);
        await reader.LogInAsync(privilege: 2);
        Assert.Equal(0x00, (await reader.CommandAsync(Chassis, 0x01))[0]);
        Assert.Equal(0xD4, (await reader.CommandAsync(Chassis, 0x02, 0x01))[0]);
        Assert.Equal(0xD4, (await reader.CommandAsync(Chassis, 0x08, 0x05, 0x80, 0x04, 0x00, 0x00, 0x00))[0]);
        Assert.Equal(0x81, (await reader.CommandAsync(App, 0x3B, 0x03))[0]);
        var limited = Client(bmc, user: "operator", password: "op", role: 0x13);
        await limited.LogInAsync(privilege: 3);
        Assert.Equal(0x00, (await limited.CommandAsync(Chassis, 0x02, 0x01))[0]);
        Assert.Equal(0x81, (await limited.CommandAsync(App, 0x3B, 0x04))[0]);
        Assert.Equal(1, Counters.Writes);
    }

    [Fact]
    public async Task A_session_begins_as_user_and_unknown_commands_and_short_requests_are_refused()
    {
        var client = await LoggedInAsync();
        Assert.Equal("0004", Convert.ToHexString(await client.CommandAsync(App, 0x3B, 0x00)));
        Assert.Equal(0xC1, (await client.CommandAsync(0x2C, 0x01))[0]);
        Assert.Equal(0xC7, (await client.CommandAsync(Chassis, 0x02))[0]);
        Assert.Equal(0xCC, (await client.CommandAsync(Chassis, 0x02, 0x04))[0]);
    }
}
