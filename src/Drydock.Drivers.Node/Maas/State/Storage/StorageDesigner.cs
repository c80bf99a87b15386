using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Design;
using Drydock.Errors;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>Works out what a node's design means on the disks of its machine.</summary>
public sealed class StorageDesigner
{
    private const string EfiMount = "/boot/efi";

    private readonly BaremetalNode _node;
    private readonly MaasMachine _machine;
    private readonly List<(StorageDevice Design, MaasBlockDevice Disk)> _devices;
    private readonly StorageMembership _members;

    private StorageDesigner(BaremetalNode node, MaasMachine machine, DeviceMap devices)
    {
        _node = node;
        _machine = machine;
        _members = new StorageMembership(node);
        _devices = _members.Devices.Select(device => (device, Disk(devices.Disk(device.Name)))).ToList();
    }

    /// <summary>
    /// The storage that the design asks for; null where it says nothing of storage. On each disk the EFI, boot and root
    /// partitions come first, in this order, as in MAAS's own layouts; the others follow in the design's order. A machine
    /// that boots by UEFI gets the EFI partition that MAAS would make if the design has none.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="machine">Its machine.</param>
    /// <param name="devices">Names of disks.</param>
    /// <exception cref="DrydockException">
    /// The design is incomplete (<c>NodeMisconfigured</c>), too large (<c>StorageDoesNotFit</c>), or names a disk that the
    /// machine lacks (<c>DeviceNotFound</c>).
    /// </exception>
    public static DesiredStorage? Design(BaremetalNode node, MaasMachine machine, DeviceMap devices) =>
        IsSilent(node) ? null : new StorageDesigner(node, machine, devices).Design();

    /// <summary>Whether a node's design says nothing of storage.</summary>
    /// <param name="node">The node.</param>
    public static bool IsSilent(BaremetalNode node) =>
        node.StorageDevices.Count == 0 && node.VolumeGroups.Count == 0 && node.Raids.Count == 0 && node.Bcaches.Count == 0;

    private DesiredStorage Design()
    {
        var twice = _devices.GroupBy(device => device.Disk.Id).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null) throw DesignFault.Misconfigured(_node, $"disk {twice.First().Disk} is laid out twice");
        var bootDisk = BootDisk();
        var partitioned = _members.PartitionedWith(_devices.Find(device => device.Disk == bootDisk).Design.Name);
        var disks = new ItemList<DesiredDisk>(_devices.Select(device =>
            LayOut(device.Design, device.Disk, device.Disk == bootDisk, partitioned.Contains(device.Design.Name))));
        var raids = new ItemList<DesiredRaid>(_node.Raids.Select(Raid));
        var bcaches = new ItemList<DesiredBcache>(_node.Bcaches.Select(Bcache));
        var draft = new DesiredStorage(bootDisk, disks, raids, bcaches, ItemList<DesiredGroup>.Empty);
        RequireGroups(draft);
        return draft with { Groups = new(_node.VolumeGroups.Select(group => Group(group, draft))) };
    }

    private DesiredDisk LayOut(StorageDevice device, MaasBlockDevice disk, bool boots, bool partitioned)
    {
        var use = _members.Use(device.Name, device.VolumeGroup);
        // MAAS cannot boot from a disk without partitions: there what has the disk gets a partition of all that is free.
        if (use is not null && !partitioned)
        {
            _members.Add(device.Name, new DiskTarget(disk.Id, disk.Name), disk.Size);
            return new(disk, use, ItemList<DesiredPartition>.Empty, 0);
        }

        IEnumerable<Partition> partitions = use is null ? device.Partitions : [new Partition { Name = use.Name, Size = ">4mib" }];
        if (boots && StorageSpace.NeedsEfi(_machine) && !Mounts(EfiMount)) partitions = new[] { Efi }.Concat(partitions);
        var laidOut = Partitions(new DiskTarget(disk.Id, disk.Name), device.Name, disk.Size, partitions, out var free);
        if (use is null) return new(disk, null, laidOut, free);

        var whole = laidOut[laidOut.Count - 1] with { Use = use };
        _members.Add(device.Name, whole.Target, whole.Size);
        return new(disk, null, new([.. laidOut.Take(laidOut.Count - 1), whole]), free);
    }

    private ItemList<DesiredPartition> Partitions(DeviceTarget device, string design, long size, IEnumerable<Partition> partitions, out long free)
    {
        var ordered = partitions.OrderBy(partition => partition.Filesystem?.MountPoint switch
        {
            EfiMount => 0,
            "/boot" => 1,
            "/" => 2,
            _ => 3,
        }).ToList();
        var available = StorageSpace.Partitionable(size, _machine);
        var sizes = SpaceDivision.Divide(_node, device.Name, size, available, [.. ordered.Select(partition => (partition.Name, partition.Size))]);
        free = available - sizes.Sum();
        return new(ordered.Select((partition, index) =>
        {
            var name = design + "/" + partition.Name;
            var use = _members.Use(name, partition.VolumeGroup);
            var desired = new DesiredPartition(new(device, index, partition.Name), sizes[index], partition.PartUuid, use, use is null ? partition.Filesystem : null);
            _members.Add(name, desired.Target, desired.Size);
            return desired;
        }));
    }

    private DesiredRaid Raid(Raid raid)
    {
        if (raid.Level is not { } level || !RaidSpace.Levels.Contains(level))
            throw DesignFault.Misconfigured(_node, $"RAID '{raid.Name}' has {(raid.Level is { } other ? $"level {other}" : "no level")}, expected is {string.Join(", ", RaidSpace.Levels)}");
        var (devices, spares) = (raid.Devices.Select(_members.Find).ToList(), raid.Spares.Select(_members.Find).ToList());
        if (devices.Count < RaidSpace.Fewest(level) || (level == 0 && spares.Count > 0))
            throw DesignFault.Misconfigured(_node, $"RAID '{raid.Name}' of level {level} has {devices.Count} members and {spares.Count} spares; MAAS wants at least {RaidSpace.Fewest(level)}{(level == 0 ? " and no spares" : "")}");
        var target = new ArrayTarget(raid.Name);
        var size = RaidSpace.Size(level, [.. devices.Select(member => member.Size)], [.. spares.Select(member => member.Size)]);
        var use = _members.Use(raid.Name, raid.VolumeGroup);
        _members.Add(raid.Name, target, size);
        return new(target, level, raid.RaidUuid, new(devices.Select(member => member.Target)), new(spares.Select(member => member.Target)), size, use,
            raid.Partitions.Count == 0 ? ItemList<DesiredPartition>.Empty : Partitions(target, raid.Name, size, raid.Partitions, out _),
            use is null && raid.Partitions.Count == 0 ? raid.Filesystem : null);
    }

    private DesiredBcache Bcache(Bcache bcache)
    {
        if (bcache.Backing is null || bcache.Cache is null)
            throw DesignFault.Misconfigured(_node, $"bcache '{bcache.Name}' has no {(bcache.Backing is null ? "backing device" : "cache")}");
        var backing = _members.Find(bcache.Backing);
        return new(new(bcache.Name), bcache.BcacheUuid, backing.Target, _members.Find(bcache.Cache).Target, bcache.Mode ?? CacheMode.WriteThrough, backing.Size,
            _members.Use(bcache.Name, bcache.VolumeGroup), bcache.VolumeGroup is null ? bcache.Filesystem : null);
    }

    private DesiredGroup Group(VolumeGroup group, DesiredStorage storage)
    {
        long[] members = [.. storage.MembersOf(group.Name).Select(member => member.Value)];
        if (members.Length == 0) throw DesignFault.Misconfigured(_node, $"volume group '{group.Name}' has no disk and no partition");
        var size = StorageSpace.VolumeGroup(members);
        var sizes = SpaceDivision.Divide(_node, $"volume group '{group.Name}'", size, size,
            [.. group.LogicalVolumes.Select(volume => (volume.Name, volume.Size))]);
        return new(group.Name, group.VgUuid, size, new(group.LogicalVolumes.Select((volume, index) => new DesiredVolume(
            new VolumeTarget(group.Name, volume.Name), sizes[index], volume.LvUuid, volume.Filesystem))));
    }

    private MaasBlockDevice Disk(string name)
    {
        var disks = _machine.BlockDevices.Where(disk => disk.Type == "physical").ToList();
        return disks.FirstOrDefault(disk => disk.Name == name) ?? throw DesignFault.DeviceNotFound(_node,
            $"its machine has no disk '{name}'; it has {(disks.Count > 0 ? string.Join(", ", disks) : "none")}");
    }

    /// <summary>The disk labelled as boot drive, else the one with the root filesystem.</summary>
    private MaasBlockDevice BootDisk()
    {
        var labelled = _devices.Where(device => "true".Equals(device.Design.Labels.Find("bootdrive"), StringComparison.OrdinalIgnoreCase)).ToList();
        if (labelled.Count > 1)
            throw DesignFault.Misconfigured(_node, $"several disks are labelled as boot drive: {string.Join(", ", labelled.Select(device => device.Disk))}");
        // Of a root on a bcache, the disk that holds /boot.
        var root = _members.DeviceOf("/", bcaches: false) ?? _members.DeviceOf("/boot", bcaches: false) ?? _members.DeviceOf("/", bcaches: true);
        return root is null
            ? throw DesignFault.Misconfigured(_node, "its storage mounts nothing at '/', and MAAS does not deploy such a machine")
            : labelled.Count == 1 ? labelled[0].Disk : _devices.Find(device => device.Design.Name == root).Disk;
    }

    private void RequireGroups(DesiredStorage storage)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in _node.VolumeGroups)
        {
            if (!names.Add(group.Name)) throw DesignFault.Misconfigured(_node, $"volume group '{group.Name}' is defined twice");
        }

        var unknown = storage.Disks.Select(disk => disk.Use).Concat(storage.Partitions.Select(partition => partition.Use))
            .Concat(storage.Raids.Select(raid => raid.Use)).Concat(storage.Bcaches.Select(bcache => bcache.Use))
            .FirstOrDefault(use => use is { Type: MemberUse.Group } && !names.Contains(use.Name));
        if (unknown is not null) throw DesignFault.Misconfigured(_node, $"volume group '{unknown.Name}' has members and is defined nowhere");
    }

    private bool Mounts(string mountPoint) =>
        _node.StorageDevices.SelectMany(device => device.Partitions).Any(partition => partition.Filesystem?.MountPoint == mountPoint);

    private static Partition Efi => new()
    {
        Name = "efi",
        Size = "512mib",
        Filesystem = new Filesystem { Type = "fat32", MountPoint = EfiMount, Label = "efi" },
    };
}
