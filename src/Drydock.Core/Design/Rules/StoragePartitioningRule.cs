using System;
using System.Collections.Generic;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>
/// A device is a member of a volume group or partitioned, a partition a member or a filesystem; volume groups that are
/// named exist, and those that exist have a member.
/// </summary>
internal sealed class StoragePartitioningRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var node in check.Site.Nodes)
        {
            var members = new HashSet<string>(StringComparer.Ordinal);
            foreach (var device in node.StorageDevices) Device(check, node, device, members);
            foreach (var group in node.VolumeGroups)
            {
                if (members.Contains(group.Name)) continue;
                check.Error(RuleIds.StoragePartitioning, check.Find(node, "storage", "volume_groups", group.Name),
                    "has no physical volume: no device or partition names it as its volume_group.",
                    "Name it at a device or partition, or leave the group out.");
            }
        }
    }

    private static void Device(DesignCheck check, BaremetalNode node, StorageDevice device, HashSet<string> members)
    {
        if (device.VolumeGroup is null == (device.Partitions.Count == 0))
        {
            check.Error(RuleIds.StoragePartitioning, check.Find(node, "storage", "physical_devices", device.Name),
                device.VolumeGroup is null ? "has neither a volume_group nor partitions." : "has both a volume_group and partitions.",
                "Give a device the one or the other.");
        }
        Member(check, node, device.VolumeGroup, members, "storage", "physical_devices", device.Name, "volume_group");
        foreach (var partition in device.Partitions)
        {
            if (partition.VolumeGroup is not null && partition.Filesystem is not null)
            {
                check.Error(RuleIds.StoragePartitioning,
                    check.Find(node, "storage", "physical_devices", device.Name, "partitions", partition.Name),
                    "has both a volume_group and a filesystem.", "Give a partition the one or the other.");
            }
            Member(check, node, partition.VolumeGroup, members,
                "storage", "physical_devices", device.Name, "partitions", partition.Name, "volume_group");
        }
    }

    private static void Member(DesignCheck check, BaremetalNode node, string? group, HashSet<string> members, params string[] path)
    {
        if (group is null) return;
        members.Add(group);
        foreach (var known in node.VolumeGroups)
            if (known.Name == group) return;
        check.Error(RuleIds.StoragePartitioning, check.Find(node, path),
            $"names the volume group '{group}', which the node does not have.", "Define it in storage.volume_groups.");
    }
}
