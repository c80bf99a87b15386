using System;
using System.Collections.Generic;
using System.Linq;

namespace Drydock.Lab.Maas.Model;

/// <summary>Changes of a node's storage.</summary>
internal static class NodeStorage
{
    public static string NewUuid() => Guid.NewGuid().ToString();

    public static Filesystem NewFilesystem(string type, string? label = null, string? mountPoint = null) =>
        new() { Type = type, Uuid = NewUuid(), Label = label, MountPoint = mountPoint };

    /// <summary>Adds a partition of a size that fits; a disk without a table gets one.</summary>
    public static Partition AddPartition(this Region region, BlockDevice disk, long size, bool bootable = false, string? uuid = null)
    {
        var partition = new Partition
        {
            Id = region.NextId("partition"),
            Node = disk.Node,
            Device = disk,
            Size = StorageTree.Down(size),
            Bootable = bootable,
            Uuid = uuid ?? NewUuid(),
        };
        // A filesystem on the whole disk stays where it is, whatever sense that makes.
        disk.HasTable = true;
        disk.Partitions.Add(partition);
        return partition;
    }

    /// <summary>Removes a partition; the last one takes the table along.</summary>
    public static void RemovePartition(Partition partition)
    {
        partition.Device.Partitions.Remove(partition);
        partition.Device.HasTable = partition.Device.Partitions.Count > 0;
    }

    public static VolumeGroup AddVolumeGroup(this Region region, Node node, string name, string? uuid, IEnumerable<StorageTarget> members)
    {
        var group = new VolumeGroup { Id = region.NextId("filesystemgroup"), Node = node, Name = name, Uuid = uuid ?? NewUuid() };
        foreach (var member in members) Join(group, member);
        node.VolumeGroups.Add(group);
        return group;
    }

    public static void Join(VolumeGroup group, StorageTarget member) =>
        member.Filesystem = new Filesystem { Type = "lvm-pv", Uuid = NewUuid(), VolumeGroup = group };

    public static BlockDevice AddVolume(this Region region, VolumeGroup group, string name, string? uuid, long size)
    {
        var volume = new BlockDevice
        {
            Id = region.NextId("blockdevice"),
            Node = group.Node,
            BaseName = name,
            VolumeGroup = group,
            Size = StorageTree.Down(size),
            BlockSize = 4096,
            Uuid = uuid ?? NewUuid(),
        };
        group.Node.BlockDevices.Add(volume);
        return volume;
    }

    public static Raid AddRaid(this Region region, Node node, string name, string level, string? uuid, IReadOnlyList<StorageTarget> active, IEnumerable<StorageTarget> spares)
    {
        var raid = new Raid { Id = region.NextId("filesystemgroup"), Node = node, Name = name, Level = level, Uuid = uuid ?? NewUuid() };
        foreach (var member in active) Join(raid, member, isSpare: false);
        foreach (var member in spares) Join(raid, member, isSpare: true);
        node.Raids.Add(raid);
        node.BlockDevices.Add(new BlockDevice
        {
            Id = region.NextId("blockdevice"),
            Node = node,
            BaseName = name,
            Raid = raid,
            Uuid = NewUuid(),
            Size = StorageTree.Size(raid),
        });
        return raid;
    }

    public static void Join(Raid raid, StorageTarget member, bool isSpare) =>
        member.Filesystem = new Filesystem { Type = isSpare ? "raid-spare" : "raid", Uuid = NewUuid(), Raid = raid, IsSpare = isSpare };

    public static CacheSet AddCacheSet(this Region region, StorageTarget device)
    {
        var set = new CacheSet { Id = region.NextId("cacheset"), Node = device.Node };
        device.Filesystem = new Filesystem { Type = "bcache-cache", Uuid = NewUuid(), CacheSet = set };
        device.Node.CacheSets.Add(set);
        return set;
    }

    public static Bcache AddBcache(this Region region, string name, string? uuid, string mode, CacheSet cacheSet, StorageTarget backing)
    {
        var node = backing.Node;
        var bcache = new Bcache { Id = region.NextId("filesystemgroup"), Node = node, Name = name, Uuid = uuid ?? NewUuid(), Mode = mode, CacheSet = cacheSet };
        Join(bcache, backing);
        node.Bcaches.Add(bcache);
        node.BlockDevices.Add(new BlockDevice
        {
            Id = region.NextId("blockdevice"),
            Node = node,
            BaseName = name,
            Bcache = bcache,
            Uuid = NewUuid(),
            Size = backing.Size,
        });
        return bcache;
    }

    public static void Join(Bcache bcache, StorageTarget backing) =>
        backing.Filesystem = new Filesystem { Type = "bcache-backing", Uuid = NewUuid(), Bcache = bcache };

    /// <summary>A partition of all of a disk that is to be a member, where it boots: only partitions do.</summary>
    public static StorageTarget Bootable(this Region region, StorageTarget member) =>
        member is BlockDevice disk && disk == disk.Node.BootDisk ? region.AddPartition(disk, StorageTree.Available(disk)) : member;

    public static void Remove(Bcache bcache)
    {
        bcache.Backing.Filesystem = null;
        bcache.Node.BlockDevices.Remove(bcache.Device);
        bcache.Node.Bcaches.Remove(bcache);
    }

    public static void Remove(CacheSet set)
    {
        set.Device.Filesystem = null;
        set.Node.CacheSets.Remove(set);
    }

    public static void Remove(VolumeGroup group)
    {
        foreach (var member in group.Members.ToList()) member.Filesystem = null;
        foreach (var volume in group.Volumes.ToList()) group.Node.BlockDevices.Remove(volume);
        group.Node.VolumeGroups.Remove(group);
    }

    public static void Remove(Raid raid)
    {
        foreach (var member in raid.Members.ToList()) member.Filesystem = null;
        raid.Node.BlockDevices.Remove(raid.Device);
        raid.Node.Raids.Remove(raid);
    }

    /// <summary>Takes everything off the disks.</summary>
    public static void Wipe(Node node)
    {
        node.BlockDevices.RemoveAll(device => device.IsVirtual);
        node.VolumeGroups.Clear();
        node.Raids.Clear();
        node.Bcaches.Clear();
        node.CacheSets.Clear();
        node.SpecialFilesystems.Clear();
        foreach (var disk in node.BlockDevices)
        {
            disk.Partitions.Clear();
            disk.HasTable = false;
            disk.Filesystem = null;
        }
    }
}
