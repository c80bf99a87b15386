using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Life;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary><c>rackcontrollers/</c> and one of them; and <c>nodes/</c>, which holds both kinds.</summary>
internal static class RackHandlers
{
    public static void Map(Router router)
    {
        router.Map("rackcontrollers/")
            .Get(List)
            .On("GET", "power_parameters", PowerParameters, admin: true);
        router.Map("rackcontrollers/{system_id}/").Get(call => MaasReply.Json(Find(call).RackJson(call.Region)));
        router.Map("nodes/").Get(call => MaasReply.Json(new JArray(call.Region.Nodes.Select(node => node.IsRack ? node.RackJson(call.Region) : node.Json(call.Region)))));
    }

    private static Node Find(MaasCall call) =>
        call.Region.FindNode(call.Path("system_id")) is { IsRack: true } rack ? rack : throw MaasError.NotFound("RackController");

    private static MaasReply List(MaasCall call)
    {
        var racks = call.Region.Racks;
        if (call.Query.Has("hostname")) racks = racks.Where(rack => call.Query.All("hostname").Contains(rack.Hostname));
        if (call.Query.Has("id")) racks = racks.Where(rack => call.Query.All("id").Contains(rack.SystemId));
        if (call.Query.Has("mac_address")) racks = racks.Where(rack => rack.Interfaces.Exists(nic => call.Query.All("mac_address").Contains(nic.Mac)));
        return MaasReply.Json(new JArray(racks.Select(rack => rack.RackJson(call.Region))));
    }

    private static MaasReply PowerParameters(MaasCall call) =>
        MaasReply.Json(new JObject(call.Region.Racks.Select(rack => new JProperty(rack.SystemId, PowerTypes.Json(rack)))));
}
