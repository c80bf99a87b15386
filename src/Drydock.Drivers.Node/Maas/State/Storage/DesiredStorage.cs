using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Drydock.Design;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>A machine's storage as the design wants it, with all sizes worked out; in bytes.</summary>
/// <param name="BootDisk">The disk that boots.</param>
/// <param name="Disks">Disks that the design uses; all others are to be blank.</param>
/// <param name="Raids">Software RAIDs.</param>
/// <param name="Bcaches">Cached devices.</param>
/// <param name="Groups">Volume groups.</param>
public sealed record DesiredStorage(
    MaasBlockDevice BootDisk, ItemList<DesiredDisk> Disks, ItemList<DesiredRaid> Raids, ItemList<DesiredBcache> Bcaches, ItemList<DesiredGroup> Groups)
{
    /// <summary>Partitions of disks and RAIDs.</summary>
    public IEnumerable<DesiredPartition> Partitions => Disks.SelectMany(disk => disk.Partitions).Concat(Raids.SelectMany(raid => raid.Partitions));

    /// <summary>Caches, each once.</summary>
    public IEnumerable<StorageTarget> Caches => Bcaches.Select(bcache => bcache.Cache).Distinct();

    /// <summary>The layout of a disk, or null where it is to be blank.</summary>
    /// <param name="diskId">MAAS's id.</param>
    public DesiredDisk? FindDisk(int diskId) => Disks.FirstOrDefault(disk => disk.Device.Id == diskId);

    /// <summary>What a volume group consists of, with sizes.</summary>
    /// <param name="group">The group's name.</param>
    public IEnumerable<KeyValuePair<StorageTarget, long>> MembersOf(string group)
    {
        var use = new MemberUse(MemberUse.Group, group);
        var whole = Disks.Where(disk => disk.Use == use).Select(disk => Member(disk.Target, disk.Device.Size));
        var parts = Partitions.Where(partition => partition.Use == use).Select(partition => Member(partition.Target, partition.Size));
        return whole.Concat(parts).Concat(Raids.Where(raid => raid.Use == use).Select(raid => Member(raid.Target, raid.Size)))
            .Concat(Bcaches.Where(bcache => bcache.Use == use).Select(bcache => Member(bcache.Target, bcache.Size)));

        static KeyValuePair<StorageTarget, long> Member(StorageTarget target, long size) => new(target, size);
    }
}

/// <summary>What a device or partition is a member of.</summary>
/// <param name="Type">The type of filesystem that MAAS shows on members, for example <c>raid-spare</c>.</param>
/// <param name="Name">The name of the group, RAID or bcache.</param>
public sealed record MemberUse(string Type, string Name)
{
    /// <summary>The type of volume groups' members.</summary>
    public const string Group = "lvm-pv";

    /// <summary>The type of RAIDs' members.</summary>
    public const string Raid = "raid";

    /// <summary>The type of RAIDs' spares.</summary>
    public const string Spare = "raid-spare";

    /// <summary>The type of bcaches' backing devices.</summary>
    public const string Backing = "bcache-backing";

    /// <summary>The type of caches.</summary>
    public const string Cache = "bcache-cache";

    /// <inheritdoc/>
    public override string ToString() => Type switch
    {
        Group => $"volume group '{Name}'",
        Raid or Spare => $"RAID '{Name}'",
        Cache => $"the cache of bcache '{Name}'",
        _ => $"bcache '{Name}'",
    };
}

/// <summary>A disk: a member as a whole, or partitioned.</summary>
/// <param name="Device">The disk.</param>
/// <param name="Use">What has the whole disk; null for a partitioned one.</param>
/// <param name="Partitions">Partitions in their order.</param>
/// <param name="Free">What they leave free, in bytes; 0 for a whole disk.</param>
public sealed record DesiredDisk(MaasBlockDevice Device, MemberUse? Use, ItemList<DesiredPartition> Partitions, long Free)
{
    /// <summary>Which disk it is.</summary>
    public DiskTarget Target => new(Device.Id, Device.Name);
}

/// <summary>A partition.</summary>
/// <param name="Target">Which one it is.</param>
/// <param name="Size">Its size, a multiple of 4 MiB.</param>
/// <param name="Uuid">Its UUID; null for any.</param>
/// <param name="Use">What it is a member of; null for nothing.</param>
/// <param name="Filesystem">Its filesystem; null for none.</param>
public sealed record DesiredPartition(PartitionTarget Target, long Size, string? Uuid, MemberUse? Use, Filesystem? Filesystem)
{
    /// <summary>Whether firmware or boot loader read it: MAAS flags such partitions as bootable.</summary>
    public bool Bootable => Filesystem?.MountPoint is "/boot" or "/boot/efi";
}

/// <summary>A software RAID: a member as a whole, partitioned, or a filesystem.</summary>
/// <param name="Target">Which one it is.</param>
/// <param name="Level">The level: 0, 1, 5, 6 or 10.</param>
/// <param name="Uuid">Its UUID; null for any.</param>
/// <param name="Devices">Members.</param>
/// <param name="Spares">Spare members.</param>
/// <param name="Size">Its size by MAAS's arithmetic.</param>
/// <param name="Use">What has the whole of it; null for nothing.</param>
/// <param name="Partitions">Partitions in their order.</param>
/// <param name="Filesystem">Its filesystem; null for none.</param>
public sealed record DesiredRaid(ArrayTarget Target, int Level, string? Uuid, ItemList<StorageTarget> Devices, ItemList<StorageTarget> Spares,
    long Size, MemberUse? Use, ItemList<DesiredPartition> Partitions, Filesystem? Filesystem)
{
    /// <summary>The level in MAAS's words, for example <c>raid-1</c>.</summary>
    public string LevelName => "raid-" + Level.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A cached device.</summary>
/// <param name="Target">Which one it is.</param>
/// <param name="Uuid">Its UUID; null for any.</param>
/// <param name="Backing">What keeps the data.</param>
/// <param name="Cache">What caches it.</param>
/// <param name="Mode">How writes are cached.</param>
/// <param name="Size">Its size, that of the backing device.</param>
/// <param name="Use">What has it; null for nothing.</param>
/// <param name="Filesystem">Its filesystem; null for none.</param>
public sealed record DesiredBcache(ArrayTarget Target, string? Uuid, StorageTarget Backing, StorageTarget Cache, CacheMode Mode, long Size,
    MemberUse? Use, Filesystem? Filesystem)
{
    /// <summary>The mode in MAAS's words, for example <c>writeback</c>.</summary>
    public string ModeName => Mode.ToString().ToLowerInvariant();
}

/// <summary>A volume group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uuid">Its UUID; null for any.</param>
/// <param name="Size">What its volumes can share.</param>
/// <param name="Volumes">Logical volumes in the design's order.</param>
public sealed record DesiredGroup(string Name, string? Uuid, long Size, ItemList<DesiredVolume> Volumes);

/// <summary>A logical volume.</summary>
/// <param name="Target">Which one it is.</param>
/// <param name="Size">Its size, a multiple of 4 MiB.</param>
/// <param name="Uuid">Its UUID; null for any.</param>
/// <param name="Filesystem">Its filesystem; null for none.</param>
public sealed record DesiredVolume(VolumeTarget Target, long Size, string? Uuid, Filesystem? Filesystem);
