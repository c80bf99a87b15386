using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Lab.Hardware;
using Drydock.Lab.Maas;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Tests.Support;

/// <summary>A simulated MAAS with servers, in fast time, and a driver connected to it.</summary>
public sealed class LabRegion : IDisposable
{
    private readonly List<SimulatedServer> _servers = [];
    /// <summary>In the lab's time a busy computer is slow: MAAS must not give machines up meanwhile.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(100);

    private readonly double _haste;
    private MaasSession? _session;

    private LabRegion(int nodes, double scale, double haste, Func<LabMaasOptions, LabMaasOptions> options)
    {
        _haste = haste;
        var clock = new LabClock(scale);
        Maas = new LabMaas(new IPEndPoint(IPAddress.Loopback, 0), options(new LabMaasOptions { Clock = clock, Faults = Faults, ConflictRetryAfterSeconds = 0, NodeTimeout = Patience }));
        for (var i = 1; i <= nodes; i++)
        {
            var server = new SimulatedServer(Spec(i), clock) { Booted = Maas.OnBootAsync, PostTime = TimeSpan.FromSeconds(20 / haste) };
            _servers.Add(server);
            Maas.Attach(server);
        }

        Nodes = [.. Enumerable.Range(1, nodes).Select(Node)];
    }

    public LabMaas Maas { get; }

    public FaultBook Faults { get; } = new();

    public MaasNodeDriver Driver { get; } = new();

    public IReadOnlyList<BaremetalNode> Nodes { get; }

    public MaasSession Session => _session!;

    public DriverContext Context => new() { Provisioner = _session, Timeout = TimeSpan.FromSeconds(30) * _haste };

    /// <summary>Starts a region with so many servers, and connects.</summary>
    /// <param name="nodes">How many.</param>
    /// <param name="boot">Whether they are booted, so that MAAS enlists them.</param>
    /// <param name="scale">How much faster than in life they do all.</param>
    /// <param name="haste">How much faster than in life the driver waits, before retries above all.</param>
    /// <param name="options">Changes of the region's options.</param>
    public static async Task<LabRegion> StartAsync(
        int nodes, bool boot = true, double scale = 300, double haste = 1, Func<LabMaasOptions, LabMaasOptions>? options = null)
    {
        var region = new LabRegion(nodes, scale, haste, options ?? (same => same));
        await region.Maas.StartAsync(CancellationToken.None);
        region._session = (MaasSession)await new MaasConnector().ConnectAsync(region.Options(region.Maas.ApiKey), CancellationToken.None);
        if (boot) region.BootAll();
        return region;
    }

    public MaasConnectOptions Options(Secret key) => new()
    {
        Url = Maas.Url,
        ApiKey = key,
        PollInterval = TimeSpan.FromMilliseconds(20) * _haste,
        Clock = _haste > 1 ? new QuickClock(_haste) : Clock.System,
    };

    /// <summary>Boots all servers from the network, so that MAAS enlists them.</summary>
    public void BootAll()
    {
        foreach (var server in _servers)
        {
            server.SetBootOverride(new BootOverride(BootDevice.Pxe));
            server.PowerOn();
        }
    }

    public void Dispose()
    {
        _session?.Dispose();
        Maas.Dispose();
        _servers.ForEach(server => server.Dispose());
    }

    private static string Mac(int node, int port) => $"52:54:00:77:{node:x2}:{port:x2}";

    private static BaremetalNode Node(int i) => new()
    {
        Name = $"node{i:00}",
        BootMac = Mac(i, 0),
        Image = "jammy",
        Kernel = "ga-22.04",
        OwnerData = new TextMap([new("slot", $"{i}"), new("row", "r1")]),
        Tags = new(["compute"]),
        KernelParams = new TextMap([new("console", "ttyS1"), new("quiet", "True")]),
    };

    private static ServerSpec Spec(int i) => new()
    {
        Name = $"node{i:00}",
        BmcType = "ipmi",
        BmcAddress = IPAddress.Parse($"127.91.0.{i}"),
        BmcUser = "admin",
        BmcPassword = new Secret("lab-password"),
        Uuid = $"00112233-4455-4677-8899-{i:x12}",
        SerialNumber = $"SN{i}",
        Nics = new(
        [
            new NicSpec { Name = "ens1", MacAddress = Mac(i, 0), PciAddress = "0000:18:00.0", Boot = true, Cidr = "10.91.0.0/24" },
            new NicSpec { Name = "ens2", MacAddress = Mac(i, 1), PciAddress = "0000:3b:00.0" },
        ]),
        Disks = new([new DiskSpec { Name = "sda", Size = 480_103_981_056, Serial = $"D{i}", BusAddress = "2:0.0.0", Ssd = true }]),
    };
}
