using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary><c>nodes/{system_id}/interfaces/</c> and one interface, by number or name.</summary>
internal static class InterfaceHandlers
{
    public static void Map(Router router)
    {
        router.Map("nodes/{system_id}/interfaces/")
            .Get(call => MaasReply.Json(new JArray(FindNode(call).Interfaces.Select(nic => nic.Json()))))
            .Post("create_physical", call => InterfaceForms.CreatePhysical(call, Changeable(call, "create")))
            .Post("create_bond", call => InterfaceForms.CreateBond(call, Changeable(call, "create bond", machineOnly: true)))
            .Post("create_vlan", call => InterfaceForms.CreateVlan(call, Changeable(call, "create VLAN", machineOnly: true)))
            .Post("create_bridge", call => InterfaceForms.CreateBridge(call, Changeable(call, "create bridge", machineOnly: true)));
        var one = router.Map("nodes/{system_id}/interfaces/{id}/")
            .Get(call => MaasReply.Json(Find(call, FindNode(call)).Json()))
            .Put(Update)
            .Delete(Delete)
            .Post("add_tag", call => Tag(call, add: true))
            .Post("remove_tag", call => Tag(call, add: false));
        LinkHandlers.Map(one);
    }

    /// <summary>The interface in the path, of a node whose state lets it be changed.</summary>
    public static NodeInterface FindChangeable(MaasCall call, string what) => Find(call, Changeable(call, what));

    private static Node FindNode(MaasCall call) => call.Region.FindNode(call.Path("system_id")) ?? throw MaasError.NotFound("Node");

    private static NodeInterface Find(MaasCall call, Node node) =>
        node.FindInterface(call.Path("id")) ?? throw MaasError.NotFound("Interface");

    private static Node Changeable(MaasCall call, string what, bool machineOnly = false)
    {
        var node = FindNode(call);
        if (node.IsRack) throw machineOnly ? MaasError.NotFound("Machine") : MaasError.Forbidden($"Cannot {what} interface on a controller.");
        MachineRules.RequireEditable(call, node);
        return MachineRules.CanChangeNetwork(node.Status) ? node : throw WrongState(what);
    }

    private static MaasError WrongState(string what) =>
        MaasError.Conflict($"Cannot {what} interface because the machine is not New, Ready, Allocated, or Broken.");

    private static MaasReply Update(MaasCall call)
    {
        var node = FindNode(call);
        var nic = Find(call, node);
        MachineRules.RequireEditable(call, node);
        // A deployed machine's interfaces may only be renamed to what they have become.
        if (!node.IsRack && !MachineRules.CanChangeNetwork(node.Status) && node.Status != NodeStatus.Deployed) throw WrongState("update interface");
        return InterfaceForms.Update(call, nic, onlyNames: node.Status == NodeStatus.Deployed);
    }

    private static MaasReply Delete(MaasCall call)
    {
        call.Region.Remove(FindChangeable(call, "delete interface"));
        return MaasReply.NoContent();
    }

    private static MaasReply Tag(MaasCall call, bool add)
    {
        var nic = FindChangeable(call, "update interface");
        var tag = call.Form.RequiredText("tag");
        call.Form.Check();
        nic.Tags.Remove(tag);
        if (add) nic.Tags.Add(tag);
        return MaasReply.Json(nic.Json());
    }
}
