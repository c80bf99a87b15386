using System.Globalization;
using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>Cached devices: <c>nodes/{system_id}/bcaches/</c> and one of them (api/bcache.py).</summary>
internal static class BcacheHandlers
{
    private const string Both = "A Bcache can have either a backing device or partition.";
    private static readonly string[] Modes = ["writeback", "writethrough", "writearound"];

    public static void Map(Router router)
    {
        router.Map("nodes/{system_id}/bcaches/")
            .Get(call => MaasReply.Json(new JArray(MachineRules.Machine(call).Bcaches.Select(bcache => bcache.Json()))))
            .Post(Create);
        foreach (var template in new[] { "bcache/{id}/", "bcaches/{id}/" })
        {
            router.Map("nodes/{system_id}/" + template)
                .Get(call => MaasReply.Json(Find(call, MachineRules.Machine(call)).Json()))
                .Put(Update)
                .Delete(Delete);
        }
    }

    private static Bcache Find(MaasCall call, Node node) =>
        node.Bcaches.Find(bcache => bcache.Id == call.PathId("id")) ?? throw MaasError.NotFound("Bcache");

    private static MaasReply Create(MaasCall call)
    {
        var node = StorageRules.RequireReady(call, "create Bcache");
        var form = call.Form;
        var mode = form.RequiredText("cache_mode");
        form.Choice("cache_mode", Modes);
        var uuid = StorageRules.ReadUuid(form);
        form.RequiredText("cache_set");
        var set = CacheSet(form, node);
        if (set is null) form.Error("__all__", "Bcache requires a cache_set.");
        var backing = StorageRules.Member(form, node, "backing_device", "backing_partition", Both, set is null ? null
            : "Either backing_device or backing_partition must be specified.");
        form.Check();
        var name = form.HasText("name") ? form.Text("name")! : FreeName(node);
        if (node.BlockDevices.Exists(disk => disk.Name == name)) throw MaasError.Model("__all__", "Block device with this Node config and Name already exists.");
        RequireNoVolume(backing!);
        return MaasReply.Json(call.Region.AddBcache(name, uuid, mode, set!, call.Region.Bootable(backing!)).Json());
    }

    private static MaasReply Update(MaasCall call)
    {
        var node = StorageRules.RequireReady(call, "update Bcache");
        var bcache = Find(call, node);
        var form = call.Form;
        form.Choice("cache_mode", Modes);
        var uuid = StorageRules.ReadUuid(form);
        var set = CacheSet(form, node);
        var backing = StorageRules.Member(form, node, "backing_device", "backing_partition", Both, null);
        form.Check();
        if (backing is not null)
        {
            RequireNoVolume(backing);
            bcache.Backing.Filesystem = null;
            NodeStorage.Join(bcache, call.Region.Bootable(backing));
            bcache.Device.Size = bcache.Backing.Size;
        }

        if (form.HasText("name")) bcache.Name = bcache.Device.BaseName = form.Text("name")!;
        if (form.HasText("cache_mode")) bcache.Mode = form.Text("cache_mode")!;
        bcache.Uuid = uuid ?? bcache.Uuid;
        bcache.CacheSet = set ?? bcache.CacheSet;
        return MaasReply.Json(bcache.Json());
    }

    private static MaasReply Delete(MaasCall call)
    {
        NodeStorage.Remove(Find(call, StorageRules.RequireReady(call, "delete Bcache")));
        return MaasReply.NoContent();
    }

    private static CacheSet? CacheSet(Form form, Node node)
    {
        if (form.Text("cache_set") is not { Length: > 0 } text) return null;
        var set = CacheSetHandlers.Find(node, text);
        if (set is null) form.Error("cache_set", StorageRules.NoChoice(text));
        return set;
    }

    private static void RequireNoVolume(StorageTarget backing)
    {
        if (backing is BlockDevice { VolumeGroup: not null })
            throw MaasError.Model("__all__", "Bcache cannot use a logical volume as a backing device.");
    }

    private static string FreeName(Node node)
    {
        var number = 0;
        while (node.BlockDevices.Exists(disk => disk.Name == Name())) number++;
        return Name();

        string Name() => "bcache" + number.ToString(CultureInfo.InvariantCulture);
    }
}
