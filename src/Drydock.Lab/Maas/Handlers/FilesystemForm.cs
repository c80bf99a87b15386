using System;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>format, unformat, mount and unmount, alike for block devices and partitions. Doing it again replaces what was.</summary>
internal static class FilesystemForm
{
    private static readonly string[] Types = ["ext2", "ext4", "xfs", "btrfs", "fat32", "vfat", "swap", "ramfs", "tmpfs", "zfsroot"];

    public static void Format(Form form, StorageTarget target)
    {
        var type = form.RequiredText("fstype");
        form.Choice("fstype", Types);
        var uuid = StorageRules.ReadUuid(form);
        if (target is BlockDevice { HasTable: true }) form.Error("__all__", "Cannot format block device with a partition table.");
        else if (target.Filesystem is { IsMember: true }) form.Error("__all__", "Cannot format a device that is in use by a filesystem group.");
        form.Check();
        // MAAS's form of block devices has no label.
        var label = target is Partition ? form.Text("label") ?? "" : "";
        target.Filesystem = new Filesystem { Type = type, Uuid = uuid ?? NodeStorage.NewUuid(), Label = label };
    }

    public static void Unformat(StorageTarget target)
    {
        var noun = target is Partition ? "Partition" : "Block device";
        var filesystem = target.Filesystem ?? throw MaasError.BadRequest(noun + " is not formatted.");
        if (filesystem.MountPoint is not null)
        {
            throw MaasError.BadRequest("Filesystem is mounted and cannot be unformatted. Unmount the filesystem before unformatting the "
                + noun.ToLowerInvariant() + ".");
        }

        if (filesystem.IsMember)
            throw MaasError.BadRequest("Filesystem is part of a filesystem group, and cannot be unformatted. Remove it from the group first.");
        target.Filesystem = null;
    }

    public static void Mount(Form form, StorageTarget target)
    {
        var isSwap = target.Filesystem?.Type == "swap";
        var point = isSwap ? "none" : form.RequiredText("mount_point");
        if (!isSwap && point.Length > 0 && !point.StartsWith("/", StringComparison.Ordinal)) form.Error("mount_point", "Enter a valid value.");
        if (target.Filesystem is null) form.Error("__all__", "Cannot mount an unformatted partition or block device.");
        else if (target.Filesystem.IsMember) form.Error("__all__", "Cannot mount a device that is in use by a filesystem group.");
        form.Check();
        target.Filesystem!.MountPoint = point;
        target.Filesystem.MountOptions = form.Text("mount_options") ?? "";
    }

    public static void Unmount(StorageTarget target)
    {
        if (target.Filesystem is null) throw MaasError.BadRequest((target is Partition ? "Partition" : "Block device") + " is not formatted.");
        if (target.Filesystem.MountPoint is null) throw MaasError.BadRequest("Filesystem is already unmounted.");
        target.Filesystem.MountPoint = null;
        target.Filesystem.MountOptions = null;
    }
}
