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
        foreach (var member in active) member.Filesystem = new Filesystem { Type = "raid", Uuid = NewUuid(), Raid = raid };
        foreach (var member in spares) member.Filesystem = new Filesystem { Type = "raid-spare", Uuid = NewUuid(), Raid = raid, IsSpare = true };
        node.Raids.Add(raid);
        node.BlockDevices.Add(new BlockDevice
        {
            Id = region.NextId("blockdevice"),
            Node = node,
            BaseName = name,
            Raid = raid,
            Uuid = NewUuid(),
            Size = StorageTree.Size(level, [.. active.Select(member => member.Size)]),
        });
        return raid;
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
        node.SpecialFilesystems.Clear();
        foreach (var disk in node.BlockDevices)
        {
            disk.Partitions.Clear();
            disk.HasTable = false;
            disk.Filesystem = null;
        }
    }
}
