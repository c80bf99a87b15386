using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Design;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>What a machine has already of its designed storage: partitions, arrays, groups, volumes and their filesystems.</summary>
public sealed class StorageContent
{
    private readonly Dictionary<StorageTarget, MaasFilesystem?> _volumes = [];
    private readonly HashSet<string> _groups = new(StringComparer.Ordinal);
    private readonly HashSet<StorageTarget> _caches = [];
    private readonly Dictionary<string, PresentBcache> _bcaches = new(StringComparer.Ordinal);

    /// <summary>What a machine has whose configuration fits the design as far as it goes.</summary>
    /// <param name="desired">The design.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="present">What stands on its disks.</param>
    public static StorageContent Of(DesiredStorage desired, MaasMachine machine, PresentStorage present)
    {
        var content = new StorageContent();
        foreach (var disk in desired.Disks) content.Add(disk.Partitions, disk.Device);
        foreach (var (target, partitions) in desired.Raids.Select(raid => (raid.Target, raid.Partitions))
            .Concat(desired.Bcaches.Select(bcache => (bcache.Target, ItemList<DesiredPartition>.Empty))))
        {
            if (Virtual(target.Name) is not { } device) continue;
            content.Add(target, device.Filesystem);
            content.Add(partitions, device);
        }

        var ids = new StorageIds(machine);
        foreach (var cache in desired.Caches.Where(cache => present.CacheSets.Any(set => set.Device == ids.Member(cache)))) content._caches.Add(cache);
        foreach (var bcache in present.Bcaches) content._bcaches[bcache.Name] = bcache;
        foreach (var group in present.Groups) content.AddGroup(group.Name);
        foreach (var volume in desired.Groups.SelectMany(group => group.Volumes))
        {
            if (Virtual(volume.Target.DeviceName) is { } device) content.Add(volume.Target, device.Filesystem);
        }

        return content;

        MaasBlockDevice? Virtual(string name) => machine.BlockDevices.FirstOrDefault(device => device.Type == "virtual" && device.Name == name);
    }

    /// <summary>Notes a partition, array or logical volume.</summary>
    /// <param name="target">Which.</param>
    /// <param name="filesystem">Its filesystem; null for none.</param>
    public void Add(StorageTarget target, MaasFilesystem? filesystem) => _volumes[target] = filesystem;

    /// <summary>Notes a volume group.</summary>
    /// <param name="name">Its name.</param>
    public void AddGroup(string name) => _groups.Add(name);

    /// <summary>What is missing, in an order that MAAS accepts.</summary>
    /// <param name="desired">The design.</param>
    public IEnumerable<StorageOperation> Missing(DesiredStorage desired) =>
        desired.Disks.SelectMany(disk => Partitions(disk.Partitions))
            .Concat(desired.Raids.SelectMany(Raid))
            .Concat(desired.Caches.Where(cache => !_caches.Contains(cache)).Select(cache => new CreateCacheSet(cache)))
            .Concat(desired.Bcaches.SelectMany(Bcache))
            .Concat(desired.Groups.SelectMany(group => Group(desired, group)));

    private void Add(ItemList<DesiredPartition> partitions, MaasBlockDevice device)
    {
        foreach (var (partition, present) in partitions.Zip(device.Partitions, (partition, present) => (partition, present)))
            Add(partition.Target, present.Filesystem);
    }

    private IEnumerable<StorageOperation> Partitions(ItemList<DesiredPartition> partitions) => partitions.SelectMany(partition =>
        Make(partition.Target, new CreatePartition(partition)).Concat(Fill(partition.Target, partition.Filesystem)));

    private IEnumerable<StorageOperation> Raid(DesiredRaid raid) =>
        Make(raid.Target, new CreateRaid(raid)).Concat(Fill(raid.Target, raid.Filesystem)).Concat(Partitions(raid.Partitions));

    private IEnumerable<StorageOperation> Bcache(DesiredBcache bcache)
    {
        if (_bcaches.TryGetValue(bcache.Target.Name, out var present) && present.Mode != bcache.ModeName) yield return new SetCacheMode(present.Id, bcache);
        foreach (var operation in Make(bcache.Target, new CreateBcache(bcache)).Concat(Fill(bcache.Target, bcache.Filesystem))) yield return operation;
    }

    private IEnumerable<StorageOperation> Group(DesiredStorage desired, DesiredGroup group)
    {
        if (!_groups.Contains(group.Name))
            yield return new CreateVolumeGroup(group.Name, group.Uuid, new(desired.MembersOf(group.Name).Select(member => member.Key)));
        foreach (var volume in group.Volumes)
        {
            foreach (var operation in Make(volume.Target, new CreateLogicalVolume(volume)).Concat(Fill(volume.Target, volume.Filesystem)))
                yield return operation;
        }
    }

    private IEnumerable<StorageOperation> Make(StorageTarget target, StorageOperation create) => _volumes.ContainsKey(target) ? [] : [create];

    private IEnumerable<StorageOperation> Fill(StorageTarget target, Filesystem? wanted)
    {
        if (wanted is null) yield break;
        var present = _volumes.TryGetValue(target, out var filesystem) ? filesystem : null;
        var formatted = FilesystemMatch.IsFormatted(target, wanted, present);
        if (!formatted) yield return new FormatVolume(target, wanted);
        if (FilesystemMatch.Mounts(wanted) && !(formatted && FilesystemMatch.IsMounted(wanted, present))) yield return new MountVolume(target, wanted);
    }
}
