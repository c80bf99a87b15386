using System.Collections.Generic;
using System.Linq;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>That a RAID or bcache names a device or partition.</summary>
/// <param name="Reference">What it names.</param>
/// <param name="Path">Where: the key.</param>
/// <param name="Owner">The RAID or bcache, for example <c>RAID 'md0'</c>.</param>
/// <param name="IsCache">Whether it is a cache, which several bcaches may share.</param>
/// <param name="OfRaid">Whether a RAID names it.</param>
internal sealed record StorageMember(MemberReference Reference, string[] Path, string Owner, bool IsCache, bool OfRaid);

/// <summary>Lists what a node's RAIDs and bcaches are made of.</summary>
internal static class StorageMembers
{
    public static IEnumerable<StorageMember> Of(HostSettings host)
    {
        foreach (var raid in host.Raids)
        {
            foreach (var (key, names) in new[] { ("devices", raid.Devices), ("spares", raid.Spares) })
                foreach (var name in names) yield return new(new(name), ["storage", StorageVolumes.Raids, raid.Name, key], $"RAID '{raid.Name}'", false, true);
        }
        foreach (var bcache in host.Bcaches)
        {
            foreach (var (key, name) in new[] { ("backing", bcache.Backing), ("cache", bcache.Cache) }.Where(member => member.Item2 is not null))
            {
                yield return new(new(name!), ["storage", StorageVolumes.Bcaches, bcache.Name, key], $"bcache '{bcache.Name}'", key == "cache", false);
            }
        }
    }
}
