using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>A bcache has a backing device and a cache, and is used for something.</summary>
internal sealed class BcacheRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var node in check.Site.Nodes)
        {
            foreach (var bcache in node.Bcaches)
            {
                var place = check.Find(node, "storage", StorageVolumes.Bcaches, bcache.Name);
                if (bcache.Backing is null)
                    check.Error(RuleIds.Bcache, place, "has no backing device.", "Set backing to a disk, a partition as disk/partition, or a RAID.");
                if (bcache.Cache is null)
                    check.Error(RuleIds.Bcache, place, "has no cache.", "Set cache to a disk, a partition as disk/partition, or a RAID.");
                if (bcache.VolumeGroup is null && bcache.Filesystem is null)
                    check.Warning(RuleIds.Bcache, place, "is used for nothing.", "Give it a filesystem or a volume_group.");
            }
        }
    }
}
