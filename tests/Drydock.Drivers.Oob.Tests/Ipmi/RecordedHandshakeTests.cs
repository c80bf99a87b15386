using System;
using Drydock.Drivers.Oob.Ipmi.Crypto;
using Drydock.Drivers.Oob.Ipmi.Packets;

namespace Drydock.Drivers.Oob.Tests.Ipmi;

/// <summary>
/// Codes, keys and packets of a login that ipmitool and ipmi_sim once made with suite 3; suite 17 is the same login
/// worked out with another language's HMAC.
/// </summary>
public sealed class RecordedHandshakeTests
{
    private const uint ConsoleId = 0xA0A2A3A4;
    private const uint BmcId = 0x00000182;

    private static readonly byte[] ConsoleRandom = Convert.FromHexString("7756B9271BE2E6E62594291F23FE0AF8");
    private static readonly byte[] BmcRandom = Convert.FromHexString("458C21662A3330FA6D444CF21197CA13");
    private static readonly byte[] Guid = Convert.FromHexString("A123456789ABCDEFA123456789ABCDEF");
    private static readonly byte[] Sik3 = Convert.FromHexString("0123C6B26A8A64A53B4545DCE0B8F55F5C86A65E");

    private static readonly byte[] Request = Convert.FromHexString(
        "0600FF07" + "06C0820100000300000020005DD522DF6D4E2190F46A1BA53260E7C6294A2D84120854BF447CA312808190A3FFFF0207"
        + "126EF78275D62225FE62968F");

    private static readonly byte[] Reply = Convert.FromHexString(
        "0600FF07" + "06C0A4A3A2A00100000020005BCD619276476FF34182C1E20BF34E178FA7A3CEC89023D9668614C705766F2EFFFF0207"
        + "8628E1AE27E324520B985D0D");

    [Theory]
    [InlineData(3, "2A10737DCF3E5AF849B7399136E9816E2121AB09", "8DE208C9EEE84F9663B5A25E61BE5030CF072C7B",
        "0123C6B26A8A64A53B4545DCE0B8F55F5C86A65E", "87EBEC6F7067FE32640AAF99")]
    [InlineData(17, "650DC3CE5849865A3AC0C9F8227F1805CA2E975BC332A32C7563DAAF2548AEC3",
        "8D38260E5ED59CE1AD2310BE3474CC1F55DAAA8CB53D62C77C4D053618D0361F",
        "4CA8CAA3A46EFA7DF2733A889784733DD7E72CFD24DBC2505577CC1D50E80D43", "D85979BEFC839E9D34E3D118F18C6B7F")]
    public void Codes_of_the_key_exchange(int suiteId, string second, string third, string sik, string fourth)
    {
        var suite = suiteId == 3 ? CipherSuite.Suite3 : CipherSuite.Suite17;
        var login = new KeyExchange(suite, "admin", new Secret("password"), Privilege.Operator, ConsoleRandom);
        Assert.Equal(second, Convert.ToHexString(login.Message2Code(ConsoleId, BmcId, BmcRandom, Guid)));
        Assert.Equal(third, Convert.ToHexString(login.Message3Code(ConsoleId, BmcRandom)));
        var key = login.SessionIntegrityKey(BmcRandom);
        Assert.Equal(sik, Convert.ToHexString(key));
        Assert.Equal(fourth, Convert.ToHexString(login.Message4Code(key, BmcId, Guid)));
        Assert.Equal(second.Length / 2, suite.KeyExchangeCodeLength);
    }

    [Theory]
    [InlineData(3, "0123C6B26A8A64A53B4545DCE0B8F55F5C86A65E", "FF6F39AF582CD422C76CEF64")]
    [InlineData(17, "4CA8CAA3A46EFA7DF2733A889784733DD7E72CFD24DBC2505577CC1D50E80D43", "2552D1F004EDE7F39C28D5D1FBB47A57")]
    public void Signature_by_the_derived_key(int suiteId, string sik, string code)
    {
        var keys = new SessionKeys(suiteId == 3 ? CipherSuite.Suite3 : CipherSuite.Suite17, Convert.FromHexString(sik));
        Assert.Equal(code, Convert.ToHexString(keys.Sign("Drydock"u8.ToArray(), 0, 7)));
    }

    [Fact]
    public void A_recorded_request_is_opened()
    {
        var packet = SessionPacket.Decode(Request, new SessionKeys(CipherSuite.Suite3, Sik3));
        Assert.Equal((PayloadType.Ipmi, BmcId, 3u), (packet!.Type, packet.SessionId, packet.Sequence));
        Assert.Equal(IpmiMessage.Encode(new IpmiRequest(NetFunction.Application, 0x3B, 0x03), 1), packet.Payload);
    }

    [Fact]
    public void A_recorded_reply_is_opened()
    {
        var packet = SessionPacket.Decode(Reply, new SessionKeys(CipherSuite.Suite3, Sik3));
        Assert.Equal((ConsoleId, 1u), (packet!.SessionId, packet.Sequence));
        var reply = IpmiMessage.Decode(packet.Payload, new IpmiRequest(NetFunction.Application, 0x3B, 0x03), 1);
        Assert.Equal(0, reply!.Completion);
        Assert.Equal([0x03], reply.Data);
    }

    [Fact]
    public void A_reply_to_something_else_is_none()
    {
        var payload = SessionPacket.Decode(Reply, new SessionKeys(CipherSuite.Suite3, Sik3))!.Payload;
        Assert.Null(IpmiMessage.Decode(payload, new IpmiRequest(NetFunction.Application, 0x3B, 0x03), 2));
        Assert.Null(IpmiMessage.Decode(payload, new IpmiRequest(NetFunction.Application, 0x3C, 0x03), 1));
        Assert.Null(IpmiMessage.Decode(payload, new IpmiRequest(NetFunction.Chassis, 0x3B, 0x03), 1));
        payload[6] ^= 0x01;
        Assert.Null(IpmiMessage.Decode(payload, new IpmiRequest(NetFunction.Application, 0x3B, 0x03), 1));
    }

    [Fact]
    public void A_packet_that_was_changed_anywhere_is_dropped()
    {
        var keys = new SessionKeys(CipherSuite.Suite3, Sik3);
        for (var at = 4; at < Reply.Length; at++)
        {
            var changed = (byte[])Reply.Clone();
            changed[at] ^= 0x01;
            Assert.Null(SessionPacket.Decode(changed, keys));
            Assert.Null(SessionPacket.Decode(Reply[..at], keys));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    public void Packets_of_any_length_come_back(int suiteId)
    {
        var suite = suiteId == 3 ? CipherSuite.Suite3 : CipherSuite.Suite17;
        var keys = new SessionKeys(suite, Sik3);
        for (var length = 0; length < 40; length++)
        {
            var payload = new byte[length];
            new Random(length).NextBytes(payload);
            var datagram = new SessionPacket(PayloadType.Ipmi, 7, 9, payload).Encode(keys);
            Assert.Equal(0, (datagram.Length - 4 - suite.IntegrityCodeLength) % 4);
            Assert.Equal(payload, SessionPacket.Decode(datagram, keys)!.Payload);
        }
    }

    [Fact]
    public void A_handshake_packet_is_bare()
    {
        var datagram = new SessionPacket(PayloadType.Rakp1, 0, 0, [0x01, 0x02]).Encode();
        Assert.Equal("0600FF07" + "0612" + "00000000" + "00000000" + "0200" + "0102", Convert.ToHexString(datagram));
        Assert.Equal([0x01, 0x02], SessionPacket.Decode(datagram)!.Payload);
        Assert.Null(SessionPacket.Decode(Reply));
    }

    [Fact]
    public void Accounts_that_IPMI_cannot_carry_are_refused()
    {
        Assert.Null(KeyExchange.FindFault(new string('u', 16), new Secret(new string('p', 20))));
        Assert.Contains("16 bytes", KeyExchange.FindFault(new string('u', 17), new Secret("p")), StringComparison.Ordinal);
        Assert.Contains("20 bytes", KeyExchange.FindFault("u", new Secret("0123456789012345678é")), StringComparison.Ordinal);
    }
}
