using System;
using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>The partitions of a disk. One partition's URL has no slash at its end.</summary>
internal static class PartitionHandlers
{
    public static void Map(Router router)
    {
        router.Map("nodes/{system_id}/blockdevices/{device_id}/partitions/").Get(List).Post(Create);
        foreach (var template in new[] { "partition/{id}", "partitions/{id}" })
        {
            router.Map("nodes/{system_id}/blockdevices/{device_id}/" + template)
                .Get(call => MaasReply.Json(Find(call, MachineRules.Machine(call)).Json()))
                .Delete(Delete)
                .Post("format", call => Change(call, "format partition", partition => FilesystemForm.Format(call.Form, partition)))
                .Post("unformat", call => Change(call, "unformat partition", FilesystemForm.Unformat))
                .Post("mount", call => Change(call, "mount partition", partition => FilesystemForm.Mount(call.Form, partition)))
                .Post("unmount", call => Change(call, "unmount partition", FilesystemForm.Unmount))
                .Post("add_tag", call => Tag(call, add: true))
                .Post("remove_tag", call => Tag(call, add: false));
        }
    }

    private static Partition Find(MaasCall call, Node node) =>
        StorageRules.Disk(call, node).Partitions.Find(partition => partition.Id == call.PathId("id")) ?? throw MaasError.NotFound("Partition");

    private static MaasReply List(MaasCall call)
    {
        var disk = StorageRules.Disk(call, MachineRules.Machine(call));
        // A fault of every MAAS: a disk that was never partitioned has no list.
        if (!disk.HasTable) throw MaasError.Plain(500, "PartitionTable matching query does not exist.");
        return MaasReply.Json(new JArray(disk.Partitions.Select(partition => partition.Json())));
    }

    private static MaasReply Create(MaasCall call)
    {
        var disk = StorageRules.Disk(call, StorageRules.RequireReady(call, "create partition", noun: "node"));
        var form = call.Form;
        var size = form.Number("size", min: StorageTree.Step, max: disk.Size);
        var uuid = StorageRules.ReadUuid(form);
        form.Check();
        if (disk.Filesystem is { IsMember: true })
            throw MaasError.Field("__all__", "Cannot create a partition on a device that is in use by a filesystem group.");
        if (disk.VolumeGroup is not null) throw MaasError.Model("block_device", "Cannot create a partition table on a logical volume.");
        if (disk.Bcache is not null) throw MaasError.Model("block_device", "Cannot create a partition table on a Bcache volume.");
        var free = disk.Filesystem is null ? StorageTree.Available(disk) : StorageTree.Down(disk.Size - StorageTree.TableOverhead(disk));
        if (free < StorageTree.Step || StorageTree.Down(size ?? free) > free)
            throw MaasError.Model("size", "Partition cannot be saved; not enough free space on the block device.");
        return MaasReply.Json(call.Region.AddPartition(disk, size ?? free, form.Flag("bootable") ?? false, uuid).Json());
    }

    private static MaasReply Delete(MaasCall call)
    {
        var node = StorageRules.RequireReady(call, "delete partition", noun: "node");
        var partition = StorageRules.Disk(call, node).Partitions.Find(candidate => candidate.Id == call.PathId("id")) ?? throw MaasError.NotFoundSilently();
        if (partition.Filesystem is { IsMember: true })
            throw MaasError.BadRequest("Cannot delete partition because it is part of a filesystem group.");
        NodeStorage.RemovePartition(partition);
        return MaasReply.NoContent();
    }

    private static MaasReply Change(MaasCall call, string what, Action<Partition> change)
    {
        var partition = Find(call, StorageRules.RequireFormattable(call, what));
        change(partition);
        return MaasReply.Json(partition.Json());
    }

    private static MaasReply Tag(MaasCall call, bool add)
    {
        var node = MachineRules.Machine(call);
        MachineRules.RequireAdmin(call);
        var partition = Find(call, node);
        var tag = call.Form.RequiredText("tag");
        call.Form.Check();
        partition.Tags.Remove(tag);
        if (add) partition.Tags.Add(tag);
        return MaasReply.Json(partition.Json());
    }
}
