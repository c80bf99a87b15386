using System;
using System.Linq;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.State;
using Drydock.Errors;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Tests.State;

/// <summary>RAIDs and bcaches planned on the recorded machine: 1.6 TB nvme0n1, 480 GB sda, two of 960 GB, sdb and sdc.</summary>
public sealed class ArrayPlannerTests
{
    private static readonly Filesystem Root = new() { MountPoint = "/" };

    private static readonly MaasMachine Blank = RecordedMachines.Ready with
    {
        BlockDevices = new(RecordedMachines.Ready.BlockDevices.Select(disk => disk with { Partitions = ItemList<MaasPartition>.Empty, PartitionTableType = null })),
    };

    private static StoragePlan Plan(BaremetalNode node, MaasMachine? machine = null, PresentStorage? present = null) =>
        StoragePlanner.Plan(node, machine ?? Blank, present ?? PresentStorage.None, Designs.Devices(node));

    private static BaremetalNode Node(Raid[] raids, StorageDevice[]? disks = null, Bcache[]? bcaches = null, VolumeGroup[]? groups = null) => new()
    {
        Name = "n1",
        StorageDevices = disks ?? [Disk("nvme0n1", Designs.Part("boot", "2g", "/boot"), Designs.Part("root", "50g", "/"))],
        Raids = raids,
        Bcaches = bcaches ?? [],
        VolumeGroups = groups ?? [],
    };

    private static StorageDevice Disk(string name, params Partition[] partitions) => new() { Name = name, Partitions = partitions };

    private static Raid Mirror(params string[] devices) => new() { Name = "md0", Level = 1, Devices = devices, Filesystem = new() { MountPoint = "/srv" } };

    [Fact]
    public void Arrays_are_made_from_below_in_the_order_that_MAAS_accepts()
    {
        var node = Node(
            [new() { Name = "md0", Level = 1, Devices = new[] { "sdb/data", "sdc" }, Partitions = new[] { Designs.Part("log", "10g", "/var/log"), new Partition { Name = "pv", Size = ">1g", VolumeGroup = "vg" } } }],
            [Disk("nvme0n1", Designs.Part("boot", "2g", "/boot"), Designs.Part("cache", "100g", null), Designs.Part("root", "50g", "/")), Disk("sdb", Designs.Part("data", "900g", null))],
            [new() { Name = "bcache0", Backing = "sda", Cache = "nvme0n1/cache", Mode = CacheMode.WriteBack, VolumeGroup = "vg" }],
            [new() { Name = "vg", LogicalVolumes = new[] { Designs.Volume("all", "100%", "/data") } }]);

        Assert.Equal(
            [
                "apply layout flat: root 50 GB, boot 2 GB",
                "create partition 'cache' of nvme0n1: 100 GB",
                "create partition 'data' of sdb: 900 GB",
                "create raid-1 md0 of partition 'data' of sdb, sdc",
                "create partition 'log' of md0: 10 GB",
                "format partition 'log' of md0 as ext4",
                "mount partition 'log' of md0 at /var/log",
                "create partition 'pv' of md0: 889.99 GB",
                "create cache set on partition 'cache' of nvme0n1",
                "create bcache bcache0 of sda, cached on partition 'cache' of nvme0n1 (writeback)",
                "create volume group vg of partition 'pv' of md0, bcache0",
                "create volume 'all' of vg: 1.37 TB",
                "format volume 'all' of vg as ext4",
                "mount volume 'all' of vg at /data",
            ],
            Designs.Texts(Plan(node).Operations));
    }

    [Theory]
    [InlineData(0, 1919999737856)]
    [InlineData(1, 959999868928)]
    public void Sizes_are_MAASs(int level, long expected) =>
        Assert.Equal(expected, Plan(Node([Mirror("sdb", "sdc") with { Level = level }])).Operations.OfType<CreateRaid>().Single().Raid.Size);

    [Theory]
    [InlineData(5, 3, 1919999868928)]
    [InlineData(6, 4, 1919999868928)]
    [InlineData(10, 4, 1919999868928)]
    [InlineData(10, 3, 1439999868928)]
    public void Levels_keep_parity_and_copies(int level, int devices, long expected) =>
        Assert.Equal(expected, RaidSpace.Size(level, [.. Enumerable.Repeat(960000000000L, devices)], []));

    [Fact]
    public void A_small_spare_makes_the_whole_array_small() => Assert.Equal(480000000000 - 131072, RaidSpace.Size(1, [960000000000, 960000000000], [480000000000]));

    [Fact]
    public void A_root_on_a_RAID_of_whole_disks_boots_from_partitions_of_all_of_them()
    {
        var node = Node([Mirror("sdb", "sdc") with { Filesystem = Root }], disks: []);

        Assert.Equal(
            [
                "boot from sdb",
                "wipe the storage configuration",
                "create partition 'md0' of sdb: 959.99 GB",
                "create partition 'md0' of sdc: 959.99 GB",
                "create raid-1 md0 of partition 'md0' of sdb, partition 'md0' of sdc",
                "format md0 as ext4",
                "mount md0 at /",
            ],
            Designs.Texts(Plan(node, RecordedMachines.Ready).Operations));
        // Firmware that reads an EFI partition finds one beside the member.
        var uefi = Plan(node, RecordedMachines.Ready with { BiosBootMethod = "uefi" });
        Assert.Equal(["create partition 'efi' of sdb: 536.87 MB", "format partition 'efi' of sdb as fat32", "mount partition 'efi' of sdb at /boot/efi", "create partition 'md0' of sdb: 959.46 GB"],
            Designs.Texts(uefi.Operations).Skip(2).Take(4));
    }

    [Fact]
    public void A_machine_whose_root_is_cached_boots_from_where_its_boot_files_are()
    {
        var node = Node([], [Disk("sda", Designs.Part("boot", "2g", "/boot"))],
            [new() { Name = "bcache0", Backing = "sdb", Cache = "nvme0n1", Filesystem = Root }]);

        Assert.Equal("boot from sda", Designs.Texts(Plan(node).Operations)[0]);
    }

    [Fact]
    public void What_a_machine_has_of_its_arrays_stays_and_is_completed()
    {
        var node = Node([Mirror("sdb", "sdc")], bcaches: [new() { Name = "bcache0", Backing = "md0", Cache = "sda", Mode = CacheMode.WriteAround, Filesystem = new() { MountPoint = "/srv" } }]);
        node = node with { Raids = new[] { Mirror("sdb", "sdc") with { Filesystem = null } } };
        var machine = WithArrays(Laid(node), Virtual(50, "md0", 959999868928, "bcache-backing"), Virtual(51, "bcache0", 959999868928, null));
        machine = Holding(Holding(Holding(machine, 3, "raid"), 4, "raid"), 2, "bcache-cache");
        var raid = new PresentRaid("md0", "raid-1", "u", 50, 959999868928, new[] { Whole(3), Whole(4) }, ItemList<PresentMember>.Empty);
        var present = new PresentStorage([], [raid], [new(7, "cache0", Whole(2))], [new(8, "bcache0", "u", "writeback", 51, 7, Whole(50))]);

        Assert.Equal(["set cache mode writearound of bcache0", "format bcache0 as ext4", "mount bcache0 at /srv"], Designs.Texts(Plan(node, machine, present).Operations));
        Assert.Empty(Plan(node, machine, present).Reasons);
        // A cache set alone is what an interrupted run leaves; the bcache follows.
        var without = machine with { BlockDevices = new(machine.BlockDevices.Where(device => device.Name != "bcache0").Select(device => device.Name == "md0" ? device with { Filesystem = null } : device)) };
        Assert.Equal("create bcache bcache0 of md0, cached on sda (writearound)", Designs.Texts(Plan(node, without, present with { Bcaches = [] }).Operations)[0]);

        Assert.Contains("RAID 'md0' is raid-0 instead of raid-1", Plan(node, machine, present with { Raids = [raid with { Level = "raid-0" }] }).Reasons);
        Assert.Contains("RAID 'md0' has other members than designed", Plan(node, machine, present with { Raids = [raid with { Devices = new[] { Whole(3), Whole(2) } }] }).Reasons);
        Assert.Contains("RAID 'md0' has other spares than designed", Plan(node, machine, present with { Raids = [raid with { Spares = new[] { Whole(1) } }] }).Reasons);
        Assert.Contains("cache set 'cache1' is not in the design", Plan(node, machine, present with { CacheSets = [.. present.CacheSets, new(9, "cache1", Whole(1))] }).Reasons);
        Assert.Contains("bcache 'bcache0' has another backing device than md0", Plan(node, machine, present with { Bcaches = [present.Bcaches[0] with { Backing = Whole(1) }] }).Reasons);
        Assert.Equal("wipe the storage configuration", Designs.Texts(Plan(Node([Mirror("sdb", "sdc")], disks: [Disk("sda", Designs.Part("x", "1g", null)), Disk("nvme0n1", new Partition { Name = "r", Size = "50g", PartUuid = "aaaaaaaa-4be5-4e6f-a0a7-8a4a0d2a5b6e", Filesystem = Root })]), machine, present).Operations)[0]);
    }

    [Fact]
    public void What_the_design_gets_wrong_is_named()
    {
        Refused("RAID 'md0' has level 3", Node([Mirror("sdb", "sdc") with { Level = 3 }]));
        Refused("RAID 'md0' of level 1 has 1 members and 0 spares; MAAS wants at least 2", Node([Mirror("sdb")]));
        Refused("RAID 'md0' of level 0 has 2 members and 1 spares; MAAS wants at least 2 and no spares", Node([Mirror("sdb", "sdc") with { Level = 0, Spares = new[] { "sda" } }]));
        Refused("'sdb' is a member of RAID 'md0' and of RAID 'md1'", Node([Mirror("sdb", "sdc"), Mirror("sdb", "sda") with { Name = "md1" }]));
        Refused("'sdb' is a member of RAID 'md0' and of volume group 'vg'", Node([Mirror("sdb", "sdc")], [Disk("nvme0n1", Designs.Part("root", "9g", "/")), new() { Name = "sdb", VolumeGroup = "vg" }]));
        Refused("RAID 'md0' names 'nvme0n1/gone'", Node([Mirror("sdb", "nvme0n1/gone")]));
        Refused("bcache 'b' has no cache", Node([], bcaches: [new() { Name = "b", Backing = "sdb" }]));

        static void Refused(string message, BaremetalNode node) => Assert.Contains(message, Assert.Throws<DrydockException>(() => Plan(node)).Message, StringComparison.Ordinal);
    }

    private static PresentMember Whole(int id) => new(false, id);

    /// <summary>The blank machine with the boot and root partitions of the design.</summary>
    private static MaasMachine Laid(BaremetalNode node)
    {
        var layout = Plan(node).Operations.OfType<ApplyLayout>().Single();
        var filesystems = new[] { new MaasFilesystem("ext4", "boot", null, "/boot", null), new MaasFilesystem("ext4", "root", null, "/", null) };
        return Blank with
        {
            BlockDevices = new(Blank.BlockDevices.Select(disk => disk.Id != 1 ? disk : disk with
            {
                PartitionTableType = "GPT",
                Partitions = new(layout.Partitions.Select((partition, index) => new MaasPartition { Id = 30 + index, Size = partition.Size, Filesystem = filesystems[index] })),
            })),
        };
    }

    private static MaasMachine WithArrays(MaasMachine machine, params MaasBlockDevice[] devices) =>
        machine with { BlockDevices = new([.. machine.BlockDevices, .. devices]) };

    private static MaasMachine Holding(MaasMachine machine, int disk, string type) => machine with
    {
        BlockDevices = new(machine.BlockDevices.Select(device => device.Id == disk ? device with { Filesystem = new(type, null, null, null, null) } : device)),
    };

    private static MaasBlockDevice Virtual(int id, string name, long size, string? type) =>
        new() { Id = id, Name = name, Type = "virtual", Size = size, Filesystem = type is null ? null : new(type, null, null, null, null) };
}
