using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Design;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>
/// Finds what a machine's storage configuration has that its design does not: then it cannot be completed and must be made
/// anew. What is only missing is no reason, nor is a filesystem, which can be made anew in its place.
/// </summary>
/// <param name="desired">The design.</param>
/// <param name="machine">The machine.</param>
/// <param name="present">What stands on its disks.</param>
public sealed class StorageComparison(DesiredStorage desired, MaasMachine machine, PresentStorage present)
{
    private static readonly HashSet<string> MemberTypes = new(StringComparer.Ordinal)
    {
        MemberUse.Group, MemberUse.Raid, MemberUse.Spare, MemberUse.Cache, MemberUse.Backing, "vmfs6",
    };

    private readonly StorageIds _ids = new(machine);

    /// <summary>Whether the machine has no storage configuration at all.</summary>
    public bool IsBlank => present.Groups.Count == 0 && machine.BlockDevices.All(device =>
        device.Type == "physical" && device.Partitions.Count == 0 && device.Filesystem is null);

    /// <summary>Why the configuration cannot stay; nothing where it can.</summary>
    public IEnumerable<string> Conflicts() => machine.BlockDevices.SelectMany(device => device.Type == "physical" ? Disk(device) : Virtual(device))
        .Concat(present.Raids.SelectMany(Raid)).Concat(present.CacheSets.SelectMany(CacheSet)).Concat(present.Bcaches.SelectMany(Bcache))
        .Concat(present.Groups.SelectMany(Group));

    private IEnumerable<string> Disk(MaasBlockDevice disk)
    {
        if (desired.FindDisk(disk.Id) is { } wanted) return Content(disk, wanted.Use, wanted.Partitions, null);
        return disk.Partitions.Count > 0 || disk.Filesystem is not null ? [$"{disk} is in use ({disk.UsedFor}) and the design does not mention it"] : [];
    }

    private IEnumerable<string> Virtual(MaasBlockDevice device)
    {
        // Volumes of groups are compared with their groups.
        if (present.Groups.Any(group => group.Volumes.Any(volume => volume.Id == device.Id))) return [];
        if (desired.Raids.FirstOrDefault(raid => raid.Target.Name == device.Name) is { } raid && present.Raids.Any(found => found.DeviceId == device.Id))
            return Content(device, raid.Use, raid.Partitions, raid.Filesystem);
        return desired.Bcaches.FirstOrDefault(bcache => bcache.Target.Name == device.Name) is { } bcache && present.Bcaches.Any(found => found.DeviceId == device.Id)
            ? Content(device, bcache.Use, ItemList<DesiredPartition>.Empty, bcache.Filesystem) : [$"{device} is not in the design"];
    }

    private static IEnumerable<string> Content(MaasBlockDevice device, MemberUse? use, ItemList<DesiredPartition> partitions, Filesystem? wanted)
    {
        if (use is not null)
        {
            if (device.PartitionTableType is not null || device.Partitions.Count > 0) yield return $"{device} is partitioned, and {use} is to have it whole";
            else if (device.Filesystem is { } other && other.Type != use.Type) yield return $"{device} holds {other.Type}, and {use} is to have it whole";
            yield break;
        }

        if (device.Filesystem is { } whole && (wanted is null || MemberTypes.Contains(whole.Type)))
            yield return $"{device} holds {whole.Type} as a whole and {(wanted is null ? "is to be partitioned" : "is to hold a filesystem")}";
        if (device.Partitions.Count > partitions.Count)
            yield return $"{device} has {device.Partitions.Count} partitions instead of {partitions.Count}";
        foreach (var conflict in partitions.Zip(device.Partitions, Partition).Where(conflict => conflict is not null)) yield return conflict!;
    }

    private static string? Partition(DesiredPartition wanted, MaasPartition present)
    {
        if (present.Size != wanted.Size) return OtherSize(wanted.Target, present.Size, wanted.Size);
        if (OtherUuid(wanted.Uuid, present.Uuid)) return $"{wanted.Target} has UUID {present.Uuid} instead of {wanted.Uuid}";
        if (present.Filesystem is not { } filesystem) return null;
        if (wanted.Use is { } use) return filesystem.Type == use.Type ? null : $"{wanted.Target} holds {filesystem.Type} and belongs into {use}";
        return wanted.Filesystem is null || MemberTypes.Contains(filesystem.Type) ? $"{wanted.Target} holds {filesystem.Type}" : null;
    }

    private IEnumerable<string> Raid(PresentRaid raid)
    {
        // One that is not designed shows as a device.
        if (desired.Raids.FirstOrDefault(designed => designed.Target.Name == raid.Name) is not { } wanted) yield break;
        if (raid.Level != wanted.LevelName) yield return $"RAID '{raid.Name}' is {raid.Level} instead of {wanted.LevelName}";
        if (OtherUuid(wanted.Uuid, raid.Uuid)) yield return $"RAID '{raid.Name}' has UUID {raid.Uuid} instead of {wanted.Uuid}";
        if (!Same(wanted.Devices, raid.Devices)) yield return $"RAID '{raid.Name}' has other members than designed";
        else if (!Same(wanted.Spares, raid.Spares)) yield return $"RAID '{raid.Name}' has other spares than designed";
    }

    private IEnumerable<string> CacheSet(PresentCacheSet set)
    {
        if (desired.Caches.All(cache => _ids.Member(cache) != set.Device)) yield return $"cache set '{set.Name}' is not in the design";
    }

    private IEnumerable<string> Bcache(PresentBcache bcache)
    {
        if (desired.Bcaches.FirstOrDefault(designed => designed.Target.Name == bcache.Name) is not { } wanted) yield break;
        if (OtherUuid(wanted.Uuid, bcache.Uuid)) yield return $"bcache '{bcache.Name}' has UUID {bcache.Uuid} instead of {wanted.Uuid}";
        if (_ids.Member(wanted.Backing) != bcache.Backing) yield return $"bcache '{bcache.Name}' has another backing device than {wanted.Backing}";
        if (present.CacheSets.FirstOrDefault(set => set.Id == bcache.CacheSetId)?.Device is { } device && _ids.Member(wanted.Cache) != device)
            yield return $"bcache '{bcache.Name}' has another cache than {wanted.Cache}";
    }

    private IEnumerable<string> Group(MaasVolumeGroup group)
    {
        if (desired.Groups.FirstOrDefault(designed => designed.Name == group.Name) is not { } wanted)
        {
            yield return $"volume group '{group}' is not in the design";
            yield break;
        }

        if (OtherUuid(wanted.Uuid, group.Uuid)) yield return $"volume group '{group}' has UUID {group.Uuid} instead of {wanted.Uuid}";
        var members = group.DiskIds.Select(id => new PresentMember(false, id)).Concat(group.PartitionIds.Select(id => new PresentMember(true, id)));
        if (!Same(desired.MembersOf(group.Name).Select(member => member.Key), members)) yield return $"volume group '{group}' has other members than designed";
        foreach (var volume in group.Volumes)
        {
            if (wanted.Volumes.FirstOrDefault(designed => designed.Target.DeviceName == volume.Name) is not { } designed)
                yield return $"volume '{volume}' is not in the design";
            else if (designed.Size != volume.Size)
                yield return OtherSize(designed.Target, volume.Size, designed.Size);
            else if (OtherUuid(designed.Uuid, volume.Uuid))
                yield return $"{designed.Target} has UUID {volume.Uuid} instead of {designed.Uuid}";
            else if (designed.Filesystem is null && volume.Filesystem is { } filesystem)
                yield return $"{designed.Target} holds {filesystem.Type}";
        }
    }

    private bool Same(IEnumerable<StorageTarget> wanted, IEnumerable<PresentMember> members) =>
        new HashSet<PresentMember>(wanted.Select(_ids.Member)).SetEquals(members);

    private static string OtherSize(StorageTarget target, long size, long wanted) =>
        $"{target} has {StorageSpace.Text(size)} ({size} bytes) instead of {StorageSpace.Text(wanted)} ({wanted} bytes)";

    private static bool OtherUuid(string? wanted, string? present) =>
        wanted is not null && !wanted.Equals(present, StringComparison.OrdinalIgnoreCase);
}
