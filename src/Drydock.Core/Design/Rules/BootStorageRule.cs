using System.Linq;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>
/// A node has a partition or logical volume named <c>root</c> of at least 20 GB, or a RAID or bcache mounted at <c>/</c>; a partition named <c>boot</c> has at
/// least 1 GB. A size that grows counts by its minimum; a share of a disk shows no size.
/// </summary>
internal sealed class BootStorageRule : IDesignRule
{
    private const string Root = "root";
    private const string Boot = "boot";
    private const long Gigabyte = 1_000_000_000;
    private const int RootGigabytes = 20;
    private const int BootGigabytes = 1;

    /// <summary>Whether the size of a partition is a matter of this rule.</summary>
    public static bool Judges(Partition partition) => partition.Name is Root or Boot;

    public void Check(DesignCheck check)
    {
        foreach (var node in check.Site.Nodes)
        {
            var hasRoot = false;
            foreach (var (section, device, partitions) in StorageVolumes.Partitioned(node))
            {
                foreach (var partition in partitions)
                {
                    if (!Judges(partition)) continue;
                    hasRoot |= partition.Name == Root;
                    Size(check, node, partition.Size, partition.Name == Root ? RootGigabytes : BootGigabytes,
                        "storage", section, device, "partitions", partition.Name);
                }
            }
            foreach (var group in node.VolumeGroups)
            {
                foreach (var volume in group.LogicalVolumes)
                {
                    if (volume.Name != Root) continue;
                    hasRoot = true;
                    // What is no size at all is a matter of Storage Sizing here.
                    if (StorageSize.TryParse(volume.Size, out _))
                        Size(check, node, volume.Size, RootGigabytes, "storage", "volume_groups", group.Name, "logical_volumes", volume.Name);
                }
            }
            // A whole RAID or bcache is as large as its members, whose sizes the design does not know.
            if (hasRoot || StorageVolumes.Of(node).Any(volume => volume is { IsPart: false, Filesystem.MountPoint: "/" })) continue;
            check.Error(RuleIds.BootStorage, check.Find(node, "storage"),
                $"has no partition or logical volume named '{Root}'.",
                $"Name the volume of the root filesystem '{Root}' and give it at least {RootGigabytes} GB.");
        }
    }

    private static void Size(DesignCheck check, BaremetalNode node, string? written, int gigabytes, params string[] path)
    {
        var remedy = $"Give it at least {gigabytes} GB, for example {gigabytes + 10}g.";
        var place = check.Find(node, written is null ? path : [.. path, "size"]);
        if (!StorageSize.TryParse(written, out var size))
        {
            check.Error(RuleIds.BootStorage, place,
                (written is null ? "has no size" : $"is '{written}'") + $"; expected {StorageSize.Expected}.", remedy);
        }
        else if (size.Bytes is not { } bytes)
        {
            check.Error(RuleIds.BootStorage, place, $"is {written}, a share, which does not show that it is at least {gigabytes} GB.", remedy);
        }
        else if (bytes < gigabytes * Gigabyte)
        {
            check.Error(RuleIds.BootStorage, place, $"is {written}; expected at least {gigabytes} GB.", remedy);
        }
    }
}
