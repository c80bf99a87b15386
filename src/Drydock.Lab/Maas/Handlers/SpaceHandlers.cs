using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary><c>spaces/</c> and <c>spaces/{id}/</c>; the space <c>undefined</c> holds what is in none.</summary>
internal static class SpaceHandlers
{
    public static void Map(Router router)
    {
        router.Map("spaces/")
            .Get(call => MaasReply.Json(new JArray(call.Region.Spaces.Values.Append(null).Select(space => NetworkJson.SpaceJson(call.Region, space)))))
            .On("POST", null, Create, admin: true);
        router.Map("spaces/{id}/")
            .Get(call => MaasReply.Json(NetworkJson.SpaceJson(call.Region, call.Path("id") is "undefined" or "-1" ? null : Find(call))))
            .On("PUT", null, Update, admin: true)
            .On("DELETE", null, Delete, admin: true);
    }

    private static Space Find(MaasCall call) =>
        call.Region.Spaces.Values.FirstOrDefault(space => space.Id == call.PathId("id") || space.Name == call.Path("id")) ?? throw MaasError.NotFound("Space");

    private static MaasReply Create(MaasCall call)
    {
        CheckName(call, null);
        var id = call.Region.NextId("space");
        var name = call.Form.HasText("name") ? call.Form.Text("name")! : "space-" + id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var space = new Space { Id = id, Name = name, Description = call.Form.Text("description") ?? "" };
        call.Region.Spaces.Add(id, space);
        return MaasReply.Json(NetworkJson.SpaceJson(call.Region, space));
    }

    private static MaasReply Update(MaasCall call)
    {
        var space = Find(call);
        CheckName(call, space);
        if (call.Form.HasText("name")) space.Name = call.Form.Text("name")!;
        if (call.Form.Has("description")) space.Description = call.Form.Text("description")!;
        return MaasReply.Json(NetworkJson.SpaceJson(call.Region, space));
    }

    private static MaasReply Delete(MaasCall call)
    {
        var space = Find(call);
        foreach (var vlan in call.Region.Vlans.Values.Where(vlan => vlan.Space == space)) vlan.Space = null;
        call.Region.Spaces.Remove(space.Id);
        return MaasReply.NoContent();
    }

    private static void CheckName(MaasCall call, Space? self)
    {
        var name = call.Form.Text("name");
        if (name == "undefined" || call.Region.Spaces.Values.Any(other => other != self && other.Name == name))
            throw MaasError.Field("name", name == "undefined" ? "Reserved space name." : "Space with this Name already exists.");
    }
}
