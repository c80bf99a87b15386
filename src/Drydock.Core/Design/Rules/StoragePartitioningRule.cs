using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>
/// A device is a member of a volume group or partitioned, a partition a member or a filesystem; volume groups that are
/// named exist, and those that exist have a member. What a RAID or bcache has is a matter of <see cref="StorageMemberRule"/>.
/// </summary>
internal sealed class StoragePartitioningRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var node in check.Site.Nodes)
        {
            var used = new HashSet<string>(StorageMembers.Of(node).Select(member => member.Reference.Text), StringComparer.Ordinal);
            foreach (var device in node.StorageDevices)
            {
                if (!used.Contains(device.Name)) Device(check, node, device);
            }

            var members = new HashSet<string>(StringComparer.Ordinal);
            foreach (var volume in StorageVolumes.Of(node)) Volume(check, node, volume, members);
            foreach (var group in node.VolumeGroups)
            {
                if (members.Contains(group.Name)) continue;
                check.Error(RuleIds.StoragePartitioning, check.Find(node, "storage", "volume_groups", group.Name),
                    "has no physical volume: no device or partition names it as its volume_group.",
                    "Name it at a device or partition, or leave the group out.");
            }
        }
    }

    private static void Device(DesignCheck check, BaremetalNode node, StorageDevice device)
    {
        if (device.VolumeGroup is null != (device.Partitions.Count == 0)) return;
        check.Error(RuleIds.StoragePartitioning, check.Find(node, "storage", "physical_devices", device.Name),
            device.VolumeGroup is null ? "has neither a volume_group nor partitions." : "has both a volume_group and partitions.",
            "Give a device the one or the other.");
    }

    private static void Volume(DesignCheck check, BaremetalNode node, StorageVolume volume, HashSet<string> members)
    {
        if (volume.VolumeGroup is not { } group) return;
        if (volume.Filesystem is not null)
        {
            check.Error(RuleIds.StoragePartitioning, check.Find(node, volume.Path),
                "has both a volume_group and a filesystem.", $"Give a {Kind(volume)} the one or the other.");
        }
        members.Add(group);
        if (node.VolumeGroups.Any(known => known.Name == group)) return;
        check.Error(RuleIds.StoragePartitioning, check.Find(node, [.. volume.Path, "volume_group"]),
            $"names the volume group '{group}', which the node does not have.{check.Nearest(group, node.VolumeGroups.Select(known => known.Name))}",
            "Correct the name, or define it in storage.volume_groups.");
    }

    private static string Kind(StorageVolume volume) => volume.IsPart ? "partition" : volume.Section == StorageVolumes.Raids ? "RAID" : "bcache";
}
