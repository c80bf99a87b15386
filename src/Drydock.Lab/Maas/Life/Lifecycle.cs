using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Lab.Hardware;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Life;

/// <summary>
/// What machines go through in time. Handlers begin a step under the region's lock and hand over what must wait for the lock's
/// release; a server that boots comes back here with its power session's token.
/// </summary>
internal sealed class Lifecycle : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public Lifecycle(Region region, LabMaasOptions options, ServerFleet fleet)
    {
        Region = region;
        Options = options;
        Fleet = fleet;
        Power = new NodePower(region, fleet, _stop.Token);
        Commissioner = new Commissioner(this);
        Deployer = new Deployer(this);
        Releaser = new Releaser(this);
        Rescuer = new Rescuer(this);
        Importer = new Importer(this);
    }

    public Region Region { get; }

    public LabMaasOptions Options { get; }

    public ServerFleet Fleet { get; }

    public NodePower Power { get; }

    public Commissioner Commissioner { get; }

    public Deployer Deployer { get; }

    public Releaser Releaser { get; }

    public Rescuer Rescuer { get; }

    public Importer Importer { get; }

    /// <summary>Ends with the lab.</summary>
    public CancellationToken Stopped => _stop.Token;

    public void Dispose() => _stop.Cancel();

    /// <summary>Work that nobody waits for; it ends with the lab.</summary>
    public void Begin(Func<Task> work)
    {
        _ = RunAsync();

        async Task RunAsync()
        {
            if (_stop.IsCancellationRequested) return;
            try
            {
                await work();
            }
            catch (OperationCanceledException)
            {
                // The lab has ended, or the machine's power.
            }
        }
    }

    public Task DelayAsync(TimeSpan time, CancellationToken cancel) => Options.Clock.Delay(time, cancel);

    /// <summary>Puts a node into a state that must end in time, else it becomes the failed one.</summary>
    public void Enter(Node node, NodeStatus status, NodeStatus failed)
    {
        Region.SetStatus(node, status);
        var serial = node.StatusSerial;
        var minutes = status is NodeStatus.Releasing or NodeStatus.ExitingRescueMode
            ? Options.NodeTimeout.TotalMinutes / 6 : (double)Region.Configuration.Get("node_timeout");
        Begin(async () =>
        {
            await DelayAsync(TimeSpan.FromMinutes(minutes), _stop.Token);
            lock (Region.Sync)
            {
                if (node.StatusSerial != serial) return;
                Region.SetStatus(node, failed);
                Region.Log(node, "Marking node failed", $"Node operation '{status.Label()}' timed out after {minutes} minutes.", "ERROR", "mark_failed");
            }
        });
    }

    /// <summary>A server has booted. Completes when its environment has nothing more to do.</summary>
    public Task OnBootAsync(SimulatedServer server, BootTarget target, CancellationToken session)
    {
        Node? node;
        NodeStatus status;
        bool netboot;
        lock (Region.Sync)
        {
            node = Region.FindInterfaceByMac(ServerFleet.BootMac(server.Spec))?.Node;
            status = node?.Status ?? NodeStatus.New;
            netboot = node?.Netboot ?? true;
            if (node is { IsManual: false }) node.PowerState = "on";
        }

        if (target is BootTarget.Cd or BootTarget.Setup) return Task.CompletedTask;
        var fromDisk = target == BootTarget.Disk || !netboot;
        if (fromDisk) return node is not null && server.SystemInstalled ? Deployer.OnDiskBootAsync(server, node, session) : Task.CompletedTask;
        if (node is null) return Enlister.EnlistAsync(this, server, session);
        return status switch
        {
            NodeStatus.Commissioning => Commissioner.RunAsync(server, node, session),
            NodeStatus.Testing => Commissioner.TestAsync(server, node, session),
            NodeStatus.Deploying => Deployer.InstallAsync(server, node, session),
            NodeStatus.DiskErasing => Releaser.EraseAsync(server, node, session),
            NodeStatus.EnteringRescueMode => Rescuer.EnterAsync(server, node, session),
            _ => IdleAsync(server, session),
        };
    }

    /// <summary>A machine that MAAS knows and wants nothing of is looked at and switched off.</summary>
    private async Task IdleAsync(SimulatedServer server, CancellationToken session)
    {
        server.Activity = "waiting for MAAS";
        await DelayAsync(Options.EnlistTime, session);
        server.PowerOff();
    }
}
