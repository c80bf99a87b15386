using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Drydock.Lab.Maas.Model;

/// <summary>Sizes and uses of storage, by MAAS's arithmetic (maasserver/models/partitiontable.py, filesystemgroup.py).</summary>
internal static class StorageTree
{
    /// <summary>All sizes come in steps of 4 MiB.</summary>
    public const long Step = 4L << 20;

    public const long MiB = 1L << 20;

    /// <summary>What a RAID keeps for itself.</summary>
    public const long RaidSuperblock = 128L << 10;

    public static long Down(long size) => size / Step * Step;

    /// <summary>What a partition table takes: 4 MiB before, 1 MiB after, and 1 MiB for GRUB where the firmware is a BIOS.</summary>
    public static long TableOverhead(BlockDevice disk) => (disk.Node.IsUefi ? 5 : 6) * MiB;

    public static IEnumerable<StorageTarget> Targets(Node node) =>
        node.BlockDevices.SelectMany(disk => new StorageTarget[] { disk }.Concat(disk.Partitions));

    public static long Used(BlockDevice disk) =>
        disk.Filesystem is not null ? disk.Size
        : disk.HasTable ? disk.Partitions.Sum(part => part.Size) + TableOverhead(disk)
        : 0;

    public static long Available(BlockDevice disk)
    {
        if (disk.Filesystem is not null) return 0;
        var used = disk.HasTable ? Used(disk) : TableOverhead(disk);
        return used >= disk.Size ? 0 : Down(disk.Size - used);
    }

    public static long Size(VolumeGroup group)
    {
        var members = group.Members.ToList();
        return members.Count == 0 ? 0 : ((members.Sum(member => member.Size) / Step) - members.Count) * Step;
    }

    public static long Used(VolumeGroup group) => group.Volumes.Sum(volume => volume.Size);

    public static long Available(VolumeGroup group) => Size(group) - Used(group);

    /// <summary>A RAID's size. The smallest member counts, be it a spare; only level 0 uses all of each.</summary>
    public static long Size(Raid raid)
    {
        var members = raid.Members.ToList();
        var active = members.Count(member => !member.Filesystem!.IsSpare);
        var least = members.Min(member => member.Size);
        return raid.Level switch
        {
            "raid-0" => members.Sum(member => member.Size) - (RaidSuperblock * members.Count),
            "raid-1" => least - RaidSuperblock,
            "raid-5" => (least * (active - 1)) - RaidSuperblock,
            "raid-6" => (least * (active - 2)) - RaidSuperblock,
            _ => (least * active / 2) - RaidSuperblock,
        };
    }

    /// <summary>Whether a bcache lies below it, at any depth.</summary>
    public static bool IsOnBcache(StorageTarget target) => target switch
    {
        Partition partition => IsOnBcache(partition.Device),
        BlockDevice { Bcache: not null } => true,
        BlockDevice { VolumeGroup: { } group } => group.Members.Any(IsOnBcache),
        BlockDevice { Raid: { } raid } => raid.Members.Any(IsOnBcache),
        _ => false,
    };

    /// <summary>A partition's device path. On a BIOS machine the first partition of a disk is GRUB's.</summary>
    public static string Path(Partition partition)
    {
        var number = partition.Device.Partitions.IndexOf(partition) + (partition.Node.IsUefi ? 1 : 2);
        return partition.Device.Path + "-part" + number.ToString(CultureInfo.InvariantCulture);
    }

    public static string UsedFor(StorageTarget target)
    {
        if (target.Filesystem is { } filesystem)
        {
            if (filesystem.VolumeGroup is { } group) return "LVM volume for " + group.Name;
            if (filesystem.Raid is { } raid)
                return (filesystem.IsSpare ? "Spare " : "Active ") + raid.Level + " device for " + raid.Name;
            if (filesystem.CacheSet is { } cacheSet) return "Cache device for " + cacheSet.Name;
            if (filesystem.Bcache is { } bcache) return "Backing device for " + bcache.Name;
            return filesystem.MountPoint is null
                ? $"Unmounted {filesystem.Type} formatted filesystem"
                : $"{filesystem.Type} formatted filesystem mounted at {filesystem.MountPoint}";
        }

        if (target is not BlockDevice { HasTable: true } disk) return "Unused";
        var count = disk.Partitions.Count;
        return string.Format(CultureInfo.InvariantCulture, "GPT partitioned with {0} partition{1}", count, count == 1 ? "" : "s");
    }
}
