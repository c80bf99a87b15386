using System.Linq;
using System.Text.RegularExpressions;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>
/// The operations of one machine. The answer is the machine as it is before its power changes.
/// </summary>
internal static class MachineOperations
{
    private static readonly Regex AnnotationKey = new(@"^[\w\-.]+$", RegexOptions.CultureInvariant);

    public static void Map(Router router)
    {
        var machine = MachineHandlers.Map(router.Map("machines/{system_id}/"))
            .Post("commission", Commission)
            .On("POST", "deploy", DeployForm.Deploy, formOnly: true)
            .On("POST", "release", Release, formOnly: true)
            .Post("abort", Abort)
            .Post("test", Test)
            .Post("override_failed_testing", OverrideTesting)
            .Post("mark_broken", MarkBroken)
            .Post("mark_fixed", MarkFixed)
            .Post("rescue_mode", Rescue)
            .Post("exit_rescue_mode", ExitRescue)
            .Post("lock", call => SetLock(call, true))
            .Post("unlock", call => SetLock(call, false))
            .Post("power_on", PowerOn)
            .Post("power_off", PowerOff)
            .On("POST", "set_owner_data", Annotate, formOnly: true)
            .On("POST", "set_workload_annotations", Annotate, formOnly: true);
        MachineConfiguration.Map(machine);
    }

    public static CommissioningRequest ReadCommissioning(MaasCall call)
    {
        var form = call.Form;
        var request = new CommissioningRequest(
            form.Flag("enable_ssh") ?? false, form.Flag("skip_networking") ?? false, form.Flag("skip_storage") ?? false)
        {
            Commissioning = ScriptForm.ReadChoice(call, "commissioning_scripts", ScriptKind.Commissioning, mayBeNone: true),
            Testing = ScriptForm.ReadChoice(call, "testing_scripts", ScriptKind.Testing, mayBeNone: true),
        };
        form.Check();
        return request;
    }

    public static MaasReply Answer(MaasCall call, Node node) => MaasReply.Json(node.Json(call.Region));

    private static MaasReply Commission(MaasCall call)
    {
        var node = MachineRules.Machine(call);
        MachineRules.RequireAdmin(call);
        if (!MachineRules.CanCommission(node.Status))
            throw MaasError.Field("__all__", "Commission is not available because of the current state of the node.");
        var request = ReadCommissioning(call);
        call.Life.Power.Require(node);
        call.AfterCommit.Add(call.Life.Commissioner.Start(node, call.User, request));
        return Answer(call, node);
    }

    private static MaasReply Release(MaasCall call)
    {
        var node = MachineRules.Machine(call);
        MachineRules.RequireEditable(call, node);
        if (MachineRules.IsReleased(node.Status)) return Answer(call, node);
        if (!MachineRules.CanRelease(node.Status))
            throw MaasError.Conflict($"Machine cannot be released in its current state ('{node.Status.Label()}').");
        call.Life.Power.Require(node);
        var erase = call.Form.Flag("erase") ?? (bool)call.Region.Configuration.Get("enable_disk_erasing_on_release");
        if (call.Life.Releaser.Start(node, call.User, erase) is { } later) call.AfterCommit.Add(later);
        return Answer(call, node);
    }

    private static MaasReply Abort(MaasCall call)
    {
        var node = MachineRules.Machine(call);
        MachineRules.RequireEditable(call, node);
        if (!MachineRules.CanAbort(node.Status))
            throw MaasError.Conflict($"Cannot abort in current state: node {node.SystemId} is in state {node.Status.Label()}.");
        call.AfterCommit.Add(call.Life.Releaser.Abort(node, call.User));
        return Answer(call, node);
    }

    private static MaasReply Test(MaasCall call)
    {
        var node = MachineRules.Machine(call);
        MachineRules.RequireAdmin(call);
        if (!MachineRules.CanTest(node.Status))
            throw MaasError.Field("__all__", "Test is not available because of the current state of the node.");
        var tests = ScriptForm.ReadChoice(call, "testing_scripts", ScriptKind.Testing, mayBeNone: false);
        call.Form.Check();
        call.Life.Power.Require(node);
        call.AfterCommit.Add(call.Life.Commissioner.StartTest(node, call.User, tests));
        return Answer(call, node);
    }

    private static MaasReply OverrideTesting(MaasCall call)
    {
        var node = MachineRules.Machine(call);
        MachineRules.RequireAdmin(call);
        if (node.Status != NodeStatus.FailedTesting)
            throw MaasError.Conflict($"Unable to override failed testing on {node.Hostname}. Node is not in a failed testing state.");
        Region.SetStatus(node, node.OperatingSystem.Length > 0 ? NodeStatus.Deployed : NodeStatus.Ready);
        if (node.Status == NodeStatus.Ready) node.Owner = null;
        call.Region.Log(node, "Ignored failed tests", user: call.User);
        return Answer(call, node);
    }

    private static MaasReply MarkBroken(MaasCall call)
    {
        var node = MachineRules.Machine(call);
        if (node.Owner is null) throw MaasError.Forbidden();
        MachineRules.RequireEditable(call, node);
        call.Life.Releaser.Break(node);
        return Answer(call, node);
    }

    private static MaasReply MarkFixed(MaasCall call)
    {
        var node = MachineRules.Machine(call);
        MachineRules.RequireAdmin(call);
        if (node.Status != NodeStatus.Broken) throw MaasError.Conflict("Can't mark a non-broken node as 'Ready'.");
        Region.SetStatus(node, node.PreviousStatus == NodeStatus.New ? NodeStatus.New : NodeStatus.Ready);
        return Answer(call, node);
    }

    private static MaasReply Rescue(MaasCall call)
    {
        var node = MachineRules.Machine(call);
        MachineRules.RequireAdmin(call);
        if (!MachineRules.CanRescue(node.Status)) throw Transition(node, NodeStatus.EnteringRescueMode);
        call.Life.Power.Require(node);
        call.AfterCommit.Add(call.Life.Rescuer.Start(node, call.User));
        return Answer(call, node);
    }

    private static MaasReply ExitRescue(MaasCall call)
    {
        var node = MachineRules.Machine(call);
        MachineRules.RequireAdmin(call);
        if (!MachineRules.CanExitRescue(node.Status)) throw Transition(node, NodeStatus.ExitingRescueMode);
        call.AfterCommit.Add(call.Life.Rescuer.Exit(node, call.User));
        return Answer(call, node);
    }

    private static MaasError Transition(Node node, NodeStatus to) =>
        MaasError.Conflict($"Invalid transition: {node.Status.Label()} -> {to.Label()}.");

    private static MaasReply SetLock(MaasCall call, bool locked)
    {
        var node = MachineRules.Machine(call);
        if (locked && !MachineRules.CanLock(node.Status)) throw MaasError.Conflict("Can't lock, node is not deployed or deploying");
        if (!locked && !node.Locked) throw MaasError.Conflict("Can't unlock, node is not locked");
        node.Locked = locked;
        return Answer(call, node);
    }

    private static MaasReply PowerOn(MaasCall call)
    {
        var node = MachineRules.Machine(call);
        if (node.Owner is null) throw MaasError.Conflict("Can't start node: it hasn't been allocated.");
        MachineRules.RequireEditable(call, node);
        call.Life.Power.Require(node);
        call.AfterCommit.Add(() => call.Life.Power.On(node));
        return Answer(call, node);
    }

    private static MaasReply PowerOff(MaasCall call)
    {
        var node = MachineRules.Machine(call);
        MachineRules.RequireEditable(call, node);
        if (node.IsManual) return MaasReply.Json(Newtonsoft.Json.Linq.JValue.CreateNull());
        call.Life.Power.Require(node);
        var soft = call.Form.Text("stop_mode") == "soft";
        call.AfterCommit.Add(() => call.Life.Begin(() => call.Life.Power.OffAsync(node, soft)));
        return Answer(call, node);
    }

    private static MaasReply Annotate(MaasCall call)
    {
        var node = MachineRules.Machine(call);
        if (node.Owner != call.User) throw MaasError.Conflict("Cannot set workload annotation: it hasn't been acquired.");
        var keys = call.Body.Names.Where(name => name != "op").ToList();
        if (keys.Exists(key => !AnnotationKey.IsMatch(key))) throw MaasError.Plain(500, "Invalid character in key name");
        foreach (var key in keys)
        {
            var value = call.Body.Find(key)!;
            if (value.Length == 0) node.OwnerData.Remove(key);
            else node.OwnerData[key] = value;
        }

        return Answer(call, node);
    }
}
