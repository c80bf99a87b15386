using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>LVM: <c>nodes/{system_id}/volume-groups/</c>, one group, and its logical volumes.</summary>
internal static class VolumeGroupHandlers
{
    public static void Map(Router router)
    {
        router.Map("nodes/{system_id}/volume-groups/")
            .Get(call => MaasReply.Json(new JArray(MachineRules.Machine(call).VolumeGroups.Select(group => group.Json()))))
            .Post(Create);
        foreach (var template in new[] { "volume-group/{id}/", "volume-groups/{id}/" })
        {
            router.Map("nodes/{system_id}/" + template)
                .Get(call => MaasReply.Json(Find(call, MachineRules.Machine(call)).Json()))
                .Put(Update)
                .Delete(Delete)
                .Post("create_logical_volume", CreateVolume)
                .Post("delete_logical_volume", DeleteVolume);
        }
    }

    private static VolumeGroup Find(MaasCall call, Node node) =>
        node.VolumeGroups.Find(group => group.Id == call.PathId("id")) ?? throw MaasError.NotFound("VolumeGroup");

    private static MaasReply Create(MaasCall call)
    {
        var node = StorageRules.RequireReady(call, "create volume group");
        var form = call.Form;
        var name = form.RequiredText("name");
        var uuid = StorageRules.ReadUuid(form);
        var members = Members(call, node, "block_devices", "partitions");
        if (members.Count == 0 && !form.HasErrors) form.Error("__all__", "At least one valid block device or partition is required.");
        if (!form.HasErrors && node.VolumeGroups.Exists(group => group.Name == name)) form.Error("name", "A volume group with this name already exists.");
        form.Check();
        return MaasReply.Json(call.Region.AddVolumeGroup(node, name, uuid, members).Json());
    }

    private static MaasReply Update(MaasCall call)
    {
        var node = StorageRules.RequireReady(call, "update volume group");
        var group = Find(call, node);
        var form = call.Form;
        var uuid = StorageRules.ReadUuid(form);
        var added = Members(call, node, "add_block_devices", "add_partitions");
        var removed = StorageRules.Leaving(form, "remove_block_devices", group.Members.OfType<BlockDevice>())
            .Concat(StorageRules.Leaving(form, "remove_partitions", group.Members.OfType<Partition>())).ToList();
        form.Check();
        var left = group.Members.Except(removed).Concat(added).ToList();
        if (left.Count == 0) throw MaasError.Field("__all__", "At least one valid block device or partition is required.");
        if (((left.Sum(member => member.Size) / StorageTree.Step) - left.Count) * StorageTree.Step < StorageTree.Used(group))
            throw MaasError.Field("__all__", $"Volume group {group.Name} cannot be smaller than its logical volumes.");
        foreach (var member in removed) member.Filesystem = null;
        foreach (var member in added) NodeStorage.Join(group, member);
        if (form.HasText("name")) group.Name = form.Text("name")!;
        group.Uuid = uuid ?? group.Uuid;
        return MaasReply.Json(group.Json());
    }

    private static MaasReply Delete(MaasCall call)
    {
        var group = Find(call, StorageRules.RequireReady(call, "delete volume group"));
        if (group.Volumes.Any()) throw MaasError.BadRequest("This volume group has logical volumes; it cannot be deleted.");
        NodeStorage.Remove(group);
        return MaasReply.NoContent();
    }

    private static MaasReply CreateVolume(MaasCall call)
    {
        var group = Find(call, StorageRules.RequireReady(call, "create logical volume"));
        var form = call.Form;
        var name = form.RequiredText("name");
        var uuid = StorageRules.ReadUuid(form);
        var free = StorageTree.Available(group);
        var size = form.Number("size", min: StorageTree.Step, max: free);
        if (!form.HasText("size") && free < StorageTree.Step) form.Error("size", $"Ensure this value is greater than or equal to {StorageTree.Step}.");
        form.Check();
        if (group.Volumes.Any(volume => volume.BaseName == name))
            throw MaasError.Model("__all__", "Block device with this Node config and Name already exists.");
        return MaasReply.Json(call.Region.AddVolume(group, name, uuid, size ?? free).CreatedJson());
    }

    /// <summary>Deletes a volume, mounted or not. One that is not there is deleted already.</summary>
    private static MaasReply DeleteVolume(MaasCall call)
    {
        var group = Find(call, StorageRules.RequireReady(call, "delete logical volume"));
        var text = call.Form.RequiredText("id");
        call.Form.Check();
        group.Node.BlockDevices.RemoveAll(volume => volume.VolumeGroup == group && volume.Id.ToString(CultureInfo.InvariantCulture) == text);
        return MaasReply.NoContent();
    }

    private static List<StorageTarget> Members(MaasCall call, Node node, string devices, string partitions) =>
    [
        .. StorageRules.Members(call.Form, devices, id => node.BlockDevices.Find(disk => disk.Id == id)),
        .. StorageRules.Members(call.Form, partitions, id => StorageRules.FindPartition(node, id)),
    ];
}
