using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Lab.Hardware;
using Drydock.Lab.Maas;

namespace Drydock.Lab.Tests.Maas;

/// <summary>A running MAAS with servers on its network, in time that runs a thousand times faster.</summary>
public sealed class MaasSite : IDisposable
{
    public const string PxeCidr = "10.11.0.0/24";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<SimulatedServer> _servers = [];

    public MaasSite(int servers = 1, bool uefi = false)
    {
        Clock = new LabClock(1000);
        Maas = new LabMaas(new IPEndPoint(IPAddress.Loopback, 0), new LabMaasOptions { Clock = Clock, Faults = Faults });
        Maas.StartAsync(CancellationToken.None);
        Client = new MaasClient(Maas);
        for (var i = 1; i <= servers; i++) Plug(i, uefi);
    }

    public LabClock Clock { get; }

    public FaultBook Faults { get; } = new();

    public LabMaas Maas { get; }

    public MaasClient Client { get; }

    public SimulatedServer Server => _servers[0];

    /// <summary>Boots the first server from the network until MAAS knows it.</summary>
    public async Task<string> EnlistAsync()
    {
        Server.PowerOn();
        await WaitForStatusAsync("New");
        return (string)(await Client.GetAsync("machines/")).Json[0]!["system_id"]!;
    }

    /// <summary>Takes the first server as far as Ready.</summary>
    public async Task<string> CommissionAsync()
    {
        var id = await EnlistAsync();
        var answer = await Client.PostAsync($"machines/{id}/?op=commission", ("testing_scripts", "none"));
        Assert.Equal(200, answer.Status);
        await WaitForStatusAsync("Ready");
        return id;
    }

    public async Task WaitForStatusAsync(string status)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (Maas.StatusOf(Server.Spec.Name) != status)
        {
            if (deadline.IsCancellationRequested) Assert.Fail($"The machine is {Maas.StatusOf(Server.Spec.Name)}, not {status}; the server is {Server.Power}: {Server.Activity}");
            await Clock.Delay(TimeSpan.FromSeconds(5), CancellationToken.None);
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        Maas.Dispose();
        _servers.ForEach(server => server.Dispose());
    }

    private void Plug(int number, bool uefi)
    {
        var spec = new ServerSpec
        {
            Name = $"n{number}",
            BmcType = "ipmi",
            BmcAddress = IPAddress.Parse($"10.9.0.{number}"),
            BmcUser = "root",
            BmcPassword = new Secret("calvin"),
            Uuid = $"00000000-0000-4000-8000-{number:d12}",
            SerialNumber = $"SER{number:d4}",
            Cores = 8,
            MemoryMiB = 32768,
            Uefi = uefi,
            Nics = new ItemList<NicSpec>(new[]
            {
                new NicSpec { Name = "eno1", MacAddress = $"52:54:00:00:{number:x2}:01", PciAddress = "0000:18:00.0", Cidr = PxeCidr, Boot = true },
                new NicSpec { Name = "ens3f0", MacAddress = $"52:54:00:00:{number:x2}:02", PciAddress = "0000:3b:00.0" },
                new NicSpec { Name = "ens3f1", MacAddress = $"52:54:00:00:{number:x2}:03", PciAddress = "0000:3b:00.1" },
            }),
            Disks = new ItemList<DiskSpec>(new[]
            {
                new DiskSpec { Name = "sda", Size = 480_000_000_000, Serial = $"SNSDA{number}", BusAddress = "2:0.0.0", Ssd = true },
                new DiskSpec { Name = "sdb", Size = 960_000_000_000, Serial = $"SNSDB{number}", BusAddress = "2:0.1.0", Ssd = true },
                new DiskSpec { Name = "sdc", Size = 960_000_000_000, Serial = $"SNSDC{number}", BusAddress = "2:0.2.0", Ssd = true },
            }),
        };
        var server = new SimulatedServer(spec, Clock) { Booted = Maas.OnBootAsync };
        _servers.Add(server);
        Maas.Attach(server);
    }
}
