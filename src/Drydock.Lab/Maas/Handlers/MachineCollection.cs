using System.Collections.Generic;
using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Life;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary><c>machines/</c>: lists, creation, allocation and what is done to several at once.</summary>
internal static class MachineCollection
{
    private static readonly string[] AllocationOptions = ["op", "agent_name", "comment", "dry_run", "verbose", "bridge_all", "bridge_type", "bridge_stp", "bridge_fd"];

    public static void Map(Router router) => router.Map("machines/")
        .Get(call => List(call, MachineFilter.Apply(call.Region, call.Query)))
        .Get("list_allocated", call => List(call, Allocated(call)))
        .On("GET", "is_registered", IsRegistered, anonymous: true)
        .On("GET", "power_parameters", PowerParameters, admin: true)
        .Post(MachineForm.Create)
        .On("POST", "allocate", Allocate, formOnly: true)
        .On("POST", "release", Release, formOnly: true)
        .On("POST", "accept", Accept, formOnly: true)
        .On("POST", "accept_all", AcceptAll, formOnly: true);

    private static MaasReply List(MaasCall call, IEnumerable<Node> machines) =>
        MaasReply.Json(new JArray(machines.Select(machine => machine.Json(call.Region))));

    private static IEnumerable<Node> Allocated(MaasCall call)
    {
        var ids = call.Query.All("id");
        return call.Region.Machines.Where(machine => machine.Owner == call.User && machine.Status is NodeStatus.Allocated or NodeStatus.Deployed or NodeStatus.Deploying)
            .Where(machine => ids.Count == 0 || ids.Contains(machine.SystemId));
    }

    private static MaasReply IsRegistered(MaasCall call)
    {
        var mac = call.Query.Find("mac_address") ?? throw MaasError.BadRequest("No provided mac_address!");
        return MaasReply.Json(call.Region.FindInterfaceByMac(mac.ToLowerInvariant()) is not null);
    }

    private static MaasReply PowerParameters(MaasCall call)
    {
        var ids = call.Query.All("id");
        return MaasReply.Json(new JObject(call.Region.Machines.Where(machine => ids.Count == 0 || ids.Contains(machine.SystemId))
            .Select(machine => new JProperty(machine.SystemId, PowerTypes.Json(machine)))));
    }

    private static MaasReply Allocate(MaasCall call)
    {
        var constraints = new Parameters();
        foreach (var name in call.Body.Names.Where(name => !AllocationOptions.Contains(name)))
        {
            foreach (var value in call.Body.All(name).Where(value => value.Length > 0)) constraints.Add(name == "name" ? "hostname" : name, value);
        }

        var machine = MachineFilter.Apply(call.Region, constraints).FirstOrDefault(candidate => candidate.Status == NodeStatus.Ready)
            ?? throw MaasError.Conflict(NoneFree(call.Body));
        if (call.Form.Flag("dry_run") != true)
        {
            machine.Owner = call.User;
            machine.AgentName = call.Body.Find("agent_name") ?? "";
            Region.SetStatus(machine, NodeStatus.Allocated);
            call.Region.Log(machine, "Allocated", "", "DEBUG", user: call.User);
        }

        var json = machine.Json(call.Region);
        json["constraints_by_type"] = new JObject();
        return MaasReply.Json(json);
    }

    private static string NoneFree(Parameters body)
    {
        if (body.Find("system_id") is { Length: > 0 } id) return $"No machine with system ID {id} available.";
        var given = body.Names.Where(name => !AllocationOptions.Contains(name)).ToList();
        if (given.Count == 0) return "No machine available.";
        var constraints = given.Select(name => $"('{name}', [{string.Join(", ", body.All(name).Select(value => $"'{value}'"))}])");
        var resolved = given.Select(name => $"{name}={string.Join(",", body.All(name))}");
        return $"No available machine matches constraints: [{string.Join(", ", constraints)}] (resolved to \"{string.Join(" ", resolved)}\")";
    }

    private static MaasReply Release(MaasCall call)
    {
        var machines = call.Body.All("machines").Select(id => call.Region.FindNode(id) ?? throw MaasError.BadRequest($"Unknown machine(s): {id}.")).ToList();
        var offenders = machines.Where(machine => !MachineRules.CanRelease(machine.Status)).ToList();
        if (offenders.Count > 0)
        {
            throw MaasError.Conflict("Machine(s) cannot be released in their current state: "
                + string.Join(", ", offenders.Select(machine => $"{machine.SystemId} ('{machine.Status.Label()}')")) + ".");
        }

        foreach (var machine in machines.Where(machine => !MachineRules.IsReleased(machine.Status)))
        {
            MachineRules.RequireEditable(call, machine);
            call.Life.Power.Require(machine);
        }

        var released = new JArray();
        foreach (var machine in machines.Where(machine => !MachineRules.IsReleased(machine.Status)))
        {
            if (call.Life.Releaser.Start(machine, call.User, erase: false) is { } later) call.AfterCommit.Add(later);
            released.Add(machine.SystemId);
        }

        return MaasReply.Json(released);
    }

    private static MaasReply Accept(MaasCall call) =>
        Commission(call, [.. call.Body.All("machines").Select(id => call.Region.FindNode(id) ?? throw MaasError.BadRequest($"Unknown machine(s): {id}."))]);

    private static MaasReply AcceptAll(MaasCall call) =>
        Commission(call, [.. call.Region.Machines.Where(machine => machine.Status == NodeStatus.New)]);

    private static MaasReply Commission(MaasCall call, IReadOnlyList<Node> machines)
    {
        if (!call.User.IsSuperuser) throw MaasError.Forbidden();
        foreach (var machine in machines) call.Life.Power.Require(machine);
        foreach (var machine in machines.Where(machine => machine.Status == NodeStatus.New))
            call.AfterCommit.Add(call.Life.Commissioner.Start(machine, call.User, new CommissioningRequest()));
        return List(call, machines);
    }
}
