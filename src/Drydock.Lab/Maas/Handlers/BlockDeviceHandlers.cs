using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary><c>nodes/{system_id}/blockdevices/</c> and one of them.</summary>
internal static class BlockDeviceHandlers
{
    private const long MinSize = 2L << 20;

    public static void Map(Router router)
    {
        router.Map("nodes/{system_id}/blockdevices/")
            .Get(call => MaasReply.Json(new JArray(MachineRules.Machine(call).BlockDevices.Select(disk => disk.ListedJson()))))
            .Post(Create);
        router.Map("nodes/{system_id}/blockdevices/{device_id}/")
            .Get(call => MaasReply.Json(StorageRules.Disk(call, MachineRules.Machine(call)).Json()))
            .Put(Update)
            .Delete(Delete)
            .Post("format", call => Change(call, "format block device", disk => FilesystemForm.Format(call.Form, disk)))
            .Post("unformat", call => Change(call, "unformat block device", FilesystemForm.Unformat))
            .Post("mount", call => Change(call, "mount the block device", disk => FilesystemForm.Mount(call.Form, disk)))
            .Post("unmount", call => Change(call, "unmount the block device", FilesystemForm.Unmount))
            .Post("add_tag", call => Tag(call, add: true))
            .Post("remove_tag", call => Tag(call, add: false))
            .Post("set_boot_disk", SetBootDisk);
    }

    private static MaasReply Change(MaasCall call, string what, System.Action<BlockDevice> change)
    {
        var disk = StorageRules.Disk(call, StorageRules.RequireFormattable(call, what));
        change(disk);
        return MaasReply.Json(disk.Json());
    }

    private static MaasReply Create(MaasCall call)
    {
        var node = MachineRules.Machine(call);
        MachineRules.RequireAdmin(call);
        var form = call.Form;
        var name = form.RequiredText("name");
        if (node.BlockDevices.Exists(disk => disk.Name == name)) form.Error("__all__", "Block device with this Node config and Name already exists.");
        if (!form.HasText("size")) form.Error("size", Form.Required);
        var size = form.Number("size", min: MinSize);
        var blockSize = form.Number("block_size", min: 512);
        if (!form.HasText("id_path") && !(form.HasText("model") && form.HasText("serial"))) form.Error("id_path", "serial/model are required if id_path is not provided.");
        form.Check();
        var added = new BlockDevice
        {
            Id = call.Region.NextId("blockdevice"),
            Node = node,
            BaseName = name,
            Size = size!.Value,
            BlockSize = (int)(blockSize ?? 512),
            Model = form.Text("model"),
            Serial = form.Text("serial"),
            IdPath = form.Text("id_path"),
        };
        node.BlockDevices.Add(added);
        return MaasReply.Json(added.Json());
    }

    private static MaasReply Update(MaasCall call)
    {
        var node = StorageRules.RequireReady(call, "update block device");
        var disk = StorageRules.Disk(call, node);
        var form = call.Form;
        if (form.Text("name") is { Length: > 0 } name && node.BlockDevices.Exists(other => other != disk && other.BaseName == name))
            form.Error("__all__", "Block device with this Node config and Name already exists.");
        var size = form.Number("size", min: MinSize);
        var uuid = StorageRules.ReadUuid(form);
        form.Check();
        if (form.HasText("name")) disk.BaseName = form.Text("name")!;
        if (disk.IsVirtual)
        {
            disk.Uuid = uuid ?? disk.Uuid;
            if (size is { } wanted && disk.VolumeGroup is { } group) disk.Size = FitVolume(group, disk, wanted);
            return MaasReply.Json(disk.Json());
        }

        disk.Size = size ?? disk.Size;
        if (form.Number("block_size", min: 512) is { } blockSize) disk.BlockSize = (int)blockSize;
        if (form.HasText("model")) disk.Model = form.Text("model");
        if (form.HasText("serial")) disk.Serial = form.Text("serial");
        return MaasReply.Json(disk.Json());
    }

    private static long FitVolume(VolumeGroup group, BlockDevice volume, long wanted)
    {
        var most = StorageTree.Available(group) + volume.Size;
        if (wanted > most) throw MaasError.Field("size", $"Ensure this value is less than or equal to {most}.");
        return StorageTree.Down(wanted);
    }

    private static MaasReply Delete(MaasCall call)
    {
        var node = StorageRules.RequireReady(call, "delete block device");
        var disk = StorageRules.Disk(call, node);
        if (disk.Filesystem is { IsMember: true } || disk.Partitions.Exists(partition => partition.Filesystem is { IsMember: true }))
            throw MaasError.BadRequest($"Cannot delete block device because it is part of a filesystem group: {disk.Name}.");
        if (disk.Raid is not null) throw MaasError.BadRequest($"Cannot delete block device because it is the device of RAID {disk.Raid.Name}.");
        if (disk.Bcache is not null) throw MaasError.BadRequest($"Cannot delete block device because it is the device of Bcache {disk.Bcache.Name}.");
        node.BlockDevices.Remove(disk);
        if (node.ChosenBootDisk == disk) node.ChosenBootDisk = null;
        return MaasReply.NoContent();
    }

    private static MaasReply Tag(MaasCall call, bool add)
    {
        var node = MachineRules.Machine(call);
        MachineRules.RequireAdmin(call);
        var disk = StorageRules.Disk(call, node);
        var tag = call.Form.RequiredText("tag");
        call.Form.Check();
        disk.Tags.Remove(tag);
        if (add) disk.Tags.Add(tag);
        return MaasReply.Json(disk.Json());
    }

    private static MaasReply SetBootDisk(MaasCall call)
    {
        var node = StorageRules.RequireReady(call, "set boot disk");
        var disk = StorageRules.Disk(call, node);
        if (disk.IsVirtual) throw MaasError.BadRequest($"Cannot use {disk.Name} as the boot disk: it is not a physical block device.");
        node.ChosenBootDisk = disk;
        return MaasReply.Text("OK");
    }
}
