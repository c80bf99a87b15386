using System;
using System.Collections.Generic;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>No two filesystems of a node have one mount point; a slash at the end makes no difference.</summary>
internal sealed class MountpointRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var node in check.Site.Nodes)
        {
            var taken = new Dictionary<string, string[]>(StringComparer.Ordinal);
            foreach (var device in node.StorageDevices)
            {
                foreach (var partition in device.Partitions)
                    Take(check, node, taken, partition.Filesystem, "storage", "physical_devices", device.Name, "partitions", partition.Name);
            }
            foreach (var group in node.VolumeGroups)
            {
                foreach (var volume in group.LogicalVolumes)
                    Take(check, node, taken, volume.Filesystem, "storage", "volume_groups", group.Name, "logical_volumes", volume.Name);
            }
        }
    }

    private static void Take(
        DesignCheck check, BaremetalNode node, Dictionary<string, string[]> taken, Filesystem? filesystem, params string[] path)
    {
        // Swap space is mounted nowhere, several times if need be.
        if (filesystem?.MountPoint is not { Length: > 0 } mountPoint || mountPoint is "none" or "swap") return;
        var key = mountPoint.TrimEnd('/');
        if (!taken.TryGetValue(key, out var first))
        {
            taken.Add(key, path);
            return;
        }
        var other = check.Find(node, first);
        var place = check.Find(node, [.. path, "filesystem", "mountpoint"]);
        check.Error(RuleIds.StorageMountpoint, place,
            $"is {mountPoint}, where {first[first.Length - 1]} is mounted already ({other.From(place)}).", "Mount one of them elsewhere.");
    }
}
