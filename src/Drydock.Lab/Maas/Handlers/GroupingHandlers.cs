using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>Zones and resource pools, which are alike.</summary>
internal static class GroupingHandlers
{
    private sealed record Family(string Kind, string Model, string Label, Func<Region, SortedDictionary<int, Grouping>> Of, Func<Grouping, JObject> Render, Action<Node, Grouping> Assign);

    public static void Map(Router router)
    {
        var zones = new Family("zone", "Zone", "Physical zone", region => region.Zones, SiteJson.ZoneJson, (node, zone) => node.Zone = zone);
        var pools = new Family("pool", "ResourcePool", "Resource pool", region => region.Pools, SiteJson.PoolJson, (node, pool) => node.Pool = pool);
        Map(router, zones, "zones/", "zones/{id}/");
        Map(router, pools, "resourcepools/", "resourcepool/{id}/");
    }

    private static void Map(Router router, Family family, string list, string one)
    {
        router.Map(list)
            .Get(call => MaasReply.Json(new JArray(family.Of(call.Region).Values.Select(family.Render))))
            .On("POST", null, call => Create(call, family), admin: true);
        router.Map(one)
            .Get(call => MaasReply.Json(family.Render(Find(call, family))))
            .On("PUT", null, call => Update(call, family), admin: true)
            .On("DELETE", null, call => Delete(call, family), admin: true);
    }

    private static Grouping Find(MaasCall call, Family family) =>
        family.Of(call.Region).Values.FirstOrDefault(group => group.Name == call.Path("id") || (family.Kind == "pool" && group.Id == call.PathId("id")))
        ?? throw MaasError.NotFound(family.Model);

    private static MaasReply Create(MaasCall call, Family family)
    {
        var name = call.Form.RequiredText("name");
        CheckName(call, family, null);
        var group = new Grouping { Id = call.Region.NextId(family.Kind), Name = name, Description = call.Form.Text("description") ?? "" };
        family.Of(call.Region).Add(group.Id, group);
        return MaasReply.Json(family.Render(group));
    }

    private static MaasReply Update(MaasCall call, Family family)
    {
        var group = Find(call, family);
        CheckName(call, family, group);
        if (call.Form.HasText("name")) group.Name = call.Form.Text("name")!;
        if (call.Form.Has("description")) group.Description = call.Form.Text("description")!;
        return MaasReply.Json(family.Render(group));
    }

    private static MaasReply Delete(MaasCall call, Family family)
    {
        var group = Find(call, family);
        var groups = family.Of(call.Region);
        var first = groups.Values.First();
        if (group == first) throw MaasError.BadRequest($"This {family.Label.ToLowerInvariant()} is the default one, it cannot be deleted.");
        var members = call.Region.Nodes.Where(node => node.Zone == group || node.Pool == group).ToList();
        if (family.Kind == "pool" && members.Count > 0) throw MaasError.BadRequest($"Can't delete resource pool {group.Name}: it has machines.");
        foreach (var node in members) family.Assign(node, first);
        groups.Remove(group.Id);
        return MaasReply.NoContent();
    }

    private static void CheckName(MaasCall call, Family family, Grouping? self)
    {
        if (family.Of(call.Region).Values.Any(other => other != self && other.Name == call.Form.Text("name")))
            call.Form.Error("name", $"{family.Label} with this Name already exists.");
        call.Form.Check();
    }
}
