using System.Collections.Generic;
using System.Linq;
using Drydock.Design;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>A machine's storage as the design wants it, with all sizes worked out; in bytes.</summary>
/// <param name="BootDisk">The disk that boots.</param>
/// <param name="Disks">Disks that the design uses; all others are to be blank.</param>
/// <param name="Groups">Volume groups.</param>
public sealed record DesiredStorage(MaasBlockDevice BootDisk, ItemList<DesiredDisk> Disks, ItemList<DesiredGroup> Groups)
{
    /// <summary>The layout of a disk, or null where it is to be blank.</summary>
    /// <param name="diskId">MAAS's id.</param>
    public DesiredDisk? FindDisk(int diskId) => Disks.FirstOrDefault(disk => disk.Device.Id == diskId);
}

/// <summary>A disk: whole in a volume group, or partitioned.</summary>
/// <param name="Device">The disk.</param>
/// <param name="Group">The volume group that has the whole disk; null for a partitioned one.</param>
/// <param name="Partitions">Partitions in their order.</param>
/// <param name="Free">What they leave free, in bytes; 0 for a whole disk.</param>
public sealed record DesiredDisk(MaasBlockDevice Device, string? Group, ItemList<DesiredPartition> Partitions, long Free);

/// <summary>A partition.</summary>
/// <param name="Target">Which one it is.</param>
/// <param name="Size">Its size, a multiple of 4 MiB.</param>
/// <param name="Uuid">Its UUID; null for any.</param>
/// <param name="Group">The volume group that it is a member of; null for none.</param>
/// <param name="Filesystem">Its filesystem; null for none.</param>
public sealed record DesiredPartition(PartitionTarget Target, long Size, string? Uuid, string? Group, Filesystem? Filesystem)
{
    /// <summary>Whether firmware or boot loader read it: MAAS flags such partitions as bootable.</summary>
    public bool Bootable => Filesystem?.MountPoint is "/boot" or "/boot/efi";
}

/// <summary>A volume group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uuid">Its UUID; null for any.</param>
/// <param name="Size">What its volumes can share.</param>
/// <param name="Volumes">Logical volumes in the design's order.</param>
public sealed record DesiredGroup(string Name, string? Uuid, long Size, ItemList<DesiredVolume> Volumes)
{
    /// <summary>The disks that it has whole.</summary>
    /// <param name="storage">The storage it is part of.</param>
    public IEnumerable<DesiredDisk> DisksOf(DesiredStorage storage) => storage.Disks.Where(disk => disk.Group == Name);

    /// <summary>The partitions that it has.</summary>
    /// <param name="storage">The storage it is part of.</param>
    public IEnumerable<DesiredPartition> PartitionsOf(DesiredStorage storage) =>
        storage.Disks.SelectMany(disk => disk.Partitions).Where(partition => partition.Group == Name);
}

/// <summary>A logical volume.</summary>
/// <param name="Target">Which one it is.</param>
/// <param name="Size">Its size, a multiple of 4 MiB.</param>
/// <param name="Uuid">Its UUID; null for any.</param>
/// <param name="Filesystem">Its filesystem; null for none.</param>
public sealed record DesiredVolume(VolumeTarget Target, long Size, string? Uuid, Filesystem? Filesystem);

/// <summary>A partition or logical volume, named so that it can be spoken of before it is made.</summary>
public abstract record StorageTarget;

/// <summary>A partition by its place.</summary>
/// <param name="DiskId">The disk's id.</param>
/// <param name="Index">The place among the disk's partitions, from 0.</param>
/// <param name="Disk">The disk's name.</param>
/// <param name="Name">The design's name for it.</param>
public sealed record PartitionTarget(int DiskId, int Index, string Disk, string Name) : StorageTarget
{
    /// <inheritdoc/>
    public override string ToString() => $"partition '{Name}' of {Disk}";
}

/// <summary>A logical volume by its name.</summary>
/// <param name="Group">The group's name.</param>
/// <param name="Volume">The volume's name.</param>
public sealed record VolumeTarget(string Group, string Volume) : StorageTarget
{
    /// <summary>The name of its block device in MAAS.</summary>
    public string DeviceName => Group + "-" + Volume;

    /// <inheritdoc/>
    public override string ToString() => $"volume '{Volume}' of {Group}";
}
