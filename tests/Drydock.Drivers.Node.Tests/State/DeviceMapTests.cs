using System.Linq;
using System.Text;
using System.Xml;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.State;
using Drydock.Errors;

namespace Drydock.Drivers.Node.Tests.State;

public sealed class DeviceMapTests
{
    private static readonly HardwareInventory Inventory = HardwareInventory.Parse(Encoding.UTF8.GetBytes("""
        <?xml version="1.0" standalone="yes" ?>
        <list><node id="server" class="system"><product>PowerEdge</product>
          <node id="network:0" class="network"><businfo>pci@0000:18:00.0</businfo><logicalname>eno1</logicalname></node>
          <node id="network:1" class="network"><businfo>pci@0000:3b:00.1</businfo><logicalname>ens3f1</logicalname></node>
          <node id="network:2" class="network"><logicalname>docker0</logicalname></node>
          <node id="storage" class="storage"><businfo>pci@0000:5e:00.0</businfo>
            <node id="disk:0" class="disk"><businfo>scsi@2:0.0.0</businfo><logicalname>/dev/sda</logicalname></node>
            <node id="disk:1" class="disk"><businfo>scsi@2:0.1.0</businfo><logicalname>/dev/sdb</logicalname></node>
          </node>
        </node></list>
        """));

    private static BaremetalNode Node(params DeviceAlias[] aliases) => Designs.WithSite(
        new BaremetalNode
        {
            Name = "n1",
            Interfaces = new[] { new HostInterface { Name = "data", Slaves = new[] { "nic", "eth7" } } },
            StorageDevices = new[] { new StorageDevice { Name = "boot" } },
        },
        hardware: new HardwareProfile { Name = "h", Devices = aliases });

    private static DeviceMap Map(BaremetalNode node) => new(node, Inventory);

    [Fact]
    public void Devices_without_address_or_name_are_skipped() => Assert.Equal(4, Inventory.Devices.Count);

    [Fact]
    public void Aliases_go_by_bus_address_and_other_names_for_themselves()
    {
        var node = Node(new DeviceAlias { Alias = "nic", BusType = "pci", Address = "0000:3B:00.1" }, new DeviceAlias { Alias = "boot", BusType = "scsi", Address = "2:0.1.0" });
        Assert.Equal(["ens3f1", "eth7"], Map(node).Slaves(node.Interfaces[0]));
        Assert.Equal("sdb", Map(node).Disk("boot"));
        Assert.Equal("nvme0n1", Map(node).Disk("nvme0n1"));
    }

    [Fact]
    public void An_expression_matches_from_the_start_and_the_first_device_wins()
    {
        var node = Node(new DeviceAlias { Alias = "nic", BusType = "pci", Address = @"regexp:0000\:(18|3b)\:00\.[0-9]" });
        Assert.Equal("eno1", Map(node).Slaves(node.Interfaces[0])[0]);
        var middle = Node(new DeviceAlias { Alias = "nic", BusType = "pci", Address = "regexp:3b:00" });
        Assert.Same(ErrorCatalogue.DeviceNotFound, Assert.Throws<DrydockException>(() => Map(middle).Slaves(middle.Interfaces[0])).Error);
        var broken = Node(new DeviceAlias { Alias = "nic", BusType = "pci", Address = "regexp:(" });
        Assert.Same(ErrorCatalogue.NodeMisconfigured, Assert.Throws<DrydockException>(() => Map(broken).Slaves(broken.Interfaces[0])).Error);
    }

    [Fact]
    public void Selectors_of_a_compiled_interface_need_no_profile()
    {
        var nic = new HostInterface
        {
            Slaves = new[] { "a", "b" },
            Selectors = new[] { new DeviceSelector(DeviceSelectorKind.Address, "0000:18:00.0", "pci"), new DeviceSelector(DeviceSelectorKind.Name, "eno9") },
        };
        var node = new BaremetalNode { Name = "n1", Interfaces = new[] { nic } };
        Assert.True(DeviceMap.NeedsInventory(node));
        Assert.Equal(["eno1", "eno9"], Map(node).Slaves(nic));
    }

    [Fact]
    public void The_inventory_is_wanted_only_for_aliases()
    {
        Assert.False(DeviceMap.NeedsInventory(Node()));
        Assert.True(DeviceMap.NeedsInventory(Node(new DeviceAlias { Alias = "boot", BusType = "scsi", Address = "2:0.0.0" })));
    }

    [Fact]
    public void A_missing_device_is_named_with_alias_address_and_what_there_is()
    {
        var node = Node(new DeviceAlias { Alias = "nic", BusType = "pci", Address = "0000:af:00.0" });
        var error = Assert.Throws<DrydockException>(() => Map(node).Slaves(node.Interfaces[0]));
        Assert.Same(ErrorCatalogue.DeviceNotFound, error.Error);
        Assert.Contains("no device at pci@0000:af:00.0, which the design calls 'nic'; it has pci@0000:18:00.0=eno1, pci@0000:3b:00.1=ens3f1", error.Message);
        var bare = Assert.Throws<DrydockException>(() => new DeviceMap(node, HardwareInventory.Empty).Slaves(node.Interfaces[0]));
        Assert.Contains("never commissioned", bare.Message);
        Assert.Contains("Invoke-NodeCommission", bare.Remedy);
    }

    [Theory]
    [InlineData(@"regexp:0000\:(19|01)\:00\.[0-9]", "<businfo>pci@0000:01:00.0</businfo>", "boot=sda nic1=eno1 nicre=eno3")]
    [InlineData("0000:regexp:19:00.1", "<businfo>pci@0000:01:00.0</businfo>", "boot=sda nic1=eno1 nicre=eno3")]
    [InlineData(@"regexp:0000\:(19|01)\:00\.[0-9]", "", "boot=sda nic1=eno1 nicre=eno3")]
    [InlineData(@"regexp:0000\:01\:00\.[0-9]", "", "boot=sda nic1=eno1")]
    public void Recorded_build_data_gives_the_recorded_names_and_a_device_without_address_hurts_nobody(string address, string bus, string expected)
    {
        var lshw = $"""
            <list><node id="n" class="system"><node id="core" class="bus">
            <node id="network:0" class="network"><businfo>pci@0000:00:03.0</businfo><logicalname>eno1</logicalname></node>
            <node id="network:1" class="network"><businfo>pci@0000:19:00.1</businfo><logicalname>eno3</logicalname></node>
            <node id="network:2" class="network">{bus}<logicalname>eno4</logicalname></node>
            <node id="disk" class="disk"><businfo>scsi@2:0.0.0</businfo><logicalname>/dev/sda</logicalname></node>
            </node></node></list>
            """;
        var node = Node(
            new DeviceAlias { Alias = "nic1", BusType = "pci", Address = "0000:00:03.0" },
            new DeviceAlias { Alias = "nic2", BusType = "pci", Address = "0000:00:04.0" },
            new DeviceAlias { Alias = "nicre", BusType = "pci", Address = address },
            new DeviceAlias { Alias = "boot", BusType = "scsi", Address = "2:0.0.0" });

        var aliases = new DeviceMap(node, HardwareInventory.Parse(Encoding.UTF8.GetBytes(lshw))).Aliases;
        Assert.Equal(expected, string.Join(" ", aliases.OrderBy(alias => alias.Key, System.StringComparer.Ordinal).Select(alias => $"{alias.Key}={alias.Value.Name}")));
        Assert.Empty(new DeviceMap(node, HardwareInventory.Empty).Aliases);
    }

    [Fact]
    public void Members_of_arrays_want_the_inventory_too()
    {
        var alias = new DeviceAlias { Alias = "slow", BusType = "scsi", Address = "2:0.0.0" };
        var node = Node(alias) with { StorageDevices = ItemList<StorageDevice>.Empty };
        Assert.False(DeviceMap.NeedsInventory(node));
        Assert.True(DeviceMap.NeedsInventory(node with { Raids = new[] { new Raid { Name = "md0", Spares = new[] { "slow" } } } }));
        Assert.True(DeviceMap.NeedsInventory(node with { Bcaches = new[] { new Bcache { Name = "b", Cache = "slow/part" } } }));
    }

    [Fact]
    public void Document_types_are_refused() => Assert.Throws<XmlException>(() =>
        HardwareInventory.Parse(Encoding.UTF8.GetBytes("<!DOCTYPE x [<!ENTITY e \"e\">]><list>&e;</list>")));
}
