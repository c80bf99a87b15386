using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Design;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>What a machine has already of its designed storage: partitions, groups, volumes and their filesystems.</summary>
public sealed class StorageContent
{
    private readonly Dictionary<StorageTarget, MaasFilesystem?> _volumes = [];
    private readonly HashSet<string> _groups = new(StringComparer.Ordinal);

    /// <summary>What a machine has whose configuration fits the design as far as it goes.</summary>
    /// <param name="desired">The design.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="groups">Its volume groups.</param>
    public static StorageContent Of(DesiredStorage desired, MaasMachine machine, IReadOnlyList<MaasVolumeGroup> groups)
    {
        var content = new StorageContent();
        foreach (var disk in desired.Disks)
        {
            foreach (var (partition, present) in disk.Partitions.Zip(disk.Device.Partitions, (partition, present) => (partition, present)))
                content.Add(partition.Target, present.Filesystem);
        }

        foreach (var group in groups) content.AddGroup(group.Name);
        foreach (var volume in desired.Groups.SelectMany(group => group.Volumes))
        {
            if (machine.BlockDevices.FirstOrDefault(device => device.Name == volume.Target.DeviceName) is { Type: "virtual" } present)
                content.Add(volume.Target, present.Filesystem);
        }

        return content;
    }

    /// <summary>Notes a partition or logical volume.</summary>
    /// <param name="target">Which.</param>
    /// <param name="filesystem">Its filesystem; null for none.</param>
    public void Add(StorageTarget target, MaasFilesystem? filesystem) => _volumes[target] = filesystem;

    /// <summary>Notes a volume group.</summary>
    /// <param name="name">Its name.</param>
    public void AddGroup(string name) => _groups.Add(name);

    /// <summary>What is missing, in an order that MAAS accepts.</summary>
    /// <param name="desired">The design.</param>
    public IEnumerable<StorageOperation> Missing(DesiredStorage desired)
    {
        foreach (var partition in desired.Disks.SelectMany(disk => disk.Partitions))
        {
            if (!_volumes.ContainsKey(partition.Target)) yield return new CreatePartition(partition);
            foreach (var operation in Fill(partition.Target, partition.Filesystem)) yield return operation;
        }

        foreach (var group in desired.Groups)
        {
            if (!_groups.Contains(group.Name))
            {
                yield return new CreateVolumeGroup(group.Name, group.Uuid, new(group.DisksOf(desired).Select(disk => disk.Device)),
                    new(group.PartitionsOf(desired).Select(partition => partition.Target)));
            }

            foreach (var volume in group.Volumes)
            {
                if (!_volumes.ContainsKey(volume.Target)) yield return new CreateLogicalVolume(volume);
                foreach (var operation in Fill(volume.Target, volume.Filesystem)) yield return operation;
            }
        }
    }

    private IEnumerable<StorageOperation> Fill(StorageTarget target, Filesystem? wanted)
    {
        if (wanted is null) yield break;
        var present = _volumes.TryGetValue(target, out var filesystem) ? filesystem : null;
        var formatted = FilesystemMatch.IsFormatted(wanted, present);
        if (!formatted) yield return new FormatVolume(target, wanted);
        if (FilesystemMatch.Mounts(wanted) && !(formatted && FilesystemMatch.IsMounted(wanted, present))) yield return new MountVolume(target, wanted);
    }
}
