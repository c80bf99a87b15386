using System;
using System.Collections.Generic;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>Mount points are absolute paths, and no two filesystems of a node have one; a slash at the end makes no difference.</summary>
internal sealed class MountpointRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var node in check.Site.Nodes)
        {
            var taken = new Dictionary<string, StorageVolume>(StringComparer.Ordinal);
            foreach (var volume in StorageVolumes.Of(node))
            {
                // Swap space is mounted nowhere, several times if need be.
                if (volume.Filesystem?.MountPoint is not { Length: > 0 } mountPoint || mountPoint is "none" or "swap") continue;
                if (mountPoint[0] != '/')
                {
                    check.Error(RuleIds.StorageMountpoint, Place(check, node, volume), $"is '{mountPoint}'; expected an absolute path.",
                        "Write a path that begins with a slash, or none for swap space.");
                    continue;
                }
                var key = mountPoint.TrimEnd('/');
                if (!taken.TryGetValue(key, out var first))
                {
                    taken.Add(key, volume);
                    continue;
                }
                var (other, place) = (check.Find(node, first.Path), Place(check, node, volume));
                check.Error(RuleIds.StorageMountpoint, place,
                    $"is {mountPoint}, where {first.Name} is mounted already ({other.From(place)}).", "Mount one of them elsewhere.");
            }
        }
    }

    private static DesignPlace Place(DesignCheck check, BaremetalNode node, StorageVolume volume) =>
        check.Find(node, [.. volume.Path, "filesystem", "mountpoint"]);
}
