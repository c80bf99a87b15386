using System.Collections.Generic;
using System.Linq;

namespace Drydock.Lab.Maas.Model;

/// <summary>What a filesystem can lie on: a block device or a partition.</summary>
internal abstract class StorageTarget
{
    public required int Id { get; init; }

    public required Node Node { get; init; }

    public long Size { get; set; }

    public string? Uuid { get; set; }

    public List<string> Tags { get; } = [];

    public Filesystem? Filesystem { get; set; }
}

/// <summary>A filesystem, or the mark of a volume group or RAID on its members.</summary>
internal sealed class Filesystem
{
    public required string Type { get; init; }

    public required string Uuid { get; init; }

    public string? Label { get; init; }

    public string? MountPoint { get; set; }

    public string? MountOptions { get; set; }

    /// <summary>The volume group whose physical volume this is.</summary>
    public VolumeGroup? VolumeGroup { get; init; }

    /// <summary>The RAID whose member this is.</summary>
    public Raid? Raid { get; init; }

    public bool IsSpare { get; init; }

    public bool IsMember => VolumeGroup is not null || Raid is not null;
}

/// <summary>A disk, or the virtual disk of a logical volume or RAID.</summary>
internal sealed class BlockDevice : StorageTarget
{
    /// <summary>The name; of a logical volume without its group's.</summary>
    public required string BaseName { get; set; }

    public string? Model { get; set; }

    public string? Serial { get; set; }

    public string? IdPath { get; set; }

    public string? Firmware { get; set; }

    public int BlockSize { get; set; } = 512;

    public int? NumaNode { get; set; }

    public bool HasTable { get; set; }

    public List<Partition> Partitions { get; } = [];

    public VolumeGroup? VolumeGroup { get; init; }

    public Raid? Raid { get; init; }

    public bool IsVirtual => VolumeGroup is not null || Raid is not null;

    public string Name => VolumeGroup is null ? BaseName : VolumeGroup.Name + "-" + BaseName;

    public string Path => "/dev/disk/by-dname/" + Name;
}

/// <summary>A part of a disk.</summary>
internal sealed class Partition : StorageTarget
{
    public required BlockDevice Device { get; init; }

    public bool Bootable { get; init; }
}

/// <summary>An LVM volume group.</summary>
internal sealed class VolumeGroup
{
    public required int Id { get; init; }

    public required Node Node { get; init; }

    public required string Name { get; set; }

    public required string Uuid { get; set; }

    public IEnumerable<StorageTarget> Members => StorageTree.Targets(Node).Where(target => target.Filesystem?.VolumeGroup == this);

    public IEnumerable<BlockDevice> Volumes => Node.BlockDevices.Where(device => device.VolumeGroup == this);
}

/// <summary>A software RAID.</summary>
internal sealed class Raid
{
    public required int Id { get; init; }

    public required Node Node { get; init; }

    public required string Name { get; set; }

    public required string Uuid { get; set; }

    public required string Level { get; init; }

    public IEnumerable<StorageTarget> Members => StorageTree.Targets(Node).Where(target => target.Filesystem?.Raid == this);

    public BlockDevice Device => Node.BlockDevices.First(device => device.Raid == this);
}
