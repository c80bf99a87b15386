using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>
/// Members of RAIDs and bcaches are devices, device aliases or partitions of the node, each used once and for nothing else;
/// a cache may serve several bcaches. Members of a RAID are disks and partitions of disks; those of a bcache may be RAIDs, too.
/// </summary>
internal sealed class StorageMemberRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var node in check.Site.Nodes)
        {
            if (node.Raids.Count == 0 && node.Bcaches.Count == 0) continue;
            Names(check, node);
            var used = new Dictionary<string, StorageMember>(StringComparer.Ordinal);
            foreach (var member in StorageMembers.Of(node))
            {
                if (Exists(check, node, member)) Use(check, node, member, used);
            }
            foreach (var raid in node.Raids) Content(check, node, raid, used.ContainsKey(raid.Name));
        }
    }

    /// <summary>RAIDs and bcaches are devices themselves: MAAS takes no two of one name.</summary>
    private static void Names(DesignCheck check, BaremetalNode node)
    {
        var names = new HashSet<string>(node.StorageDevices.Select(device => device.Name), StringComparer.Ordinal);
        var devices = node.Raids.Select(raid => (Section: StorageVolumes.Raids, raid.Name))
            .Concat(node.Bcaches.Select(bcache => (Section: StorageVolumes.Bcaches, bcache.Name)));
        foreach (var (section, name) in devices)
        {
            if (names.Add(name)) continue;
            check.Error(RuleIds.StorageMembers, check.Find(node, "storage", section, name),
                $"has the name of another device of the node, '{name}'.", "Give one of them another name.");
        }
    }

    private static bool Exists(DesignCheck check, BaremetalNode node, StorageMember member)
    {
        var (reference, place) = (member.Reference, check.Find(node, member.Path));
        if (node.Raids.Any(raid => raid.Name == reference.Device) && member.OfRaid)
        {
            check.Error(RuleIds.StorageMembers, place, $"names the RAID '{reference.Device}', which cannot be a member of another one.",
                "Name disks, or partitions of disks as disk/partition.");
            return false;
        }

        if (reference.Partition is { } partition)
        {
            var parts = StorageVolumes.Partitioned(node).Where(device => device.Name == reference.Device).SelectMany(device => device.Partitions)
                .Select(part => part.Name).ToList();
            if (parts.Contains(partition)) return true;
            var known = StorageVolumes.Partitioned(node).SelectMany(device => device.Partitions.Select(part => $"{device.Name}/{part.Name}"));
            check.Error(RuleIds.StorageMembers, place,
                $"names the partition '{reference.Text}', which the node does not have.{check.Nearest(reference.Text, known)}",
                "Name it as disk/partition, and describe it in the partitions of that disk in storage.physical_devices.");
            return false;
        }

        var hardware = node.Site?.FindHardwareProfile(node.HardwareProfile);
        var devices = StorageVolumes.Partitioned(node).Select(device => device.Name)
            .Concat(hardware?.Devices.Where(alias => alias.BusType != "pci").Select(alias => alias.Alias) ?? []).ToList();
        if (devices.Contains(reference.Device)) return true;
        check.Error(RuleIds.StorageMembers, place,
            $"names the device '{reference.Text}', which is no device of the node.{check.Nearest(reference.Text, devices)}",
            "Name a device of storage.physical_devices, an alias of the hardware profile, or a partition as disk/partition.");
        return false;
    }

    private static void Use(DesignCheck check, BaremetalNode node, StorageMember member, Dictionary<string, StorageMember> used)
    {
        var text = member.Reference.Text;
        var place = check.Find(node, member.Path);
        if (used.TryGetValue(text, out var first))
        {
            if (member.IsCache && first.IsCache) return;
            check.Error(RuleIds.StorageMembers, place, $"names '{text}', which {first.Owner} uses already ({check.Find(node, first.Path).From(place)}).",
                "Use each device and each partition once.");
            return;
        }

        used.Add(text, member);
        if (Purpose(node, member.Reference) is not { } purpose) return;
        check.Error(RuleIds.StorageMembers, place, $"names '{text}', which has {purpose} of its own.",
            $"Leave {purpose} out, or name another member.");
    }

    /// <summary>What a member is used for beside; null for nothing.</summary>
    private static string? Purpose(BaremetalNode node, MemberReference reference)
    {
        var volume = StorageVolumes.Of(node).FirstOrDefault(candidate => reference.Partition is { } partition
            ? candidate.IsPart && candidate.Section != StorageVolumes.Groups && candidate.Path[2] == reference.Device && candidate.Name == partition
            : !candidate.IsPart && candidate.Name == reference.Device);
        if (volume is null) return null;
        if (volume.VolumeGroup is not null) return "a volume_group";
        if (volume.Filesystem is not null) return "a filesystem";
        return !volume.IsPart && StorageVolumes.Partitioned(node).Any(device => device.Name == reference.Device && device.Partitions.Count > 0)
            ? "partitions" : null;
    }

    private static void Content(DesignCheck check, BaremetalNode node, Raid raid, bool isMember)
    {
        if (raid.Partitions.Count > 0 && (raid.VolumeGroup is not null || raid.Filesystem is not null))
        {
            check.Error(RuleIds.StorageMembers, check.Find(node, "storage", StorageVolumes.Raids, raid.Name),
                $"has both partitions and {(raid.Filesystem is not null ? "a filesystem" : "a volume_group")}.", "Give a RAID the one or the other.");
        }
        else if (!isMember && raid.Partitions.Count == 0 && raid.VolumeGroup is null && raid.Filesystem is null)
        {
            check.Warning(RuleIds.StorageMembers, check.Find(node, "storage", StorageVolumes.Raids, raid.Name),
                "is used for nothing.", "Give it a filesystem, partitions or a volume_group, or name it at a bcache.");
        }
    }
}
