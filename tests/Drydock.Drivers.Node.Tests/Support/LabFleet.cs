using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Drydock.Core.Design;
using Drydock.Design;
using Drydock.Drivers.Node.Maas;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Lab.Hardware;
using Drydock.Lab.Maas;
using Drydock.Lab.Samples;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Tests.Support;

/// <summary>The sample site's servers, commissioned once for many tests, each of which takes one that no other has.</summary>
public sealed class LabFleet : IAsyncLifetime
{
    private const int Nodes = 90;
    private const double Haste = 20;
    private static readonly TimeSpan Brief = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, ConcurrentQueue<BaremetalNode>> _free;
    private readonly ConcurrentDictionary<string, BaremetalNode> _plain = new();
    private readonly List<SimulatedServer> _servers;

    public LabFleet()
    {
        var clock = new LabClock(300);
        Site = new SiteDesignReader().Read(LabSite.Generate(Nodes, LabSite.SampleOctet)).Site;
        Maas = new LabMaas(new IPEndPoint(IPAddress.Loopback, 0), new LabMaasOptions
        {
            NodeTimeout = LabRegion.Patience,
            Clock = clock,
            Faults = Faults,
            ConflictRetryAfterSeconds = 0,
            EnlistTime = Brief,
            CommissioningTime = Brief,
            TestingTime = Brief,
        });
        _servers = [.. ServerSpecs.Of(Site).Select(spec => new SimulatedServer(spec, clock) { Booted = Maas.OnBootAsync, PostTime = Brief })];
        _free = Site.Nodes.GroupBy(node => node.HostProfile!).ToDictionary(same => same.Key, same => new ConcurrentQueue<BaremetalNode>(same));
    }

    public SiteDesign Site { get; }

    public FaultBook Faults { get; } = new();

    public LabMaas Maas { get; }

    public MaasNodeDriver Driver { get; } = new();

    public MaasSession Session { get; private set; } = null!;

    public DriverContext Context => new() { Provisioner = Session, Timeout = TimeSpan.FromSeconds(60) * Haste };

    /// <summary>A commissioned node that nobody has touched.</summary>
    /// <param name="profile">Its host profile: compute (BIOS, LVM) or control (UEFI, plain partitions).</param>
    public BaremetalNode Take(string profile) =>
        _free[profile].TryDequeue(out var node) ? node : throw new InvalidOperationException("All nodes are in use: raise their number.");

    /// <summary>The first node of a profile, for comparison; only tests that leave it as designed use it.</summary>
    public BaremetalNode Plain(string profile) => _plain.GetOrAdd(profile, Take);

    public async Task InitializeAsync()
    {
        await Maas.StartAsync(default).Soon();
        foreach (var server in _servers) Maas.Attach(server);
        Session = (MaasSession)await new MaasConnector().ConnectAsync(new MaasConnectOptions
        {
            Url = Maas.Url,
            ApiKey = Maas.ApiKey,
            PollInterval = TimeSpan.FromMilliseconds(20) * Haste,
            Clock = new QuickClock(Haste),
        }, default).Soon();
        await Driver.CreateNetworkTemplateAsync(Site, Context, default).Soon();
        foreach (var server in _servers)
        {
            server.SetBootOverride(new BootOverride(BootDevice.Pxe));
            server.PowerOn();
        }

        await Task.WhenAll(Site.Nodes.Select(async node =>
        {
            await Driver.IdentifyAsync(node, Context, default);
            await Driver.CommissionAsync(node, Context, default);
        })).WaitAsync(TimeSpan.FromSeconds(60));
    }

    public Task DisposeAsync()
    {
        Session.Dispose();
        _servers.ForEach(server => server.Dispose());
        Maas.Dispose();
        return Task.CompletedTask;
    }
}
