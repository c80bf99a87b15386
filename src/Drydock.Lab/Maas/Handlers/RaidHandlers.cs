using System.Collections.Generic;
using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>Software RAID: <c>nodes/{system_id}/raids/</c> and one RAID.</summary>
internal static class RaidHandlers
{
    private static readonly Dictionary<string, (int Least, bool Spares)> Levels = new()
    {
        ["raid-0"] = (2, false),
        ["raid-1"] = (2, true),
        ["raid-5"] = (3, true),
        ["raid-6"] = (4, true),
        ["raid-10"] = (3, true),
    };

    public static void Map(Router router)
    {
        router.Map("nodes/{system_id}/raids/")
            .Get(call => MaasReply.Json(new JArray(MachineRules.Machine(call).Raids.Select(raid => raid.Json()))))
            .Post(Create);
        foreach (var template in new[] { "raid/{id}/", "raids/{id}/" })
        {
            router.Map("nodes/{system_id}/" + template)
                .Get(call => MaasReply.Json(Find(call, MachineRules.Machine(call)).Json()))
                .Put(Update)
                .Delete(Delete);
        }
    }

    private static Raid Find(MaasCall call, Node node) =>
        node.Raids.Find(raid => raid.Id == call.PathId("id")) ?? throw MaasError.NotFound("RAID");

    private static MaasReply Create(MaasCall call)
    {
        var node = StorageRules.RequireReady(call, "create RAID");
        var form = call.Form;
        var level = form.RequiredText("level");
        form.Choice("level", Levels.Keys);
        var uuid = StorageRules.ReadUuid(form);
        var active = Members(call, node, "block_devices", "partitions");
        var spares = Members(call, node, "spare_devices", "spare_partitions");
        form.Check();
        if (active.Count + spares.Count == 0) throw MaasError.Field("__all__", "At least one block device or partition must be added to the array.");
        RequireMembers(level, active.Count, spares.Count);
        var name = form.HasText("name") ? form.Text("name")! : FreeName(node);
        if (node.BlockDevices.Exists(disk => disk.Name == name)) throw MaasError.Model("__all__", "Block device with this Node config and Name already exists.");
        if (active.Concat(spares).Contains(node.BootDisk))
        {
            // A RAID that boots has partitions on all its disks.
            active = Partitioned(call.Region, active);
            spares = Partitioned(call.Region, spares);
        }

        return MaasReply.Json(call.Region.AddRaid(node, name, level, uuid, active, spares).Json());
    }

    private static List<StorageTarget> Partitioned(Region region, IEnumerable<StorageTarget> members) =>
        [.. members.Select(member => member is BlockDevice disk ? region.AddPartition(disk, StorageTree.Available(disk)) : member)];

    private static void RequireMembers(string level, int active, int spares)
    {
        var (least, mayHaveSpares) = Levels[level];
        if (active >= least && (spares == 0 || mayHaveSpares)) return;
        throw MaasError.Model("__all__", $"RAID level {level.Substring("raid-".Length)} must have at least {least} raid devices and "
            + (mayHaveSpares ? "any number of spares." : "no spares."));
    }

    private static MaasReply Update(MaasCall call)
    {
        var node = StorageRules.RequireReady(call, "update RAID");
        var raid = Find(call, node);
        var uuid = StorageRules.ReadUuid(call.Form);
        var active = Members(call, node, "add_block_devices", "add_partitions");
        var spares = Members(call, node, "add_spare_devices", "add_spare_partitions");
        string[] removals = ["remove_block_devices", "remove_spare_devices", "remove_partitions", "remove_spare_partitions"];
        var removed = removals.SelectMany((field, index) => StorageRules.Leaving(call.Form, field,
            raid.Members.Where(member => member is Partition == index > 1))).ToList();
        call.Form.Check();
        var stay = raid.Members.Except(removed).ToLookup(member => member.Filesystem!.IsSpare);
        RequireMembers(raid.Level, stay[false].Count() + active.Count, stay[true].Count() + spares.Count);
        foreach (var member in removed) member.Filesystem = null;
        foreach (var member in active) NodeStorage.Join(raid, call.Region.Bootable(member), isSpare: false);
        foreach (var member in spares) NodeStorage.Join(raid, call.Region.Bootable(member), isSpare: true);
        raid.Device.Size = StorageTree.Size(raid);
        if (call.Form.HasText("name")) raid.Name = raid.Device.BaseName = call.Form.Text("name")!;
        raid.Uuid = uuid ?? raid.Uuid;
        return MaasReply.Json(raid.Json());
    }

    private static MaasReply Delete(MaasCall call)
    {
        var raid = Find(call, StorageRules.RequireReady(call, "delete RAID"));
        NodeStorage.Remove(raid);
        return MaasReply.NoContent();
    }

    private static List<StorageTarget> Members(MaasCall call, Node node, string devices, string partitions) =>
    [
        .. StorageRules.Members(call.Form, devices, id => node.BlockDevices.Find(disk => disk.Id == id)),
        .. StorageRules.Members(call.Form, partitions, id => StorageRules.FindPartition(node, id)),
    ];

    private static string FreeName(Node node)
    {
        var number = 0;
        while (node.BlockDevices.Exists(disk => disk.Name == "md" + number)) number++;
        return "md" + number;
    }
}
