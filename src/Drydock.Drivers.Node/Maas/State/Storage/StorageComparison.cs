using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>
/// Finds what a machine's storage configuration has that its design does not: then it cannot be completed and must be made
/// anew. What is only missing is no reason, nor is a filesystem, which can be made anew in its place.
/// </summary>
/// <param name="desired">The design.</param>
/// <param name="machine">The machine.</param>
/// <param name="groups">Its volume groups.</param>
public sealed class StorageComparison(DesiredStorage desired, MaasMachine machine, IReadOnlyList<MaasVolumeGroup> groups)
{
    private static readonly HashSet<string> MemberTypes = new(StringComparer.Ordinal)
    {
        "lvm-pv", "raid", "raid-spare", "bcache-cache", "bcache-backing", "vmfs6",
    };

    /// <summary>Whether the machine has no storage configuration at all.</summary>
    public bool IsBlank => groups.Count == 0 && machine.BlockDevices.All(device =>
        device.Type == "physical" && device.Partitions.Count == 0 && device.Filesystem is null);

    /// <summary>Why the configuration cannot stay; nothing where it can.</summary>
    public IEnumerable<string> Conflicts() => machine.BlockDevices.SelectMany(device => device.Type == "physical" ? Disk(device) : Virtual(device))
        .Concat(groups.SelectMany(Group));

    private IEnumerable<string> Disk(MaasBlockDevice disk)
    {
        if (desired.FindDisk(disk.Id) is not { } wanted)
        {
            if (disk.Partitions.Count > 0 || disk.Filesystem is not null) yield return $"{disk} is in use ({disk.UsedFor}) and the design does not mention it";
            yield break;
        }

        if (wanted.Group is not null)
        {
            if (disk.PartitionTableType is not null || disk.Partitions.Count > 0)
                yield return $"{disk} is partitioned, and volume group '{wanted.Group}' is to have it whole";
            else if (disk.Filesystem is { Type: not "lvm-pv" } filesystem)
                yield return $"{disk} holds {filesystem.Type}, and volume group '{wanted.Group}' is to have it whole";
            yield break;
        }

        if (disk.Filesystem is { } whole) yield return $"{disk} holds {whole.Type} as a whole and is to be partitioned";
        if (disk.Partitions.Count > wanted.Partitions.Count)
            yield return $"{disk} has {disk.Partitions.Count} partitions instead of {wanted.Partitions.Count}";
        foreach (var conflict in wanted.Partitions.Zip(disk.Partitions, Partition).Where(conflict => conflict is not null)) yield return conflict!;
    }

    private static string? Partition(DesiredPartition wanted, MaasPartition present)
    {
        if (present.Size != wanted.Size)
            return $"{wanted.Target} has {StorageSpace.Text(present.Size)} ({present.Size} bytes) instead of {StorageSpace.Text(wanted.Size)} ({wanted.Size} bytes)";
        if (OtherUuid(wanted.Uuid, present.Uuid)) return $"{wanted.Target} has UUID {present.Uuid} instead of {wanted.Uuid}";
        if (present.Filesystem is not { } filesystem) return null;
        var isMember = MemberTypes.Contains(filesystem.Type);
        if (wanted.Group is not null)
            return filesystem.Type == "lvm-pv" ? null : $"{wanted.Target} holds {filesystem.Type} and belongs into volume group '{wanted.Group}'";
        return wanted.Filesystem is null || isMember ? $"{wanted.Target} holds {filesystem.Type}" : null;
    }

    private IEnumerable<string> Virtual(MaasBlockDevice device)
    {
        // Volumes of groups are compared below; here remain RAIDs and caches, which a design does not know.
        if (!groups.Any(group => group.Volumes.Any(volume => volume.Id == device.Id))) yield return $"{device} is not in the design";
    }

    private IEnumerable<string> Group(MaasVolumeGroup present)
    {
        if (desired.Groups.FirstOrDefault(group => group.Name == present.Name) is not { } wanted)
        {
            yield return $"volume group '{present}' is not in the design";
            yield break;
        }

        if (OtherUuid(wanted.Uuid, present.Uuid)) yield return $"volume group '{present}' has UUID {present.Uuid} instead of {wanted.Uuid}";
        var disks = wanted.DisksOf(desired).Select(disk => disk.Device.Id);
        var partitions = wanted.PartitionsOf(desired).Select(PartitionId);
        if (!new HashSet<int>(disks).SetEquals(present.DiskIds) || !new HashSet<int>(partitions).SetEquals(present.PartitionIds))
            yield return $"volume group '{present}' has other members than designed";

        foreach (var volume in present.Volumes)
        {
            if (wanted.Volumes.FirstOrDefault(designed => designed.Target.DeviceName == volume.Name) is not { } designed)
                yield return $"volume '{volume}' is not in the design";
            else if (designed.Size != volume.Size)
                yield return $"{designed.Target} has {StorageSpace.Text(volume.Size)} ({volume.Size} bytes) instead of {StorageSpace.Text(designed.Size)} ({designed.Size} bytes)";
            else if (OtherUuid(designed.Uuid, volume.Uuid))
                yield return $"{designed.Target} has UUID {volume.Uuid} instead of {designed.Uuid}";
            else if (designed.Filesystem is null && volume.Filesystem is { } filesystem)
                yield return $"{designed.Target} holds {filesystem.Type}";
        }
    }

    /// <summary>The id of a designed partition; 0, which is none, where it is not yet made.</summary>
    private int PartitionId(DesiredPartition partition)
    {
        var present = desired.FindDisk(partition.Target.DiskId)!.Device.Partitions;
        return partition.Target.Index < present.Count ? present[partition.Target.Index].Id : 0;
    }

    private static bool OtherUuid(string? wanted, string? present) =>
        wanted is not null && !wanted.Equals(present, StringComparison.OrdinalIgnoreCase);
}
