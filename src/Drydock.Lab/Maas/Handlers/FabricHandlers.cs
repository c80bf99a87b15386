using System.Linq;
using System.Text.RegularExpressions;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary><c>fabrics/</c> and <c>fabrics/{id}/</c>.</summary>
internal static class FabricHandlers
{
    private static readonly Regex ReservedName = new(@"^fabric-\d+$", RegexOptions.CultureInvariant);
    private static readonly Regex NameForm = new(@"^[ \w-]+$", RegexOptions.CultureInvariant);

    public static void Map(Router router)
    {
        router.Map("fabrics/")
            .Get(call => MaasReply.Json(new JArray(call.Region.Fabrics.Values.Select(fabric => fabric.Json(call.Region)))))
            .On("POST", null, Create, admin: true);
        router.Map("fabrics/{fabric_id}/")
            .Get(call => MaasReply.Json(Find(call).Json(call.Region)))
            .On("PUT", null, Update, admin: true)
            .On("DELETE", null, Delete, admin: true);
    }

    public static Fabric Find(MaasCall call) =>
        call.Region.Fabrics.TryGetValue(call.PathId("fabric_id"), out var fabric) ? fabric : throw MaasError.NotFound("Fabric");

    private static MaasReply Create(MaasCall call)
    {
        CheckName(call, null);
        var fabric = call.Region.AddFabric(call.Form.HasText("name") ? call.Form.Text("name") : null);
        Fill(call.Form, fabric);
        return MaasReply.Json(fabric.Json(call.Region));
    }

    private static MaasReply Update(MaasCall call)
    {
        var fabric = Find(call);
        CheckName(call, fabric);
        if (call.Form.HasText("name")) fabric.Name = call.Form.Text("name")!;
        Fill(call.Form, fabric);
        return MaasReply.Json(fabric.Json(call.Region));
    }

    private static MaasReply Delete(MaasCall call)
    {
        var fabric = Find(call);
        var subnets = call.Region.Subnets.Values.Where(subnet => subnet.Vlan.Fabric == fabric).ToList();
        if (subnets.Count > 0)
            throw MaasError.BadRequest("Can't delete fabric; the following subnets are still present: " + string.Join(", ", subnets.Select(subnet => subnet.Network)));
        if (fabric.Id == 0) throw MaasError.BadRequest("This fabric is the default fabric, it cannot be deleted.");
        var used = call.Region.Nodes.SelectMany(node => node.Interfaces).Where(nic => nic.Vlan?.Fabric == fabric).ToList();
        if (used.Count > 0)
        {
            throw MaasError.BadRequest("Can't delete fabric; the following interfaces are still connected: "
                + string.Join(", ", used.Select(nic => $"{nic.Name} ({nic.Kind}) on {nic.Node.Hostname}")));
        }

        call.Region.RemoveFabric(fabric);
        return MaasReply.NoContent();
    }

    private static void CheckName(MaasCall call, Fabric? self)
    {
        var name = call.Form.Text("name");
        if (string.IsNullOrEmpty(name)) return;
        if (!NameForm.IsMatch(name)) call.Form.Error("name", $"Invalid fabric name: {name}.");
        else if (ReservedName.IsMatch(name) && (self is null || name != NetworkMap.DefaultName(self.Id))) call.Form.Error("name", "Reserved fabric name.");
        else if (call.Region.Fabrics.Values.Any(other => other != self && other.Name == name)) call.Form.Error("name", "Fabric with this Name already exists.");
        call.Form.Check();
    }

    private static void Fill(Form form, Fabric fabric)
    {
        if (form.Has("description")) fabric.Description = form.Text("description")!;
        if (form.Has("class_type")) fabric.ClassType = form.HasText("class_type") ? form.Text("class_type") : null;
    }
}
