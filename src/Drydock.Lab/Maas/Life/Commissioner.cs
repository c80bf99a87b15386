using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Lab.Hardware;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Life;

/// <summary>Commissioning and testing.</summary>
internal sealed class Commissioner(Lifecycle life)
{
    private Region Region => life.Region;

    /// <summary>Begins commissioning; the machine boots when the lock is free.</summary>
    public Action Start(Node node, User user, CommissioningRequest request)
    {
        node.PreviousStatus = node.Status;
        node.Owner = user;
        node.Netboot = true;
        node.Request = request;
        Scripts.Begin(Region, node, ScriptKind.Commissioning, request.Commissioning);
        if (HasTests(request)) Scripts.Begin(Region, node, ScriptKind.Testing, request.Testing);
        else node.ScriptSets.FindAll(set => set.Kind == ScriptKind.Testing).ForEach(set => set.IsCurrent = false);
        life.Enter(node, NodeStatus.Commissioning, NodeStatus.FailedCommissioning);
        Region.Log(node, "Commissioning", user: user);
        return () => life.Power.NetworkBoot(node);
    }

    /// <summary>Begins a test; the machine boots when the lock is free.</summary>
    public Action StartTest(Node node, User user, ScriptChoice tests)
    {
        node.PreviousStatus = node.Status;
        node.Owner ??= user;
        Scripts.Begin(Region, node, ScriptKind.Testing, tests);
        node.Netboot = true;
        life.Enter(node, NodeStatus.Testing, NodeStatus.FailedTesting);
        Region.Log(node, "Testing", user: user);
        return () => life.Power.NetworkBoot(node);
    }

    public async Task RunAsync(SimulatedServer server, Node node, CancellationToken session)
    {
        server.Activity = "commissioning";
        int serial;
        lock (Region.Sync)
        {
            serial = node.StatusSerial;
            Region.Log(node, "Performing PXE boot", "", "DEBUG");
            Scripts.Run(Region, node.CurrentSet(ScriptKind.Commissioning));
        }

        await life.DelayAsync(life.Options.CommissioningTime, session);
        var fails = life.Options.Faults.TryTake(LabFaultKind.CommissioningFails, server.Spec.Name);
        bool testing;
        lock (Region.Sync)
        {
            if (node.StatusSerial != serial) return;
            fails = !Pass(node, node.CurrentSet(ScriptKind.Commissioning), server.Spec, fails);
            testing = node.Status == NodeStatus.Testing;
            if (!fails && !testing) Finish(node);
        }

        if (testing) await TestAsync(server, node, session);
        else if (!node.Request.EnableSsh || fails) await PowerOffAsync(server, node);
    }

    public async Task TestAsync(SimulatedServer server, Node node, CancellationToken session)
    {
        server.Activity = "testing";
        int serial;
        lock (Region.Sync)
        {
            serial = node.StatusSerial;
            Scripts.Run(Region, node.CurrentSet(ScriptKind.Testing));
        }

        await life.DelayAsync(life.Options.TestingTime, session);
        var fails = life.Options.Faults.TryTake(LabFaultKind.TestingFails, server.Spec.Name);
        bool backToDisk;
        lock (Region.Sync)
        {
            if (node.StatusSerial != serial) return;
            var set = node.CurrentSet(ScriptKind.Testing);
            fails = !Scripts.End(Region, set, fails ? ScriptStatus.Failed : ScriptStatus.Passed);
            backToDisk = !fails && node.PreviousStatus == NodeStatus.Deployed;
            if (fails)
            {
                Fail(node, set, NodeStatus.FailedTesting, "Testing");
            }
            else if (backToDisk)
            {
                node.Netboot = false;
                Region.SetStatus(node, NodeStatus.Deployed);
            }
            else
            {
                Finish(node);
            }
        }

        if (backToDisk) server.Reset();
        else if (!node.Request.EnableSsh) await PowerOffAsync(server, node);
    }

    /// <summary>Ends the commissioning scripts; false where one of them failed.</summary>
    private bool Pass(Node node, ScriptSet? set, ServerSpec server, bool fails)
    {
        var passed = Scripts.End(Region, set, fails ? ScriptStatus.Failed : ScriptStatus.Passed, script => Output(script, server));
        if (!passed)
        {
            Fail(node, set, NodeStatus.FailedCommissioning, "Commissioning");
            return false;
        }

        Inventory.Apply(Region, node, server, node.Request);
        // A new machine comes out of it ready, as any other does.
        node.PreviousStatus = NodeStatus.Ready;
        if (!HasTests(node.Request)) return true;
        life.Enter(node, NodeStatus.Testing, NodeStatus.FailedTesting);
        Region.Log(node, "Testing");
        return true;
    }

    private bool HasTests(CommissioningRequest request) => request.Testing.Of(Region, ScriptKind.Testing).Any();

    private static string? Output(NodeScript script, ServerSpec server) => script.Name switch
    {
        BuiltInScripts.Lshw => LshwDocument.Of(server),
        BuiltInScripts.Lldp => LldpDocument.Of(server),
        _ => null,
    };

    private void Fail(Node node, ScriptSet? set, NodeStatus status, string what)
    {
        var script = set?.Results.FindLast(result => result.Status == ScriptStatus.Failed);
        Region.SetStatus(node, status);
        Region.Log(node, "Marking node failed", $"{what} failed: script {script?.Script.Name} exited with status {script?.ExitStatus} "
            + $"(refer to the {what.ToLowerInvariant()} results).", "ERROR", "mark_failed");
    }

    private void Finish(Node node)
    {
        var back = node.PreviousStatus is NodeStatus.FailedTesting or NodeStatus.FailedCommissioning ? NodeStatus.Ready : node.PreviousStatus;
        if (back is NodeStatus.Ready or NodeStatus.New or NodeStatus.Broken) node.Owner = null;
        Region.SetStatus(node, back);
        Region.Log(node, back.Label());
    }

    private async Task PowerOffAsync(SimulatedServer server, Node node)
    {
        if (node.IsManual) server.PowerOff();
        else await life.Power.OffAsync(node);
    }
}
