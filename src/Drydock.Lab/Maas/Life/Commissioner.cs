using System;
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
        Scripts.Begin(Region, node, ScriptKind.Commissioning);
        if (request.Testing) Scripts.Begin(Region, node, ScriptKind.Testing);
        else node.ScriptSets.FindAll(set => set.Kind == ScriptKind.Testing).ForEach(set => set.IsCurrent = false);
        life.Enter(node, NodeStatus.Commissioning, NodeStatus.FailedCommissioning);
        Region.Log(node, "Commissioning", user: user);
        return () => life.Power.NetworkBoot(node);
    }

    /// <summary>Begins a test; the machine boots when the lock is free.</summary>
    public Action StartTest(Node node, User user)
    {
        node.PreviousStatus = node.Status;
        node.Owner ??= user;
        Scripts.Begin(Region, node, ScriptKind.Testing);
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
            var set = node.CurrentSet(ScriptKind.Commissioning);
            if (fails) Fail(node, set);
            else Pass(node, set, server.Spec);
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
        bool backToDisk;
        lock (Region.Sync)
        {
            if (node.StatusSerial != serial) return;
            Scripts.End(Region, node.CurrentSet(ScriptKind.Testing), ScriptStatus.Passed);
            backToDisk = node.PreviousStatus == NodeStatus.Deployed;
            if (backToDisk)
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

    private void Pass(Node node, ScriptSet? set, ServerSpec server)
    {
        Inventory.Apply(Region, node, server, node.Request);
        Scripts.End(Region, set, ScriptStatus.Passed, script => script.Name == Scripts.Lshw ? LshwDocument.Of(server) : "ok\n");
        // A new machine comes out of it ready, as any other does.
        node.PreviousStatus = NodeStatus.Ready;
        if (!node.Request.Testing) return;
        life.Enter(node, NodeStatus.Testing, NodeStatus.FailedTesting);
        Region.Log(node, "Testing");
    }

    private void Fail(Node node, ScriptSet? set)
    {
        Scripts.End(Region, set, ScriptStatus.Failed);
        var script = set is null ? "" : set.Results[set.Results.Count - 1].Script.Name;
        Region.SetStatus(node, NodeStatus.FailedCommissioning);
        Region.Log(node, "Marking node failed", $"Commissioning failed: script {script} exited with status 1 (refer to the commissioning results).", "ERROR", "mark_failed");
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
