using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design;
using Drydock.Design;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>What a node's devices and partitions are members of, and what members named in its design are.</summary>
public sealed class StorageMembership
{
    private readonly BaremetalNode _node;
    private readonly Dictionary<string, MemberUse> _uses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (StorageTarget Target, long Size)> _members = new(StringComparer.Ordinal);

    /// <summary>Reads a node's RAIDs and bcaches.</summary>
    /// <param name="node">The node.</param>
    /// <exception cref="Drydock.Errors.DrydockException">A member is named twice.</exception>
    public StorageMembership(BaremetalNode node)
    {
        _node = node;
        foreach (var raid in node.Raids)
        {
            foreach (var name in raid.Devices) Note(name, new(MemberUse.Raid, raid.Name));
            foreach (var name in raid.Spares) Note(name, new(MemberUse.Spare, raid.Name));
        }

        foreach (var bcache in node.Bcaches)
        {
            if (bcache.Backing is not null) Note(bcache.Backing, new(MemberUse.Backing, bcache.Name));
            if (bcache.Cache is not null) Note(bcache.Cache, new(MemberUse.Cache, bcache.Name));
        }

        var known = new HashSet<string>(node.StorageDevices.Select(device => device.Name).Concat(node.Raids.Select(raid => raid.Name)), StringComparer.Ordinal);
        Devices =
        [
            .. node.StorageDevices,
            .. _uses.Keys.Select(name => new MemberReference(name).Device).Where(known.Add).Select(name => new StorageDevice { Name = name }),
        ];
    }

    /// <summary>The design's disks, and those that it only names as members.</summary>
    public IReadOnlyList<StorageDevice> Devices { get; }

    /// <summary>What a device or partition is a member of; null for nothing.</summary>
    /// <param name="name">Its name in the design.</param>
    /// <param name="group">The volume group that it names itself.</param>
    /// <exception cref="Drydock.Errors.DrydockException">It is a member of two things.</exception>
    public MemberUse? Use(string name, string? group)
    {
        var use = _uses.TryGetValue(name, out var found) ? found : null;
        if (group is null) return use;
        var member = new MemberUse(MemberUse.Group, group);
        return use is null ? member : throw DesignFault.Misconfigured(_node, $"'{name}' is a member of {use} and of {member}");
    }

    /// <summary>
    /// Disks that get a partition for what has them whole, as MAAS boots from partitions only: the boot disk, and with it the
    /// other disks of its RAID.
    /// </summary>
    /// <param name="bootDisk">The boot disk's name in the design.</param>
    public ISet<string> PartitionedWith(string bootDisk)
    {
        var raid = _uses.TryGetValue(bootDisk, out var use) && use.Type is MemberUse.Raid or MemberUse.Spare
            ? _node.Raids.First(candidate => candidate.Name == use!.Name) : null;
        return new HashSet<string>(raid is null ? [bootDisk] : raid.Devices.Concat(raid.Spares), StringComparer.Ordinal) { bootDisk };
    }

    /// <summary>Notes what a name of the design stands for.</summary>
    /// <param name="name">The name.</param>
    /// <param name="target">What it is.</param>
    /// <param name="size">Its size in bytes.</param>
    public void Add(string name, StorageTarget target, long size) => _members[name] = (target, size);

    /// <summary>What a name stands for.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="Drydock.Errors.DrydockException">Nothing usable.</exception>
    public (StorageTarget Target, long Size) Find(string name) => _members.TryGetValue(name, out var member) ? member
        : throw DesignFault.Misconfigured(_node, $"{_uses[name]} names '{name}', which is no disk, partition or RAID of the node that can be a member");

    /// <summary>The disk, or the first of several, on which a mount point lies, by its name in the design; null for none.</summary>
    /// <param name="mountPoint">The mount point.</param>
    /// <param name="bcaches">Whether to look below bcaches, from which nothing boots.</param>
    public string? DeviceOf(string mountPoint, bool bcaches)
    {
        if (Devices.FirstOrDefault(disk => disk.Partitions.Any(partition => partition.VolumeGroup is null && Holds(partition.Filesystem))) is { } device) return device.Name;
        if (_node.Raids.FirstOrDefault(raid => Holds(raid.Filesystem) || raid.Partitions.Any(partition => Holds(partition.Filesystem))) is { } raid) return Disk(raid.Name, bcaches);
        if (_node.Bcaches.FirstOrDefault(bcache => Holds(bcache.Filesystem)) is { } bcache) return Disk(bcache.Name, bcaches);
        return _node.VolumeGroups.FirstOrDefault(group => group.LogicalVolumes.Any(volume => Holds(volume.Filesystem))) is { } found
            ? MembersOf(found.Name).Select(name => Disk(name, bcaches)).FirstOrDefault(name => name is not null) : null;

        bool Holds(Filesystem? filesystem) => filesystem?.MountPoint == mountPoint;
    }

    private IEnumerable<string> MembersOf(string group) =>
        Devices.Where(disk => disk.VolumeGroup == group || disk.Partitions.Any(partition => partition.VolumeGroup == group)).Select(disk => disk.Name)
            .Concat(_node.Raids.Where(raid => raid.VolumeGroup == group || raid.Partitions.Any(partition => partition.VolumeGroup == group)).Select(raid => raid.Name))
            .Concat(_node.Bcaches.Where(bcache => bcache.VolumeGroup == group).Select(bcache => bcache.Name));

    /// <summary>The disk below a device.</summary>
    private string? Disk(string name, bool bcaches)
    {
        var device = new MemberReference(name).Device;
        if (_node.Raids.FirstOrDefault(raid => raid.Name == device) is { } raid)
            return raid.Devices.Select(member => new MemberReference(member).Device).FirstOrDefault();
        if (_node.Bcaches.FirstOrDefault(bcache => bcache.Name == device) is not { } bcache) return device;
        return bcaches && bcache.Backing is not null ? Disk(bcache.Backing, bcaches) : null;
    }

    private void Note(string name, MemberUse use)
    {
        // Several bcaches may share a cache.
        if (_uses.TryGetValue(name, out var first) && !(first.Type == MemberUse.Cache && use.Type == MemberUse.Cache))
            throw DesignFault.Misconfigured(_node, $"'{name}' is a member of {first} and of {use}");
        if (first is null) _uses.Add(name, use);
    }
}
