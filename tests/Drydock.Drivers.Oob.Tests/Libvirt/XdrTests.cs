using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using Drydock.Drivers.Oob.Libvirt.Links;
using Drydock.Drivers.Oob.Libvirt.Rpc;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Tests.Libvirt;

public sealed class XdrTests
{
    [Fact]
    public void Values_are_big_endian_and_filled_to_four_bytes() => Assert.Equal(
        "0000002A" + "FFFFFFFF" + "00000005" + "6E6F646531000000" + "00000000" + "00000001" + "00000002C3A40000" + "01020300",
        Convert.ToHexString(new XdrWriter().Int(42).Int(-1).Text("node1").OptionalText(null).OptionalText("ä").Opaque([1, 2, 3]).ToArray()));

    [Fact]
    public void Values_read_back()
    {
        var reader = new XdrReader(Convert.FromHexString("FFFFFFFE" + "00000001000003E8" + "00000003414243" + "00" + "0000000100000000" + "00000000" + "AABB0000"));
        Assert.Equal(-2, reader.Int());
        Assert.Equal(4294968296ul, reader.Long());
        Assert.Equal("ABC", reader.Text());
        Assert.Equal("", reader.OptionalText());
        Assert.Null(reader.OptionalText());
        Assert.Equal([0xAA, 0xBB], reader.Opaque(2));
        Assert.Equal(0, reader.Left);
    }

    [Theory]
    [InlineData("0000")]
    [InlineData("00000008414243")]
    [InlineData("FFFFFFFF41424344")]
    public void Bytes_that_end_too_soon_are_refused(string bytes) =>
        Assert.Throws<InvalidDataException>(() => new XdrReader(Convert.FromHexString(bytes)).Text());

    [Fact]
    public void A_packet_on_the_wire()
    {
        var bytes = new RpcPacket(RpcPacket.Remote, 23, RpcType.Call, 7, 0, [1, 2, 3, 4]).Encode();
        Assert.Equal("00000020" + "20008086" + "00000001" + "00000017" + "00000000" + "00000007" + "00000000" + "01020304", Convert.ToHexString(bytes));
        var packet = RpcPacket.Decode(bytes[4..]);
        Assert.Equal((RpcPacket.Remote, 23, RpcType.Call, 7, 0), (packet.Program, packet.Procedure, packet.Type, packet.Serial, packet.Status));
        Assert.Equal([1, 2, 3, 4], packet.Payload);
        bytes[11] = 2;
        Assert.Throws<InvalidDataException>(() => RpcPacket.Decode(bytes[4..]));
    }

    [Theory]
    [InlineData(42, "Drydock.Node.Misconfigured", false)]
    [InlineData(55, "Drydock.Oob.Refused", false)]
    [InlineData(68, "Drydock.Oob.Busy", true)]
    [InlineData(45, "Drydock.Oob.AuthenticationFailed", false)]
    [InlineData(29, "Drydock.Oob.PermissionDenied", false)]
    [InlineData(1, "Drydock.Oob.Refused", false)]
    public void Errors_become_ids_of_the_catalogue(int code, string id, bool transient)
    {
        var fault = RemoteFault.Decode(new XdrWriter().Int(code).Int(10).OptionalText("no").Int(2).ToArray());
        Assert.Equal((code, "no", id, transient), (fault.Code, fault.Message, fault.Error.Id, fault.IsTransient));
        Assert.Contains(fault.Error, ErrorCatalogue.All);
    }

    [Fact]
    public void A_local_sockets_address_as_the_kernel_wants_it()
    {
        var address = new UnixEndPoint("/run/x").Serialize();
        Assert.Equal((AddressFamily.Unix, 9), (address.Family, address.Size));
        Assert.Equal("/run/x\0"u8.ToArray(), Enumerable.Range(2, 7).Select(i => address[i]));
        Assert.Equal("/run/x", new UnixEndPoint("/other").Create(address).ToString());
        Assert.Throws<ArgumentException>(() => new UnixEndPoint(new string('x', 108)));
    }
}
