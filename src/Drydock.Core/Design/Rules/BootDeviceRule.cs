using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>
/// What firmware and boot loader read lies where they can read it: <c>/boot/efi</c> on a partition of a disk, <c>/boot</c>
/// not on a bcache, and not below it where the root is (<c>Node.retrieve_storage_layout_issues</c>).
/// </summary>
internal sealed class BootDeviceRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var node in check.Site.Nodes)
        {
            if (node.Raids.Count == 0 && node.Bcaches.Count == 0) continue;
            var cached = Cached(node);
            var efi = Mounted(node, "/boot/efi");
            if (efi is not null && !(efi is { IsPart: true, Section: StorageVolumes.Disks }))
            {
                check.Error(RuleIds.BootDevice, check.Find(node, efi.Path), "holds /boot/efi, which firmware reads from partitions of disks only.",
                    "Mount /boot/efi at a partition of a disk.");
            }

            var boot = Mounted(node, "/boot");
            if (boot is not null && cached(boot))
            {
                check.Error(RuleIds.BootDevice, check.Find(node, boot.Path), "holds /boot on a bcache, from which no boot loader reads.",
                    "Mount /boot at a partition, or at a RAID.");
            }
            else if (boot is null && Mounted(node, "/") is { } root && cached(root))
            {
                check.Error(RuleIds.BootDevice, check.Find(node, root.Path), "holds the root filesystem on a bcache, and /boot is mounted nowhere else.",
                    "Mount /boot at a partition that is on no bcache, or at a RAID.");
            }
        }
    }

    private static StorageVolume? Mounted(BaremetalNode node, string mountPoint) =>
        StorageVolumes.Of(node).FirstOrDefault(volume => volume.Filesystem?.MountPoint is { } mounted
            && (mounted == "/" ? mounted : mounted.TrimEnd('/')) == mountPoint);

    /// <summary>Tells whether a volume lies on a bcache, itself or by a volume group.</summary>
    private static Func<StorageVolume, bool> Cached(BaremetalNode node)
    {
        var groups = new HashSet<string>(node.Bcaches.Select(bcache => bcache.VolumeGroup).OfType<string>(), StringComparer.Ordinal);
        return volume => volume.Section == StorageVolumes.Bcaches || (volume.Section == StorageVolumes.Groups && groups.Contains(volume.Path[2]));
    }
}
