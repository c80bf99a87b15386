using System;
using System.Linq;
using System.Threading.Tasks;
using Drydock.Lab.Tests.Support;

namespace Drydock.Lab.Tests.Bmc;

public sealed class IpmiHandshakeTests : IpmiTestBase
{
    /// <summary>Codes computed outside of .NET from the formulas of IPMI 2.0, 13.31 and 13.32.</summary>
    [Theory]
    [InlineData(3, "2bf4f41497eda8e9188a5256bdb9ca5847eac393", "0424d08cbd775b6c1ab6e05e1410dafd1381011d", "748f6cb5bc1008b3d385de6d")]
    [InlineData(17, "e4fd09ae22b6f4c635a99045e8100daef764580c84fc9013867ad919d72cc4b8", "4c9a3cacf11cb53ac9797a4b0951416fb2e30048ad367b0072e1dd275ad00dd7", "d9c258042ab78a2abc9af2e4cb91ed8d")]
    public async Task Rakp_codes_are_those_of_fixed_vectors(int suite, string second, string third, string fourth)
    {
        var bmc = Start(Settings with { RandomBytes = count => [.. Enumerable.Range(1, count).Select(each => (byte)each)] });
        var client = Client(bmc, suite);
        var open = await client.OpenAsync();
        Assert.Equal(0, open[1]);
        var two = await client.Rakp1Async(open[8..12]);
        Assert.Equal("01020304", Convert.ToHexString(open[8..12]));
        Assert.Equal("FFEEDDCCBBAA99887746554433221100", Convert.ToHexString(two[24..40]));
        Assert.Equal(second, Convert.ToHexStringLower(two[40..]));
        var four = await client.Rakp3Async(Convert.FromHexString(third));
        Assert.Equal(0, four[1]);
        Assert.Equal(fourth, Convert.ToHexStringLower(four[8..]));
        Assert.Equal(1, Counters.OpenSessions);
    }

    [Fact]
    public async Task A_presence_ping_is_answered()
    {
        var pong = await Client(Start()).AskAsync([0x06, 0x00, 0xFF, 0x06, 0x00, 0x00, 0x11, 0xBE, 0x80, 0x2A, 0x00, 0x00]);
        Assert.Equal("0600FF06000011BE402A0010000011BE000000008100000000000000", Convert.ToHexString(pong));
    }

    [Fact]
    public async Task Channel_capabilities_and_suites_are_told_before_a_session()
    {
        var client = Client(Start());
        // v1.5 framing: Get Channel Authentication Capabilities of this channel, for an administrator, with extended data.
        var capabilities = await client.AskAsync([0x06, 0x00, 0xFF, 0x07, 0x00, .. new byte[8], 0x09,
            0x20, 0x18, 0xC8, 0x81, 0x04, 0x38, 0x8E, 0x04, 0xB1]);
        Assert.Equal("811C6320043800" + "0180040200000000", Convert.ToHexString(capabilities[14..^1]));
        var suites = await client.AskAsync([0x06, 0x00, 0xFF, 0x07, 0x00, .. new byte[8], 0x0A,
            0x20, 0x18, 0xC8, 0x81, 0x04, 0x54, 0x0E, 0x00, 0x80, 0x99]);
        Assert.Equal("0001C003014181C011034481", Convert.ToHexString(suites[20..^1]));
    }

    [Theory]
    [InlineData(3, 4, 1, 0x00)]
    [InlineData(1, 1, 1, 0x04)]
    [InlineData(3, 1, 1, 0x05)]
    [InlineData(3, 4, 0, 0x10)]
    [InlineData(0, 0, 0, 0x04)]
    public async Task Algorithms_that_are_not_allowed_are_refused_by_their_status(byte authentication, byte integrity, byte confidentiality, byte status)
    {
        var bmc = Start(Settings with { CipherSuites = new([17]) });
        var answer = await Client(bmc).OpenAsync(authentication, integrity, confidentiality);
        Assert.Equal(status, answer[1]);
        Assert.Equal(7, answer[0]);
        Assert.Equal(RawIpmiClient.ConsoleId, answer[4..8]);
    }

    [Fact]
    public async Task Algorithms_of_different_suites_do_not_go_together()
    {
        Assert.Equal(0x11, (await Client(Start()).OpenAsync(3, 1, 1))[1]);
    }

    [Theory]
    [InlineData("nobody", 0x14, 0x0D)]
    [InlineData("guest", 0x14, 0x0A)]
    [InlineData("averylongusername", 0x14, 0x0C)]
    public async Task Names_and_roles_that_are_not_granted_are_refused(string user, byte role, byte status)
    {
        var client = Client(Start(), user: user, password: "x", role: role);
        var open = await client.OpenAsync();
        Assert.Equal(status, (await client.Rakp1Async(open[8..12]))[1]);
        Assert.Equal(1, Counters.Logins);
        // Its slot is free again.
        Assert.Equal(0x02, (await client.Rakp1Async(open[8..12]))[1]);
    }

    [Fact]
    public async Task A_wrong_password_shows_in_rakp_2_and_is_refused_in_rakp_3()
    {
        var client = Client(Start(), password: "wrong");
        var open = await client.OpenAsync();
        var two = await client.Rakp1Async(open[8..12]);
        Assert.NotEqual(client.Rakp2Code(), two[40..]);
        Assert.Equal(0x0F, (await client.Rakp3Async(new byte[32]))[1]);
        Assert.Equal(0, Counters.OpenSessions);
        Assert.Equal(1, Counters.Logins);
    }

    [Fact]
    public async Task A_rejected_password_is_a_fault_on_request()
    {
        var bmc = Start();
        Faults.Add(new LabFault(LabFaultKind.BmcRejectsPassword, "NODE01", 1));
        var first = Client(bmc);
        var two = await first.Rakp1Async((await first.OpenAsync())[8..12]);
        Assert.NotEqual(first.Rakp2Code(), two[40..]);
        await LoggedInAsync(bmc);
    }

    [Fact]
    public async Task A_silent_bmc_answers_nothing_until_the_fault_ends()
    {
        var client = Client(Start());
        Faults.Add(new LabFault(LabFaultKind.BmcSilent, "node01"));
        byte[] ping = [0x06, 0x00, 0xFF, 0x06, 0x00, 0x00, 0x11, 0xBE, 0x80, 0x01, 0x00, 0x00];
        await client.SendAsync(ping);
        Assert.Null(await client.ReceiveAsync(0.3));
        Faults.Clear();
        Assert.Equal(28, (await client.AskAsync(ping)).Length);
    }

    [Fact]
    public async Task Messages_that_are_sent_again_are_answered_again()
    {
        var client = Client(Start());
        var open = await client.OpenAsync();
        Assert.Equal(open, await client.OpenAsync());
        var two = await client.Rakp1Async(open[8..12]);
        Assert.Equal(two, await client.Rakp1Async(open[8..12]));
        Assert.Equal(1, Counters.Logins);
    }
}
