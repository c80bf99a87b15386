using System;
using System.Linq;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.State;
using Drydock.Errors;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Tests.State;

public sealed class StoragePlannerTests
{
    private static StoragePlan Plan(BaremetalNode node, MaasMachine machine, params MaasVolumeGroup[] groups) =>
        StoragePlanner.Plan(node, machine, PresentStorage.OfGroups(groups), Designs.Devices(node));

    private static DrydockException Refusal(BaremetalNode node) => Assert.Throws<DrydockException>(() => Plan(node, RecordedMachines.Ready));

    private static MaasMachine WithDisk(MaasMachine machine, string name, Func<MaasBlockDevice, MaasBlockDevice> change) =>
        machine with { BlockDevices = new(machine.BlockDevices.Select(disk => disk.Name == name ? change(disk) : disk)) };

    private static MaasMachine Blank(MaasMachine machine) => machine with
    {
        BlockDevices = new(machine.BlockDevices.Where(disk => disk.Type == "physical").Select(disk =>
            disk with { Partitions = ItemList<MaasPartition>.Empty, Filesystem = null, PartitionTableType = null })),
        VolumeGroupIds = ItemList<int>.Empty,
    };

    private static BaremetalNode One(params Partition[] partitions) =>
        new() { Name = "n1", StorageDevices = new[] { new StorageDevice { Name = "sda", Partitions = partitions } } };

    [Fact]
    public void A_machine_as_designed_needs_nothing()
    {
        Assert.True(Plan(Designs.Stored, RecordedMachines.Configured, RecordedMachines.Groups).IsConverged);
        Assert.True(Plan(Designs.Stored, RecordedMachines.Deployed, RecordedMachines.Groups).IsConverged);
    }

    [Fact]
    public void A_design_without_storage_leaves_the_machine_alone() =>
        Assert.True(Plan(new BaremetalNode { Name = "n1" }, RecordedMachines.Configured, RecordedMachines.Groups).IsConverged);

    [Fact]
    public void MAASs_default_layout_gives_way_and_the_flat_layout_saves_requests()
    {
        var plan = Plan(Designs.Stored, RecordedMachines.Ready);
        Assert.Equal(
            [
                "apply layout flat: root 50 GB, boot 2 GB",
                "create volume group vgdata of sdb, sdc",
                "create volume 'lv1' of vgdata: 100 GB",
                "format volume 'lv1' of vgdata as ext4",
                "mount volume 'lv1' of vgdata at /data",
            ],
            Designs.Texts(plan.Operations));
        Assert.Equal(["partition 'boot' of nvme0n1 has 1.6 TB (1599992758272 bytes) instead of 2 GB (1996488704 bytes)"], plan.Reasons);
    }

    [Fact]
    public void Work_cut_short_goes_on_where_it_stopped()
    {
        var half = RecordedMachines.Configured with { BlockDevices = new(RecordedMachines.Configured.BlockDevices.Where(disk => disk.Type == "physical")) };
        var groups = RecordedMachines.Groups.Select(group => group with { Volumes = ItemList<MaasBlockDevice>.Empty }).ToArray();
        var plan = Plan(Designs.Stored, half, groups);
        Assert.Empty(plan.Reasons);
        Assert.Equal(
            ["create volume 'lv1' of vgdata: 100 GB", "format volume 'lv1' of vgdata as ext4", "mount volume 'lv1' of vgdata at /data"],
            Designs.Texts(plan.Operations));
    }

    [Fact]
    public void A_filesystem_is_made_anew_in_its_place_and_a_mount_alone_is_only_moved()
    {
        var xfs = WithDisk(RecordedMachines.Configured, "vgdata-lv1", disk => disk with { Filesystem = disk.Filesystem! with { Type = "xfs" } });
        Assert.Equal(["format volume 'lv1' of vgdata as ext4", "mount volume 'lv1' of vgdata at /data"],
            Designs.Texts(Plan(Designs.Stored, xfs, RecordedMachines.Groups).Operations));
        var moved = WithDisk(RecordedMachines.Configured, "vgdata-lv1", disk => disk with { Filesystem = disk.Filesystem! with { MountPoint = "/old" } });
        Assert.Equal(["mount volume 'lv1' of vgdata at /data"], Designs.Texts(Plan(Designs.Stored, moved, RecordedMachines.Groups).Operations));
        var options = WithDisk(RecordedMachines.Configured, "vgdata-lv1", disk => disk with { Filesystem = disk.Filesystem! with { MountOptions = "noatime" } });
        Assert.Equal(["mount volume 'lv1' of vgdata at /data"], Designs.Texts(Plan(Designs.Stored, options, RecordedMachines.Groups).Operations));
    }

    [Fact]
    public void Labels_and_UUIDs_count_where_the_design_fixes_them()
    {
        const string Uuid = "9B7D2F23-3075-4ddf-aa5a-f30e0e17819f";
        BaremetalNode With(Filesystem filesystem) => Designs.Stored with
        {
            VolumeGroups = new[] { new VolumeGroup { Name = "vgdata", LogicalVolumes = new[] { new LogicalVolume { Name = "lv1", Size = "100g", Filesystem = filesystem } } } },
        };
        Assert.True(Plan(With(new Filesystem { MountPoint = "/data", Uuid = Uuid }), RecordedMachines.Configured, RecordedMachines.Groups).IsConverged);
        // MAAS gives a volume no label: formatting it again would never end.
        var labelled = With(new Filesystem { MountPoint = "/data", Label = "data" });
        Assert.True(Plan(labelled, RecordedMachines.Configured, RecordedMachines.Groups).IsConverged);
        var other = WithDisk(RecordedMachines.Configured, "vgdata-lv1", disk => disk with { Filesystem = disk.Filesystem! with { Label = "other" } });
        var plan = Plan(labelled, other, RecordedMachines.Groups);
        Assert.Equal(2, plan.Operations.Count);
        Assert.Equal("data", Assert.IsType<FormatVolume>(plan.Operations[0]).Filesystem.Label);
    }

    [Fact]
    public void What_the_design_does_not_know_is_wiped_and_named()
    {
        var node = Designs.Stored with { VolumeGroups = ItemList<VolumeGroup>.Empty, StorageDevices = new(Designs.Stored.StorageDevices.Take(2)) };
        var reasons = Plan(node, RecordedMachines.Configured, RecordedMachines.Groups).Reasons;
        Assert.Equal(
            [
                "sdb is in use (LVM volume for vgdata) and the design does not mention it",
                "sdc is in use (LVM volume for vgdata) and the design does not mention it",
                "volume group 'vgdata' is not in the design",
            ],
            reasons);
    }

    [Fact]
    public void A_RAID_is_no_part_of_a_design()
    {
        var raid = RecordedMachines.Configured with
        {
            BlockDevices = new([.. RecordedMachines.Configured.BlockDevices, new MaasBlockDevice { Id = 29, Name = "md0", Type = "virtual" }]),
        };
        Assert.Equal(["md0 is not in the design"], Plan(Designs.Stored, raid, RecordedMachines.Groups).Reasons);
    }

    [Fact]
    public void A_group_of_two_disks_names_both() =>
        Assert.Equal([3, 4], Plan(Designs.Stored, RecordedMachines.Ready).Operations.OfType<CreateVolumeGroup>().Single().Members.Cast<DiskTarget>().Select(disk => disk.Id));

    [Fact]
    public void The_boot_disk_is_set_where_it_differs_and_follows_the_root_without_a_label()
    {
        var node = One(Designs.Part("root", "50g", "/"));
        Assert.Equal("boot from sda", Designs.Texts(Plan(node, RecordedMachines.Ready).Operations)[0]);
        Assert.IsType<ApplyLayout>(Plan(node, RecordedMachines.Ready with { BootDiskId = 2 }).Operations[0]);
    }

    [Fact]
    public void Boot_and_root_lead_whatever_the_designs_order()
    {
        var node = One(Designs.Part("var", "10g", "/var"), Designs.Part("root", "50g", "/"), Designs.Part("boot", "1g", "/boot"));
        var plan = Plan(node, RecordedMachines.Ready with { BootDiskId = 2 });
        Assert.Equal(
            ["apply layout flat: root 50 GB, boot 998.24 MB", "create partition 'var' of sda: 10 GB", "format partition 'var' of sda as ext4", "mount partition 'var' of sda at /var"],
            Designs.Texts(plan.Operations));
    }

    [Fact]
    public void A_root_with_a_UUID_of_its_own_is_built_piece_by_piece()
    {
        var root = Designs.Part("root", "50g", "/") with { PartUuid = "aaaaaaaa-4be5-4e6f-a0a7-8a4a0d2a5b6e" };
        var ready = RecordedMachines.Ready with { BootDiskId = 2 };
        Assert.Equal(
            ["wipe the storage configuration", "create partition 'root' of sda: 50 GB", "format partition 'root' of sda as ext4", "mount partition 'root' of sda at /"],
            Designs.Texts(Plan(One(root), ready).Operations));
        Assert.DoesNotContain(Plan(One(root), Blank(ready)).Operations, operation => operation is ApplyLayout);
    }

    [Fact]
    public void UEFI_machines_get_the_EFI_partition_of_MAASs_layouts()
    {
        var uefi = RecordedMachines.Ready with { BiosBootMethod = "uefi", BootDiskId = 2 };
        var layout = Assert.IsType<ApplyLayout>(Plan(One(Designs.Part("root", ">20g", "/")), uefi).Operations.Single());
        Assert.Equal(["efi", "root"], layout.Partitions.Select(partition => partition.Target.Name));
        Assert.Equal([536870912, 479455084544], [layout.Partitions[0].Size, layout.Partitions[1].Size]);
        Assert.Null(layout.Layout.RootSize);
        var own = One(Designs.Part("efi", "1g", "/boot/efi", "vfat"), Designs.Part("root", "20g", "/"));
        Assert.Equal("wipe the storage configuration", Designs.Texts(Plan(own, uefi).Operations)[0]);
        Assert.True(((CreatePartition)Plan(own, uefi).Operations[1]).Partition.Bootable);
        var same = One(Designs.Part("efi", "512mi", "/boot/efi", "vfat"), Designs.Part("root", "20g", "/"));
        Assert.Equal(["apply layout flat: root 20 GB"], Designs.Texts(Plan(same, uefi).Operations));
    }

    [Fact]
    public void A_root_on_LVM_uses_that_layout_and_other_volumes_follow()
    {
        var node = new BaremetalNode
        {
            Name = "n1",
            StorageDevices = new[] { new StorageDevice { Name = "sda", VolumeGroup = "system" } },
            VolumeGroups = new[] { new VolumeGroup { Name = "system", LogicalVolumes = new[] { Designs.Volume("log", "10%", "/var/log"), Designs.Volume("root", "40g", "/") } } },
        };
        var plan = Plan(node, RecordedMachines.Ready with { BootDiskId = 2 });
        Assert.Equal(
            ["apply layout lvm: root the rest, volume 'root' of system 40 GB", "create volume 'log' of system: 48 GB", "format volume 'log' of system as ext4", "mount volume 'log' of system at /var/log"],
            Designs.Texts(plan.Operations));
        Assert.Equal(479991955456, ((ApplyLayout)plan.Operations[0]).Partitions.Single().Size);
    }

    [Fact]
    public void A_root_on_a_group_of_two_disks_is_built_piece_by_piece_with_a_partition_on_the_boot_disk()
    {
        var node = new BaremetalNode
        {
            Name = "n1",
            StorageDevices = new[] { new StorageDevice { Name = "sda", VolumeGroup = "system" }, new StorageDevice { Name = "sdb", VolumeGroup = "system" } },
            VolumeGroups = new[] { new VolumeGroup { Name = "system", LogicalVolumes = new[] { Designs.Volume("root", "100%", "/") } } },
        };
        Assert.Equal(
            [
                "wipe the storage configuration", "create partition 'system' of sda: 479.99 GB",
                "create volume group system of sdb, partition 'system' of sda", "create volume 'root' of system: 1.44 TB",
                "format volume 'root' of system as ext4", "mount volume 'root' of system at /",
            ],
            Designs.Texts(Plan(node, RecordedMachines.Ready with { BootDiskId = 2 }).Operations));
    }

    [Fact]
    public void What_does_not_fit_is_found_before_any_write()
    {
        var error = Refusal(One(Designs.Part("root", "50g", "/"), Designs.Part("data", "431g", "/data")));
        Assert.Same(ErrorCatalogue.StorageDoesNotFit, error.Error);
        Assert.Equal("n1", error.Target);
        Assert.Contains("'data' of size '431g' does not fit on sda: it wants 431 GB (430998290432 bytes), free are 430 GB (429995851776 bytes)", error.Message);
    }

    [Fact]
    public void What_the_design_gets_wrong_is_named()
    {
        Assert.Contains("mounts nothing at '/'", Refusal(One(Designs.Part("data", "5g", "/data"))).Message);
        Assert.Contains("it has nvme0n1, sda, sdb, sdc", Refusal(new BaremetalNode { Name = "n1", StorageDevices = new[] { new StorageDevice { Name = "sdz" } } }).Message);
        Assert.Contains("volume group 'void' has no disk and no partition", Refusal(One(Designs.Part("root", "5g", "/")) with { VolumeGroups = new[] { new VolumeGroup { Name = "void" } } }).Message);
        Assert.Contains("volume group 'typo' has members and is defined nowhere",
            Refusal(One(Designs.Part("root", "5g", "/"), new Partition { Name = "pv", Size = "5g", VolumeGroup = "typo" })).Message);
        Assert.Contains("'root' on sda has size 'much', expected is", Refusal(One(Designs.Part("root", "much", "/"))).Message);
        Assert.Contains("'root' on sda has no size", Refusal(One(Designs.Part("root", null, "/"))).Message);
    }

    [Fact]
    public void Swap_is_mounted_without_a_mount_point()
    {
        var swap = Designs.Part("swap", "8g", null) with { Filesystem = new Filesystem { Type = "swap" } };
        var texts = Designs.Texts(Plan(One(Designs.Part("root", "50g", "/"), swap), RecordedMachines.Ready).Operations);
        Assert.Equal("mount partition 'swap' of sda at swap", texts[^1]);
        Assert.True(FilesystemMatch.IsMounted(swap.Filesystem, new MaasFilesystem("swap", null, null, "none", null)));
    }
}
