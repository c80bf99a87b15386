using System.Collections.Generic;
using System.Globalization;
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

/// <summary>A filesystem, or the mark of a volume group, RAID or bcache on its members.</summary>
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

    /// <summary>The bcache whose backing device this is.</summary>
    public Bcache? Bcache { get; init; }

    /// <summary>The cache set whose cache this is.</summary>
    public CacheSet? CacheSet { get; init; }

    public bool IsMember => VolumeGroup is not null || Raid is not null || Bcache is not null || CacheSet is not null;
}

/// <summary>A disk, or the virtual disk of a logical volume, RAID or bcache.</summary>
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

    public Bcache? Bcache { get; init; }

    public bool IsVirtual => VolumeGroup is not null || Raid is not null || Bcache is not null;

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

/// <summary>A slow device behind a cache.</summary>
internal sealed class Bcache
{
    public required int Id { get; init; }

    public required Node Node { get; init; }

    public required string Name { get; set; }

    public required string Uuid { get; set; }

    public required string Mode { get; set; }

    public required CacheSet CacheSet { get; set; }

    public StorageTarget Backing => StorageTree.Targets(Node).First(target => target.Filesystem?.Bcache == this);

    public BlockDevice Device => Node.BlockDevices.First(device => device.Bcache == this);
}

/// <summary>A cache that bcaches share. Its name is its number on the node.</summary>
internal sealed class CacheSet
{
    public required int Id { get; init; }

    public required Node Node { get; init; }

    public string Name => "cache" + Node.CacheSets.IndexOf(this).ToString(CultureInfo.InvariantCulture);

    public StorageTarget Device => StorageTree.Targets(Node).First(target => target.Filesystem?.CacheSet == this);

    public bool IsUsed => Node.Bcaches.Exists(bcache => bcache.CacheSet == this);
}
