using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Lab.Bmc;
using Drydock.Lab.Bmc.Ipmi;
using Drydock.Lab.Bmc.Redfish;
using Drydock.Lab.Hardware;

namespace Drydock.Bench;

/// <summary>
/// Instant BMCs in a process of their own, so that their CPU does not count as the client's. Prints their ports; for each
/// line that comes, what they counted and their CPU; ends with its input.
/// </summary>
internal static class OobLab
{
    public const string Account = "bench";
    public const string Password = "bench-password";

    public static async Task RunAsync(int count, string protocol, CancellationToken cancel)
    {
        var counters = new BmcCounters();
        var clock = new LabClock(1000);
        var bmcs = Enumerable.Range(0, count).Select(i => Start(CreateServer(i, clock), protocol, counters)).ToList();
        try
        {
            Console.WriteLine(string.Join(' ', bmcs.Select(bmc => bmc.Port)));
            using var process = Process.GetCurrentProcess();
            while (await Console.In.ReadLineAsync(cancel) is not null)
            {
                process.Refresh();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{counters.Logins} {counters.MostSessionsOfOneBmc} {counters.OpenSessions} {process.TotalProcessorTime.TotalMilliseconds:0}"));
            }
        }
        finally
        {
            foreach (var bmc in bmcs) bmc.Bmc.Dispose();
        }
    }

    private static (IDisposable Bmc, int Port) Start(SimulatedServer server, string protocol, BmcCounters counters)
    {
        var settings = BmcSettings.For(server.Spec);
        if (protocol == "redfish")
        {
            var redfish = new RedfishBmc(server, settings, new FaultBook(), counters);
            redfish.Start();
            return (redfish, redfish.BaseUri.Port);
        }

        var ipmi = new IpmiBmc(server, settings, new FaultBook(), counters);
        ipmi.Start();
        return (ipmi, ipmi.EndPoint.Port);
    }

    private static SimulatedServer CreateServer(int index, LabClock clock)
    {
        var spec = new ServerSpec
        {
            Name = $"node{index:0000}",
            BmcType = "ipmi",
            BmcAddress = IPAddress.Loopback,
            BmcUser = Account,
            BmcPassword = new Secret(Password),
            Uuid = $"0b6d6b54-7b1c-4d0e-9a51-{index:x12}",
            SerialNumber = $"SN{index:0000}",
        };
        // No self-test, so that what boots costs nothing.
        var server = new SimulatedServer(spec, clock) { PowerLatency = TimeSpan.Zero, PostTime = TimeSpan.FromHours(1) };
        server.PowerOn();
        return server;
    }
}
