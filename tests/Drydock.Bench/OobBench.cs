using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Design;
using Drydock.Core.Registry;
using Drydock.Drivers;
using Drydock.Drivers.Oob;
using Drydock.Lab.Bmc;
using Drydock.Lab.Bmc.Ipmi;
using Drydock.Lab.Hardware;
using Drydock.Lab.Samples;

namespace Drydock.Bench;

internal static class OobBench
{
    public static async Task RunAsync(int nodes, CancellationToken cancel)
    {
        // Network octet 123 keeps clear of labs that run beside.
        var site = new SiteDesignReader().Read(LabSite.Generate(nodes, 123)).Site;
        var counters = new BmcCounters();
        var clock = new LabClock(1000);
        var specs = ServerSpecs.Of(site).Where(spec => spec.BmcType == "ipmi").ToList();
        var bmcs = specs.Select(spec =>
            new IpmiBmc(new SimulatedServer(spec, clock) { PowerLatency = TimeSpan.Zero }, BmcSettings.For(spec), new FaultBook(), counters)).ToList();
        try
        {
            foreach (var bmc in bmcs) bmc.Start();
            var registry = new DriverRegistry(OobDrivers.All());
            var context = new DriverContext { Timeout = TimeSpan.FromMinutes(1) };
            using var process = Process.GetCurrentProcess();
            var (cpu, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
            var fleet = specs.Select(spec => site.FindNode(spec.Name)!).ToList();
            await Task.WhenAll(fleet.Select(node => registry.FindOob(node).PowerCycleAsync(node, context, cancel)));
            process.Refresh();
            Console.WriteLine($"{fleet.Count} IPMI power cycles in {watch.Elapsed.TotalSeconds:0.00} s, " +
                $"{(process.TotalProcessorTime - cpu).TotalMilliseconds / fleet.Count:0.00} ms CPU each with the lab's share; " +
                $"{counters.Logins} logins, {counters.OpenSessions} sessions left open");
        }
        finally
        {
            foreach (var bmc in bmcs) bmc.Dispose();
        }
    }
}
