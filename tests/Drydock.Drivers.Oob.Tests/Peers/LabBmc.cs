using System;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Drydock.Lab.Bmc;
using Drydock.Lab.Bmc.Ipmi;
using Drydock.Lab.Bmc.Redfish;
using Drydock.Lab.Hardware;

namespace Drydock.Drivers.Oob.Tests.Peers;

/// <summary>A server of the lab, a hundred times faster than life, with its BMC on free ports.</summary>
public sealed class LabBmc : IDisposable
{
    public const string User = "drydock";
    public const string Password = "Canary-4711";

    private readonly IpmiBmc _ipmi;
    private readonly RedfishBmc _redfish;

    public LabBmc(Func<BmcSettings, BmcSettings>? change = null, TimeSpan? powerLatency = null, X509Certificate2? certificate = null)
    {
        var spec = new ServerSpec
        {
            Name = "node1",
            BmcType = "ipmi",
            BmcAddress = IPAddress.Loopback,
            BmcUser = User,
            BmcPassword = new Secret(Password),
            Uuid = "0b6d6b54-7b1c-4d0e-9a51-0c2f7be9a001",
            SerialNumber = "SN0001",
            Nics = new([
                new NicSpec { Name = "ens1", MacAddress = "52:54:00:00:00:01", PciAddress = "0000:18:00.0", Cidr = "10.0.0.0/24" },
                new NicSpec { Name = "ens2", MacAddress = "52:54:00:00:00:02", PciAddress = "0000:3b:00.0", Boot = true },
            ]),
        };
        Server = new SimulatedServer(spec, new LabClock(100)) { PowerLatency = powerLatency ?? TimeSpan.FromSeconds(2) };
        var settings = BmcSettings.For(spec) with { Certificate = certificate };
        settings = change?.Invoke(settings) ?? settings;
        _ipmi = new IpmiBmc(Server, settings, Faults, Counters);
        _ipmi.Start();
        _redfish = new RedfishBmc(Server, settings, Faults, Counters);
        _redfish.Start();
    }

    public SimulatedServer Server { get; }

    public FaultBook Faults { get; } = new();

    public BmcCounters Counters { get; } = new();

    public Uri RedfishUrl => _redfish.BaseUri;

    public int IpmiPort => _ipmi.EndPoint.Port;

    public void Dispose()
    {
        _ipmi.Dispose();
        _redfish.Dispose();
        Server.Dispose();
    }
}
