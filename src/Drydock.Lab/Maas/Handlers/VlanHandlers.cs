using System;
using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>VLANs, by fabric and VID or by their own number.</summary>
internal static class VlanHandlers
{
    public static void Map(Router router)
    {
        router.Map("fabrics/{fabric_id}/vlans/")
            .Get(call => MaasReply.Json(new JArray(call.Region.VlansOf(FabricHandlers.Find(call)).Select(vlan => vlan.Json()))))
            .On("POST", null, Create, admin: true);
        MapOne(router.Map("fabrics/{fabric_id}/vlans/{vid}/"), ByVid);
        MapOne(router.Map("vlans/{id}/"), ById);
    }

    private static void MapOne(Resource resource, Func<MaasCall, Vlan> find) => resource
        .Get(call => MaasReply.Json(find(call).Json()))
        .On("PUT", null, call => Update(call, find(call)), admin: true)
        .On("DELETE", null, call => Delete(call, find(call)), admin: true);

    private static Vlan ById(MaasCall call) =>
        call.Region.Vlans.TryGetValue(call.PathId("id"), out var vlan) ? vlan : throw MaasError.NotFound("VLAN");

    private static Vlan ByVid(MaasCall call)
    {
        var vid = call.Path("vid") == "untagged" ? 0 : call.PathId("vid");
        return call.Region.Vlans.Values.FirstOrDefault(vlan => vlan.Fabric.Id == call.PathId("fabric_id") && vlan.Vid == vid)
            ?? throw MaasError.NotFound("VLAN");
    }

    private static MaasReply Create(MaasCall call)
    {
        var fabric = FabricHandlers.Find(call);
        var form = call.Form;
        if (!form.HasText("vid"))
        {
            form.Error("vid", Form.Required);
            form.Error("vid", "VID must be between 0 and 4094.");
        }

        var draft = new Vlan { Id = 0, Fabric = fabric, Vid = -1, Name = "" };
        var change = VlanForm.Read(call, draft);
        var vid = change.Vid ?? 0;
        if (call.Region.VlansOf(fabric).Any(other => other.Vid == vid)) throw Duplicate();
        var vlan = call.Region.AddVlan(fabric, vid, form.HasText("name") ? form.Text("name")! : vid.ToString(System.Globalization.CultureInfo.InvariantCulture));
        VlanForm.Apply(call, vlan, change);
        return MaasReply.Json(vlan.Json());
    }

    private static MaasReply Update(MaasCall call, Vlan vlan)
    {
        var change = VlanForm.Read(call, vlan);
        var fabric = change.Fabric ?? vlan.Fabric;
        var vid = change.Vid ?? vlan.Vid;
        if (call.Region.VlansOf(fabric).Any(other => other != vlan && other.Vid == vid)) throw Duplicate();
        vlan.Vid = vid;
        vlan.Fabric = fabric;
        VlanForm.Apply(call, vlan, change);
        return MaasReply.Json(vlan.Json());
    }

    private static MaasReply Delete(MaasCall call, Vlan vlan)
    {
        if (call.Region.DefaultVlan(vlan.Fabric) == vlan)
            throw MaasError.BadRequest("This VLAN is the default VLAN in the fabric, it cannot be deleted.");
        // Subnets of a deleted VLAN go to the default fabric's, interfaces to their fabric's untagged one.
        var subnets = call.Region.SubnetsOf(vlan).ToList();
        if (subnets.Count > 0) subnets.ForEach(subnet => subnet.Vlan = call.Region.DefaultVlan(vlan.Fabric));
        foreach (var nic in call.Region.Nodes.SelectMany(node => node.Interfaces).Where(nic => nic.Vlan == vlan && nic.Kind == "vlan").ToList())
            call.Region.Remove(nic);
        call.Region.RemoveVlan(vlan);
        return MaasReply.NoContent();
    }

    private static MaasError Duplicate() =>
        MaasError.Model("__all__", "A VLAN with the specified VID already exists in the destination fabric.");
}
