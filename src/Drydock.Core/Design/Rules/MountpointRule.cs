using System;
using System.Collections.Generic;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>No two filesystems of a node have one mount point; a slash at the end makes no difference.</summary>
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
                var key = mountPoint.TrimEnd('/');
                if (!taken.TryGetValue(key, out var first))
                {
                    taken.Add(key, volume);
                    continue;
                }
                var other = check.Find(node, first.Path);
                var place = check.Find(node, [.. volume.Path, "filesystem", "mountpoint"]);
                check.Error(RuleIds.StorageMountpoint, place,
                    $"is {mountPoint}, where {first.Name} is mounted already ({other.From(place)}).", "Mount one of them elsewhere.");
            }
        }
    }
}
