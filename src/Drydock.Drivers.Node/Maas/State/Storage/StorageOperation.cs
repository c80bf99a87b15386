using System.Collections.Generic;
using System.Linq;
using Drydock.Design;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>One write that brings a machine's storage nearer to its design. Its text says what it does.</summary>
public abstract record StorageOperation;

/// <summary>Makes a disk the one that boots.</summary>
/// <param name="DiskId">Its id.</param>
/// <param name="Disk">Its name.</param>
public sealed record SetBootDisk(int DiskId, string Disk) : StorageOperation
{
    /// <inheritdoc/>
    public override string ToString() => $"boot from {Disk}";
}

/// <summary>Wipes the storage configuration and applies a layout of MAAS (<c>set_storage_layout</c>).</summary>
/// <param name="Layout">The layout.</param>
/// <param name="Partitions">The partitions that it makes.</param>
public sealed record ApplyLayout(StorageLayout Layout, ItemList<DesiredPartition> Partitions) : StorageOperation
{
    /// <inheritdoc/>
    public override string ToString() => Layout.ToString();
}

/// <summary>Makes a partition.</summary>
/// <param name="Partition">The partition.</param>
public sealed record CreatePartition(DesiredPartition Partition) : StorageOperation
{
    /// <inheritdoc/>
    public override string ToString() => $"create {Partition.Target}: {StorageSpace.Text(Partition.Size)}";
}

/// <summary>Makes a volume group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uuid">Its UUID; null for any.</param>
/// <param name="Members">Devices and partitions that it gets.</param>
public sealed record CreateVolumeGroup(string Name, string? Uuid, ItemList<StorageTarget> Members) : StorageOperation
{
    /// <inheritdoc/>
    public override string ToString() => $"create volume group {Name} of {string.Join(", ", Members)}";
}

/// <summary>Makes a software RAID.</summary>
/// <param name="Raid">The RAID.</param>
public sealed record CreateRaid(DesiredRaid Raid) : StorageOperation
{
    /// <inheritdoc/>
    public override string ToString() => $"create {Raid.LevelName} {Raid.Target} of {string.Join(", ", Raid.Devices)}"
        + (Raid.Spares.Count > 0 ? $", spare {string.Join(", ", Raid.Spares)}" : "");
}

/// <summary>Makes a cache for bcaches.</summary>
/// <param name="Device">What it lies on.</param>
public sealed record CreateCacheSet(StorageTarget Device) : StorageOperation
{
    /// <inheritdoc/>
    public override string ToString() => $"create cache set on {Device}";
}

/// <summary>Makes a cached device.</summary>
/// <param name="Bcache">The bcache.</param>
public sealed record CreateBcache(DesiredBcache Bcache) : StorageOperation
{
    /// <inheritdoc/>
    public override string ToString() => $"create bcache {Bcache.Target} of {Bcache.Backing}, cached on {Bcache.Cache} ({Bcache.ModeName})";
}

/// <summary>Changes how a bcache caches writes.</summary>
/// <param name="Id">MAAS's id of the bcache.</param>
/// <param name="Bcache">The bcache with its mode.</param>
public sealed record SetCacheMode(int Id, DesiredBcache Bcache) : StorageOperation
{
    /// <inheritdoc/>
    public override string ToString() => $"set cache mode {Bcache.ModeName} of {Bcache.Target}";
}

/// <summary>Makes a logical volume.</summary>
/// <param name="Volume">The volume.</param>
public sealed record CreateLogicalVolume(DesiredVolume Volume) : StorageOperation
{
    /// <inheritdoc/>
    public override string ToString() => $"create {Volume.Target}: {StorageSpace.Text(Volume.Size)}";
}

/// <summary>Makes a filesystem, in place of one that is there.</summary>
/// <param name="Target">Where.</param>
/// <param name="Filesystem">The filesystem.</param>
public sealed record FormatVolume(StorageTarget Target, Filesystem Filesystem) : StorageOperation
{
    /// <inheritdoc/>
    public override string ToString() => $"format {Target} as {Filesystem.Type}";
}

/// <summary>Mounts a filesystem, in place of where it is mounted.</summary>
/// <param name="Target">What.</param>
/// <param name="Filesystem">The filesystem with its mount point and options.</param>
public sealed record MountVolume(StorageTarget Target, Filesystem Filesystem) : StorageOperation
{
    /// <inheritdoc/>
    public override string ToString() => $"mount {Target} at {Filesystem.MountPoint ?? "swap"}";
}

/// <summary>What is to be done to a machine's storage, in order; nothing where it is as designed.</summary>
/// <param name="Operations">The writes.</param>
/// <param name="Reasons">Why the present configuration cannot stay and is wiped; empty where it stays.</param>
public sealed record StoragePlan(ItemList<StorageOperation> Operations, ItemList<string> Reasons)
{
    /// <summary>Whether the machine is as designed.</summary>
    public bool IsConverged => Operations.Count == 0;

    /// <summary>How the machine differs from its design, in words.</summary>
    public string Differences => string.Join("; ", Reasons.Count > 0 ? Reasons : Operations.Select(operation => operation.ToString()));

    /// <inheritdoc/>
    public override string ToString() => IsConverged ? "storage is as designed"
        : string.Join("; ", (IEnumerable<StorageOperation>)Operations) + (Reasons.Count > 0 ? $" (because {string.Join(", ", Reasons)})" : "");
}
