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

    private StorageDesigner(BaremetalNode node, MaasMachine machine, DeviceMap devices)
    {
        _node = node;
        _machine = machine;
        _devices = node.StorageDevices.Select(device => (device, Disk(devices.Disk(device.Name)))).ToList();
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
        node.StorageDevices.Count == 0 && node.VolumeGroups.Count == 0 ? null : new StorageDesigner(node, machine, devices).Design();

    private DesiredStorage Design()
    {
        var twice = _devices.GroupBy(device => device.Disk.Id).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null) throw DesignFault.Misconfigured(_node, $"disk {twice.First().Disk} is laid out twice");
        var bootDisk = BootDisk();
        var disks = new ItemList<DesiredDisk>(_devices.Select(device => LayOut(device.Design, device.Disk, device.Disk == bootDisk)));
        var draft = new DesiredStorage(bootDisk, disks, ItemList<DesiredGroup>.Empty);
        RequireGroups(draft);
        return draft with { Groups = new(_node.VolumeGroups.Select(group => Group(group, draft))) };
    }

    private DesiredDisk LayOut(StorageDevice device, MaasBlockDevice disk, bool boots)
    {
        // MAAS cannot boot from a disk without partitions: there the group gets a partition of all that is free.
        if (device.VolumeGroup is not null && !boots) return new(disk, device.VolumeGroup, ItemList<DesiredPartition>.Empty, 0);
        IEnumerable<Partition> partitions = device.VolumeGroup is { } group
            ? [new Partition { Name = group, VolumeGroup = group, Size = ">4mib" }]
            : device.Partitions;
        if (boots && StorageSpace.NeedsEfi(_machine) && !Mounts(EfiMount)) partitions = new[] { Efi }.Concat(partitions);

        var ordered = partitions.OrderBy(partition => partition.Filesystem?.MountPoint switch
        {
            EfiMount => 0,
            "/boot" => 1,
            "/" => 2,
            _ => 3,
        }).ToList();
        var available = StorageSpace.Partitionable(disk.Size, _machine);
        var sizes = SpaceDivision.Divide(_node, disk.Name, disk.Size, available,
            [.. ordered.Select(partition => (partition.Name, partition.Size))]);
        return new(disk, null, new(ordered.Select((partition, index) => new DesiredPartition(
            new PartitionTarget(disk.Id, index, disk.Name, partition.Name), sizes[index], partition.PartUuid, partition.VolumeGroup,
            partition.VolumeGroup is null ? partition.Filesystem : null))), available - sizes.Sum());
    }

    private DesiredGroup Group(VolumeGroup group, DesiredStorage storage)
    {
        var desired = new DesiredGroup(group.Name, group.VgUuid, 0, ItemList<DesiredVolume>.Empty);
        long[] members = [.. desired.DisksOf(storage).Select(disk => disk.Device.Size), .. desired.PartitionsOf(storage).Select(part => part.Size)];
        if (members.Length == 0) throw DesignFault.Misconfigured(_node, $"volume group '{group.Name}' has no disk and no partition");
        var size = StorageSpace.VolumeGroup(members);
        var sizes = SpaceDivision.Divide(_node, $"volume group '{group.Name}'", size, size,
            [.. group.LogicalVolumes.Select(volume => (volume.Name, volume.Size))]);
        return desired with
        {
            Size = size,
            Volumes = new(group.LogicalVolumes.Select((volume, index) => new DesiredVolume(
                new VolumeTarget(group.Name, volume.Name), sizes[index], volume.LvUuid, volume.Filesystem))),
        };
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
        var root = _node.VolumeGroups.FirstOrDefault(group => group.LogicalVolumes.Any(volume => volume.Filesystem?.MountPoint == "/")) is { } rootGroup
            ? _devices.FirstOrDefault(device => device.Design.VolumeGroup == rootGroup.Name
                || device.Design.Partitions.Any(partition => partition.VolumeGroup == rootGroup.Name))
            : _devices.FirstOrDefault(device => device.Design.VolumeGroup is null
                && device.Design.Partitions.Any(partition => partition.Filesystem?.MountPoint == "/"));
        return root.Disk is null
            ? throw DesignFault.Misconfigured(_node, "its storage mounts nothing at '/', and MAAS does not deploy such a machine")
            : labelled.Count == 1 ? labelled[0].Disk : root.Disk;
    }

    private void RequireGroups(DesiredStorage storage)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in _node.VolumeGroups)
        {
            if (!names.Add(group.Name)) throw DesignFault.Misconfigured(_node, $"volume group '{group.Name}' is defined twice");
        }

        var unknown = storage.Disks.SelectMany(disk => disk.Partitions.Select(partition => partition.Group).Concat([disk.Group]))
            .FirstOrDefault(group => group is not null && !names.Contains(group));
        if (unknown is not null) throw DesignFault.Misconfigured(_node, $"volume group '{unknown}' has members and is defined nowhere");
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
