using System.Linq;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.State;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Tests.State;

/// <summary>Designs and MAAS networks for the recorded machines.</summary>
internal static class Designs
{
    public static MaasVlan PxeVlan { get; } = new() { Id = 1, Vid = 0, FabricId = 0, Fabric = "fabric-0", Mtu = 1500 };

    public static MaasVlan DataVlan { get; } = new() { Id = 11, Vid = 0, FabricId = 10, Fabric = "data", Mtu = 9000 };

    public static MaasVlan StorageVlan { get; } = new() { Id = 12, Vid = 101, FabricId = 10, Fabric = "data", Mtu = 9000 };

    public static MaasNetworks Networks { get; } = new(
        [new MaasFabric { Id = 0, Name = "fabric-0", Vlans = new[] { PxeVlan } }, new MaasFabric { Id = 10, Name = "data", Vlans = new[] { DataVlan, StorageVlan } }],
        [
            new MaasSubnet { Id = 1, Name = "pxe", Cidr = "10.11.0.0/24", Vlan = PxeVlan, Gateway = "10.11.0.1" },
            new MaasSubnet { Id = 2, Name = "data", Cidr = "10.30.0.0/24", Vlan = DataVlan, Gateway = "10.30.0.1" },
            new MaasSubnet { Id = 3, Name = "stor", Cidr = "10.20.0.0/24", Vlan = StorageVlan },
        ]);

    public static NetworkLink PxeLink { get; } = new() { Name = "pxe", NativeNetwork = "pxe", AllowedNetworks = new[] { "pxe" } };

    public static NetworkLink DataLink { get; } = new()
    {
        Name = "data",
        Mtu = 9000,
        TrunkingMode = TrunkingMode.Dot1Q,
        NativeNetwork = "data",
        AllowedNetworks = new[] { "data", "stor" },
        Bonding = new Bonding { Mode = BondingMode.Lacp, HashPolicy = "layer2", PeerRate = "fast", MonitorRate = 100, UpDelay = 0, DownDelay = 0 },
    };

    public static Network[] SiteNetworks { get; } =
    [
        new() { Name = "pxe", Cidr = "10.11.0.0/24", Routes = new[] { new Route { Subnet = "0.0.0.0/0", Gateway = "10.11.0.1", Metric = 100 } } },
        new() { Name = "data", Cidr = "10.30.0.0/24", Routes = new[] { new Route { Subnet = "0.0.0.0/0", Gateway = "10.30.0.1", Metric = 10 } } },
        new() { Name = "stor", Cidr = "10.20.0.0/24", Vlan = 101 },
    ];

    public static HostInterface Pxe { get; } = new() { Name = "pxe", NetworkLink = "pxe", Slaves = new[] { "eno1" }, Networks = new[] { "pxe" } };

    public static HostInterface Bond { get; } = new()
    {
        Name = "bond0",
        NetworkLink = "data",
        Slaves = new[] { "ens3f0", "ens3f1" },
        Networks = new[] { "data", "stor" },
    };

    /// <summary>The design that the configured machine fulfils.</summary>
    public static BaremetalNode Networked { get; } = WithSite(new BaremetalNode
    {
        Name = "n1",
        PrimaryNetwork = "data",
        Interfaces = new[] { Pxe, Bond },
        Addressing = new[]
        {
            new NodeAddress { Network = "pxe", Type = AddressType.Auto },
            new NodeAddress { Network = "data", Address = "10.30.0.11" },
            new NodeAddress { Network = "stor", Address = "10.20.0.11" },
        },
    });

    /// <summary>The storage that the configured machine has.</summary>
    public static BaremetalNode Stored { get; } = new()
    {
        Name = "n1",
        StorageDevices = new[]
        {
            new StorageDevice
            {
                Name = "nvme0n1",
                Labels = new TextMap([new("bootdrive", "true")]),
                Partitions = new[] { Part("boot", "2g", "/boot") },
            },
            new StorageDevice { Name = "sda", Partitions = new[] { Part("root", "50g", "/") } },
            new StorageDevice { Name = "sdb", VolumeGroup = "vgdata" },
            new StorageDevice { Name = "sdc", VolumeGroup = "vgdata" },
        },
        VolumeGroups = new[] { new VolumeGroup { Name = "vgdata", LogicalVolumes = new[] { Volume("lv1", "100g", "/data") } } },
    };

    public static BaremetalNode WithSite(BaremetalNode node, NetworkLink[]? links = null, Network[]? networks = null, HardwareProfile? hardware = null) =>
        node with
        {
            HardwareProfile = hardware?.Name,
            Site = new SiteDesign
            {
                NetworkLinks = links ?? [PxeLink, DataLink],
                Networks = networks ?? SiteNetworks,
                HardwareProfiles = hardware is null ? ItemList<HardwareProfile>.Empty : new[] { hardware },
            },
        };

    public static Partition Part(string name, string? size, string? mount, string type = "ext4") =>
        new() { Name = name, Size = size, Filesystem = mount is null ? null : new Filesystem { Type = type, MountPoint = mount } };

    public static LogicalVolume Volume(string name, string? size, string? mount, string type = "ext4") =>
        new() { Name = name, Size = size, Filesystem = mount is null ? null : new Filesystem { Type = type, MountPoint = mount } };

    public static DeviceMap Devices(BaremetalNode node) => new(node, HardwareInventory.Empty);

    public static string[] Texts<T>(ItemList<T> operations) => [.. operations.Select(operation => operation!.ToString()!)];
}
