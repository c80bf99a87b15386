using System;
using System.Linq;
using Drydock.Design;

namespace Drydock.Core.Tests.Design;

/// <summary>Documents of hosts: every key, and what holds where it is left out.</summary>
public sealed class HostDocumentTests
{
    [Fact]
    public void A_host_profile_and_its_defaults()
    {
        var full = Designs.Site("HostProfile", """
              oob:
                type: vendor
                account: root
                credential: s3cret
                address: https://bmc.example
                port: 8443
                cipher_suite: 17
                privilege: administrator
                kg: 0xa1B2
                system_id: 1
                auth: basic
                tls: {ca: bmc.pem}
                boot_mode: uefi
                domain: vm1
                timeouts: {connect: 5, request: 0.5, action: 600}
                colour: 17
                fan: {speed: ab, quiet: true}
              storage:
                physical_devices:
                  sda:
                    labels: {bootdrive: true}
                    partitions:
                    - {name: root, size: 20g, bootable: true, part_uuid: u, labels: {a: b}, filesystem: {}}
                    - {name: pv, size: 1g, vg: vg1}
                volume_groups:
                  vg1: {vg_uuid: v, logical_volumes: [{name: l, size: 1g, lv_uuid: w}]}
              interfaces:
                bond0: {labels: {x: 1}}
              platform: {kernel_params: {quiet: true, debug: false, isolcpus: 010}}
            """).HostProfiles.Single();

        Assert.Equal(
            new OobSettings
            {
                Type = "vendor",
                Account = "root",
                Credential = new Secret("s3cret"),
                Address = "https://bmc.example",
                Port = 8443,
                CipherSuite = 17,
                Privilege = OobPrivilege.Administrator,
                Kg = new Secret("0xa1B2"),
                SystemId = "1",
                Authentication = OobAuthentication.Basic,
                Tls = new TlsPolicy { CaBundle = "bmc.pem" },
                BootMode = Drivers.BootMode.Uefi,
                Domain = "vm1",
                Timeouts = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(0.5), TimeSpan.FromMinutes(10)),
                Extensions = new TextMap([new("colour", "17"), new("fan.speed", "ab"), new("fan.quiet", "True")]),
            },
            full.Oob);
        Assert.Equal(
            new StorageDevice
            {
                Name = "sda",
                Labels = new TextMap([new("bootdrive", "true")]),
                Partitions = new([
                    new Partition
                    {
                        Name = "root",
                        Size = "20g",
                        Bootable = true,
                        PartUuid = "u",
                        Labels = new TextMap([new("a", "b")]),
                        Filesystem = new Filesystem(),
                    },
                    new Partition { Name = "pv", Size = "1g", VolumeGroup = "vg1" }]),
            },
            full.StorageDevices.Single());
        Assert.Equal(new VolumeGroup { Name = "vg1", VgUuid = "v", LogicalVolumes = new([new LogicalVolume { Name = "l", Size = "1g", LvUuid = "w" }]) },
            full.VolumeGroups.Single());
        Assert.Equal("1", full.Interfaces.Single().Labels["x"]);
        Assert.Equal("quiet=True, debug=False, isolcpus=8", full.KernelParams.ToString());
        Assert.Equal(new HostProfile { Name = "x", Source = new("site.yaml", 1, 1) }, Designs.Site("HostProfile", "  {}").HostProfiles.Single());
    }

    [Theory]
    [InlineData("52:54:00:AB:cd:ef")]
    [InlineData("52-54-00-AB-CD-EF")]
    [InlineData("5254.00ab.cdef")]
    [InlineData("525400abcdef")]
    public void Boot_mac_takes_one_form(string mac) =>
        Assert.Equal("52:54:00:ab:cd:ef", Designs.Node($"  metadata:\n    boot_mac: {mac}\n").BootMac);

    [Fact]
    public void A_boot_mac_of_digits_needs_no_quotes() =>
        Assert.Equal("52:54:00:12:34:56", Designs.Node("  metadata:\n    boot_mac: 52:54:00:12:34:56\n").BootMac);

    [Fact]
    public void Addresses_are_static_dhcp_or_auto()
    {
        var node = Designs.Node("  - network: data\n    address: dhcp\n  - network: data\n    address: auto\n");

        Assert.Equal([(AddressType.Static, "10.0.0.11"), (AddressType.Static, "10.0.1.11"), (AddressType.Dhcp, null), (AddressType.Auto, (string?)null)],
            node.Addressing.Select(address => (address.Type, address.Address)));
    }
}
