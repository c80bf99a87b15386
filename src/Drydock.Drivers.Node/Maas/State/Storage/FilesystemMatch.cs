using System;
using Drydock.Design;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>Compares a filesystem with its design.</summary>
public static class FilesystemMatch
{
    /// <summary>Whether a filesystem is to be mounted: one with a mount point, and any swap.</summary>
    /// <param name="wanted">The design.</param>
    public static bool Mounts(Filesystem wanted) => wanted.MountPoint is not null || IsSwap(wanted);

    /// <summary>Whether type, label and UUID are those of the design, as far as it fixes them, and nothing is mounted that should not be.</summary>
    /// <param name="target">What holds it. MAAS takes labels for partitions alone: no label is as
    /// good as it gets on others.</param>
    /// <param name="wanted">The design.</param>
    /// <param name="present">What there is; null for nothing.</param>
    public static bool IsFormatted(StorageTarget target, Filesystem wanted, MaasFilesystem? present) => present is not null
        && Kind(present.Type) == Kind(wanted.Type)
        && (wanted.Label is null || wanted.Label == present.Label || (target is not PartitionTarget && present.Label is null))
        && (wanted.Uuid is null || wanted.Uuid.Equals(present.Uuid, StringComparison.OrdinalIgnoreCase))
        && (Mounts(wanted) || present.MountPoint is null);

    /// <summary>Whether it is mounted as designed. MAAS has no options where they are the defaults.</summary>
    /// <param name="wanted">The design.</param>
    /// <param name="present">What there is; null for nothing.</param>
    public static bool IsMounted(Filesystem wanted, MaasFilesystem? present) =>
        present is not null && present.MountPoint == ReportedMountPoint(wanted) && Options(present.MountOptions) == Options(wanted.MountOptions);

    /// <summary>Whether it is swap space, which MAAS mounts without a mount point.</summary>
    /// <param name="wanted">The design.</param>
    public static bool IsSwap(Filesystem wanted) => wanted.Type == "swap";

    /// <summary>Linux's and MAAS's names of one type.</summary>
    private static string Kind(string type) => type == "vfat" ? "fat32" : type;

    private static string? ReportedMountPoint(Filesystem wanted) => IsSwap(wanted) ? "none" : wanted.MountPoint;

    private static string Options(string? options) => string.IsNullOrWhiteSpace(options) ? "defaults" : options!;
}
