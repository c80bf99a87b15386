using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Life;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary><c>machines/{system_id}/</c>: what one machine is. What is done to it is in <see cref="MachineOperations"/>.</summary>
internal static class MachineHandlers
{
    /// <summary>Adds the reading operations to the resource that the operations share.</summary>
    public static Resource Map(Resource machine) => machine
        .Get(call => MaasReply.Json(MachineRules.Machine(call).Json(call.Region)))
        .Put(MachineForm.Update)
        .Delete(Delete)
        .On("GET", "power_parameters", call => MaasReply.Json(PowerTypes.Json(MachineRules.Machine(call))), admin: true)
        .Get("query_power_state", QueryPower)
        .Get("details", Details)
        .Get("get_curtin_config", CurtinConfig);

    private static MaasReply Delete(MaasCall call)
    {
        var node = MachineRules.Machine(call);
        MachineRules.RequireAdmin(call);
        if (node.Locked) throw MaasError.Forbidden();
        var vlans = node.Interfaces.Select(nic => nic.Vlan).ToList();
        node.Interfaces.Clear();
        // Delayed steps of the machine compare this, and then do nothing.
        node.StatusSerial++;
        call.Region.Remove(node);
        foreach (var vlan in vlans) call.Region.CollectFabric(vlan);
        return MaasReply.NoContent();
    }

    private static MaasReply QueryPower(MaasCall call) =>
        MaasReply.Json(new JObject { ["state"] = call.Life.Power.Query(MachineRules.Machine(call)) });

    private static MaasReply Details(MaasCall call)
    {
        var results = MachineRules.Machine(call).CurrentSet(ScriptKind.Commissioning)?.Results;
        return MaasReply.Bytes(BsonDocument.Of(("lshw", Output(BuiltInScripts.Lshw)), ("lldp", Output(BuiltInScripts.Lldp))), "application/bson");

        string? Output(string script) => results?.Find(result => result.Script.Name == script && result.Status == ScriptStatus.Passed)?.Output;
    }

    private static MaasReply CurtinConfig(MaasCall call)
    {
        var node = MachineRules.Machine(call);
        if (node.Status is not (NodeStatus.Deploying or NodeStatus.Deployed))
            throw MaasError.BadRequest($"Machine {node.Hostname} is not in a deployment state.");
        return MaasReply.Text($"# curtin configuration of {node.Fqdn}\nsystem_install: {{series: {node.DistroSeries}, kernel: {node.HweKernel}}}\n");
    }
}
