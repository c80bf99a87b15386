using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>
/// Partitions of one device and logical volumes of one group have names of their own. Looks at documents as they are
/// written, since inheritance goes by these names and would join what has one.
/// </summary>
internal sealed class DuplicateVolumeRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var host in check.Draft.HostProfiles.Concat(check.Draft.Nodes).Select(layer => layer.Own))
        {
            foreach (var (section, device, partitions) in StorageVolumes.Partitioned(host))
                Names(check, host, partitions.Select(partition => partition.Name), "storage", section, device, "partitions");
            foreach (var group in host.VolumeGroups)
                Names(check, host, group.LogicalVolumes.Select(volume => volume.Name), "storage", StorageVolumes.Groups, group.Name, "logical_volumes");
        }
    }

    private static void Names(DesignCheck check, HostSettings host, IEnumerable<string> names, params string[] path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var index = -1;
        foreach (var name in names)
        {
            index++;
            if (seen.Add(name)) continue;
            check.Error(RuleIds.DuplicateVolume, check.Find(host, [.. path, $"[{index}]", "name"]),
                $"is '{name}', the name of an earlier one.", "Give one of the two another name.");
        }
    }
}
