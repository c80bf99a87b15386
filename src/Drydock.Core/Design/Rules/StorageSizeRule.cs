using System.Linq;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>Every partition and logical volume of a node has a size that can be read.</summary>
internal sealed class StorageSizeRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var node in check.Site.Nodes)
        {
            foreach (var device in node.StorageDevices)
            {
                foreach (var partition in device.Partitions)
                    Size(check, node, partition.Size, "storage", "physical_devices", device.Name, "partitions", partition.Name, "size");
            }
            foreach (var group in node.VolumeGroups)
            {
                foreach (var volume in group.LogicalVolumes)
                    Size(check, node, volume.Size, "storage", "volume_groups", group.Name, "logical_volumes", volume.Name, "size");
            }
        }
    }

    private static void Size(DesignCheck check, BaremetalNode node, string? size, params string[] path)
    {
        if (StorageSize.TryParse(size, out _)) return;
        var place = check.Find(node, size is null ? [.. path.Take(path.Length - 1)] : path);
        check.Error(RuleIds.StorageSizes, place, (size is null ? "has no size" : $"is '{size}'") + $"; expected {StorageSize.Expected}.");
    }
}
