using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Drydock.Drivers.Oob.Libvirt.Domains;

namespace Drydock.Drivers.Oob.Tests.Libvirt;

public sealed class DomainXmlTests
{
    private const string ByKind = "<boot dev='hd'/><boot dev='cdrom'/>";

    [Theory]
    [InlineData(BootDevice.Pxe, "network, hd, cdrom")]
    [InlineData(BootDevice.Cd, "cdrom, hd")]
    [InlineData(BootDevice.Disk, "hd, cdrom")]
    public void A_kind_goes_first(BootDevice device, string order)
    {
        var domain = Domain(ByKind);
        BootOrderEdit.PutFirst(domain, device, null);
        Assert.Equal(order, string.Join(", ", domain.BootOrder));
    }

    [Fact]
    public void One_interface_is_meant_so_devices_are_ordered_and_kinds_are_not()
    {
        var domain = Domain(ByKind);
        BootOrderEdit.PutFirst(domain, BootDevice.Pxe, "52:54:00:00:00:0B");
        Assert.Equal(["interface 52:54:00:00:00:0b", "disk vda", "disk vdb", "disk sda"], domain.BootOrder);
        Assert.DoesNotContain("<boot dev", domain.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BootDevice.Pxe, "interface 52:54:00:00:00:0b, interface 52:54:00:00:00:0a, disk vdb, hostdev 0, disk vda")]
    [InlineData(BootDevice.Disk, "disk vdb, disk vda, hostdev 0, interface 52:54:00:00:00:0b")]
    [InlineData(BootDevice.Cd, "disk sda, disk vdb, hostdev 0, interface 52:54:00:00:00:0b, disk vda")]
    public void Devices_that_have_an_order_keep_theirs_after_the_first(BootDevice device, string order)
    {
        var domain = Domain("", diskB: "<boot order='1'/>", hostdev: "<boot order='2'/>", nicB: "<boot order='3' loadparm='2'/>");
        BootOrderEdit.PutFirst(domain, device, null);
        Assert.Equal(order, string.Join(", ", domain.BootOrder));
        Assert.Contains("loadparm=\"2\"", domain.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("<boot dev", domain.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_domain_lacks_is_said()
    {
        var wrongMac = Assert.Throws<InvalidOperationException>(() => BootOrderEdit.PutFirst(Domain(ByKind), BootDevice.Pxe, "00:00:00:00:00:01"));
        Assert.Equal("has no interface with boot_mac 00:00:00:00:00:01; it has 52:54:00:00:00:0a, 52:54:00:00:00:0b", wrongMac.Message);
        var bare = new DomainXml("<domain type='qemu'><os/><devices/></domain>");
        Assert.Equal("has no network interface", Assert.Throws<InvalidOperationException>(() => BootOrderEdit.PutFirst(bare, BootDevice.Pxe, null)).Message);
        Assert.Contains("starts a kernel directly",
            Assert.Throws<InvalidOperationException>(() => BootOrderEdit.PutFirst(Domain("<kernel>/k</kernel>"), BootDevice.Pxe, null)).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => BootOrderEdit.PutFirst(Domain(ByKind), BootDevice.BiosSetup, null));
    }

    [Theory]
    [InlineData(ByKind, "", "52:54:00:00:00:0b")]
    [InlineData(ByKind, "", null)]
    [InlineData("", "<boot order='1' loadparm='2'/>", null)]
    [InlineData("", "<boot order='1' loadparm='2'/>", "52:54:00:00:00:0a")]
    public void An_override_can_be_undone_to_the_byte(string os, string diskB, string? mac)
    {
        var domain = Domain(os, diskB);
        var before = XElement.Parse(domain.ToString()).ToString();
        BootMemory.Set(domain, new BootOverride(BootDevice.Pxe), mac);
        Assert.Equal(new BootOverride(BootDevice.Pxe, false, BootMode.Legacy), BootMemory.Read(domain));
        Assert.NotNull(BootMemory.OnceId(domain));
        var later = new DomainXml(domain.ToString());
        Assert.True(BootMemory.Undo(later));
        Assert.Equal(before, XElement.Parse(later.ToString()).ToString());
        Assert.False(BootMemory.Undo(later));
        Assert.Equal(BootDevice.None, BootMemory.Read(later).Device);
    }

    [Fact]
    public void Once_lies_over_persistent_and_is_itself_replaced()
    {
        var domain = Domain(ByKind);
        BootMemory.Set(domain, new BootOverride(BootDevice.Pxe, Persistent: true), null);
        Assert.Null(BootMemory.OnceId(domain));
        BootMemory.Set(domain, new BootOverride(BootDevice.Disk), null);
        var first = BootMemory.OnceId(domain);
        BootMemory.Set(domain, new BootOverride(BootDevice.Cd), null);
        Assert.NotEqual(first, BootMemory.OnceId(domain));
        Assert.Equal(["cdrom", "network", "hd"], domain.BootOrder);
        BootMemory.Undo(domain);
        Assert.Equal(new BootOverride(BootDevice.Pxe, true, BootMode.Legacy), BootMemory.Read(domain));
        Assert.Equal(["network", "hd", "cdrom"], domain.BootOrder);
        BootMemory.Undo(domain);
        Assert.Equal(["hd", "cdrom"], domain.BootOrder);
    }

    [Fact]
    public void A_persistent_override_replaces_all_before_it()
    {
        var domain = Domain(ByKind);
        BootMemory.Set(domain, new BootOverride(BootDevice.Cd, Persistent: true), null);
        BootMemory.Set(domain, new BootOverride(BootDevice.Pxe), null);
        BootMemory.Set(domain, new BootOverride(BootDevice.Pxe, Persistent: true), null);
        Assert.Equal(["network", "hd", "cdrom"], domain.BootOrder);
        Assert.True(BootMemory.Undo(domain));
        Assert.False(BootMemory.Undo(domain));
        Assert.Equal(["hd", "cdrom"], domain.BootOrder);
    }

    [Fact]
    public void A_device_taken_out_meanwhile_is_left_out_when_the_order_comes_back()
    {
        var domain = Domain("", diskB: "<boot order='1'/>", nicB: "<boot order='2'/>");
        BootMemory.Set(domain, new BootOverride(BootDevice.Pxe), null);
        var edited = XElement.Parse(domain.ToString());
        edited.Element("devices")!.Elements("disk").Single(disk => disk.Element("target")!.Attribute("dev")!.Value == "vdb").Remove();
        var later = new DomainXml(edited.ToString());
        BootMemory.Undo(later);
        Assert.Equal(["interface 52:54:00:00:00:0b"], later.BootOrder);
    }

    [Fact]
    public void Names_of_others_stay_as_they_are()
    {
        var domain = Domain(ByKind);
        BootMemory.Set(domain, new BootOverride(BootDevice.Pxe), null);
        var root = XElement.Parse(domain.ToString());
        XNamespace qemu = "http://libvirt.org/schemas/domain/qemu/1.0";
        XNamespace other = "urn:example:other";
        Assert.Equal("-x", root.Element(qemu + "commandline")!.Element(qemu + "arg")!.Attribute("value")!.Value);
        Assert.Equal("kept", root.Element("metadata")!.Element(other + "note")!.Value);
        Assert.Equal("0b6d6b54-7b1c-4d0e-9a51-0c2f7be9a001", root.Element("uuid")!.Value);
        Assert.Contains("<qemu:arg", domain.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<network/>")]
    [InlineData("<domain>")]
    [InlineData("<!DOCTYPE domain [<!ENTITY x 'y'>]><domain/>")]
    public void What_is_no_domain_is_refused(string xml) => Assert.Throws<InvalidDataException>(() => new DomainXml(xml));

    [Fact]
    public void Firmware_and_machine()
    {
        Assert.Equal(BootMode.Legacy, Domain(ByKind).Mode);
        Assert.Equal(BootMode.Uefi, new DomainXml("<domain><os firmware='efi'/></domain>").Mode);
        Assert.Equal(BootMode.Uefi, new DomainXml("<domain><os><loader type='pflash'>/x</loader></os></domain>").Mode);
        Assert.Equal(("pc-q35-7.2", "SN7"), (Domain(ByKind).Machine, Domain(ByKind).SystemText("serial")));
    }

    private static DomainXml Domain(string os, string diskB = "", string hostdev = "", string nicB = "") => new($"""
        <domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
          <name>node1</name><uuid>0b6d6b54-7b1c-4d0e-9a51-0c2f7be9a001</uuid>
          <metadata><other:note xmlns:other="urn:example:other">kept</other:note></metadata>
          <sysinfo type='smbios'><system><entry name='serial'>SN7</entry></system></sysinfo>
          <os><type machine='pc-q35-7.2'>hvm</type>{os}</os>
          <devices>
            <disk type='file' device='disk'><target dev='vda'/></disk>
            <disk type='file'><target dev='vdb'/>{diskB}</disk>
            <disk type='file' device='cdrom'><target dev='sda'/></disk>
            <hostdev>{hostdev}</hostdev>
            <interface><mac address='52:54:00:00:00:0a'/></interface>
            <interface><mac address='52:54:00:00:00:0b'/>{nicB}</interface>
          </devices>
          <qemu:commandline><qemu:arg value='-x'/></qemu:commandline>
        </domain>
        """);
}
