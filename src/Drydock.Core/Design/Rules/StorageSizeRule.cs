using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>
/// Every partition and logical volume of a node has a size that can be read, and the shares of one device, RAID or volume group
/// add up to 99 % at most, as some space goes into its own tables.
/// </summary>
internal sealed class StorageSizeRule : IDesignRule
{
    private const int MostPercent = 99;

    public void Check(DesignCheck check)
    {
        foreach (var node in check.Site.Nodes)
        {
            foreach (var (section, device, partitions) in StorageVolumes.Partitioned(node))
            {
                long sum = 0;
                foreach (var partition in partitions)
                {
                    sum = Size(check, node, partition.Size, sum, !BootStorageRule.Judges(partition),
                        "storage", section, device, "partitions", partition.Name);
                }
            }
            foreach (var group in node.VolumeGroups)
            {
                long sum = 0;
                foreach (var volume in group.LogicalVolumes)
                    sum = Size(check, node, volume.Size, sum, true, "storage", "volume_groups", group.Name, "logical_volumes", volume.Name);
            }
        }
    }

    /// <summary>Checks a size.</summary>
    /// <returns>The shares up to this one.</returns>
    private static long Size(DesignCheck check, BaremetalNode node, string? written, long sum, bool judgesForm, params string[] path)
    {
        if (!StorageSize.TryParse(written, out var size))
        {
            if (!judgesForm) return sum;
            check.Error(RuleIds.StorageSizing, check.Find(node, written is null ? path : [.. path, "size"]),
                (written is null ? "has no size" : $"is '{written}'") + $"; expected {StorageSize.Expected}.",
                "Write a number and its unit.");
            return sum;
        }
        if (size.Percent is not { } percent) return sum;
        if (sum + percent > MostPercent)
        {
            check.Error(RuleIds.StorageSizing, check.Find(node, [.. path, "size"]),
                $"is {written}, with which the shares of {path[path.Length - 3]} come to {sum + percent} %, above {MostPercent} %.",
                "Lower the shares; a size such as >1g takes what is left over.");
        }
        return sum + percent;
    }
}
