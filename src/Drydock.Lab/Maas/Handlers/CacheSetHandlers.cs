using System.Globalization;
using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>Caches of bcaches: <c>nodes/{system_id}/bcache-cache-sets/</c> and one of them, by id or name (api/bcache_cacheset.py).</summary>
internal static class CacheSetHandlers
{
    public static void Map(Router router)
    {
        router.Map("nodes/{system_id}/bcache-cache-sets/")
            .Get(call => MaasReply.Json(new JArray(MachineRules.Machine(call).CacheSets.Select(set => set.Json()))))
            .Post(Create);
        foreach (var template in new[] { "bcache-cache-set/{id}/", "bcache-cache-sets/{id}/" })
        {
            router.Map("nodes/{system_id}/" + template)
                .Get(call => MaasReply.Json(Find(call, MachineRules.Machine(call)).Json()))
                .Put(Update)
                .Delete(Delete);
        }
    }

    public static CacheSet? Find(Node node, string text) =>
        node.CacheSets.Find(set => set.Name == text || set.Id.ToString(CultureInfo.InvariantCulture) == text);

    private static CacheSet Find(MaasCall call, Node node) => Find(node, call.Path("id")) ?? throw MaasError.NotFoundSilently();

    private static MaasReply Create(MaasCall call)
    {
        var node = Require(call, "create cache set", "node");
        var device = StorageRules.Member(call.Form, node, "cache_device", "cache_partition", "Cannot set both cache_device and cache_partition.",
            "Either cache_device or cache_partition must be specified.");
        call.Form.Check();
        return MaasReply.Json(call.Region.AddCacheSet(call.Region.Bootable(device!)).Json());
    }

    private static MaasReply Update(MaasCall call)
    {
        var node = Require(call, "update cache set", "machine");
        var set = Find(call, node);
        var device = StorageRules.Member(call.Form, node, "cache_device", "cache_partition", "Cannot set both cache_device and cache_partition.", null);
        call.Form.Check();
        if (device is not null)
        {
            var mark = set.Device.Filesystem;
            set.Device.Filesystem = null;
            call.Region.Bootable(device).Filesystem = mark;
        }

        return MaasReply.Json(set.Json());
    }

    private static MaasReply Delete(MaasCall call)
    {
        var set = Find(call, Require(call, "delete cache set", "machine"));
        if (set.IsUsed) throw MaasError.BadRequest("Cannot delete cache set; it's currently in use.");
        NodeStorage.Remove(set);
        return MaasReply.NoContent();
    }

    private static Node Require(MaasCall call, string what, string noun) => StorageRules.RequireReady(call, what, noun);
}
