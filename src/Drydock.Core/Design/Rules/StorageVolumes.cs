using System.Collections.Generic;
using System.Linq;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>What of a node can be a member of something, or hold a filesystem.</summary>
/// <param name="Path">Where it is described.</param>
/// <param name="VolumeGroup">The volume group that it is a member of.</param>
/// <param name="Filesystem">Its filesystem.</param>
internal sealed record StorageVolume(string[] Path, string? VolumeGroup, Filesystem? Filesystem)
{
    /// <summary>Its name.</summary>
    public string Name => Path[Path.Length - 1];

    /// <summary>The section of the design that describes it, for example <c>raids</c>.</summary>
    public string Section => Path[1];

    /// <summary>A volume of a disk, RAID or volume group; otherwise it is one of them.</summary>
    public bool IsPart => Path.Length > 3;
}

/// <summary>Lists a node's volumes by their places in the design.</summary>
internal static class StorageVolumes
{
    public const string Disks = "physical_devices";
    public const string Raids = "raids";
    public const string Bcaches = "bcaches";
    public const string Groups = "volume_groups";

    /// <summary>Disks and RAIDs with their partitions, in the design's order.</summary>
    public static IEnumerable<(string Section, string Name, ItemList<Partition> Partitions)> Partitioned(HostSettings host) =>
        host.StorageDevices.Select(device => (Disks, device.Name, device.Partitions))
            .Concat(host.Raids.Select(raid => (Raids, raid.Name, raid.Partitions)));

    /// <summary>Everything that can have a filesystem or be a member.</summary>
    public static IEnumerable<StorageVolume> Of(HostSettings host)
    {
        foreach (var device in host.StorageDevices) yield return new(["storage", Disks, device.Name], device.VolumeGroup, null);
        foreach (var raid in host.Raids) yield return new(["storage", Raids, raid.Name], raid.VolumeGroup, raid.Filesystem);
        foreach (var (section, name, partitions) in Partitioned(host))
        {
            foreach (var partition in partitions)
                yield return new(["storage", section, name, "partitions", partition.Name], partition.VolumeGroup, partition.Filesystem);
        }
        foreach (var bcache in host.Bcaches) yield return new(["storage", Bcaches, bcache.Name], bcache.VolumeGroup, bcache.Filesystem);
        foreach (var group in host.VolumeGroups)
        {
            foreach (var volume in group.LogicalVolumes)
                yield return new(["storage", Groups, group.Name, "logical_volumes", volume.Name], null, volume.Filesystem);
        }
    }
}
