using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.Drivers.Oob.Ipmi;
using Drydock.Drivers.Oob.Redfish;

namespace Drydock.Bench;

/// <summary>Power-cycles servers over IPMI or Redfish (without TLS), one cycle each, all at once.</summary>
internal static class OobBench
{
    public static async Task RunAsync(int count, string protocol, CancellationToken cancel)
    {
        using var lab = new ChildProcess("oob-lab", "--nodes", count.ToString(CultureInfo.InvariantCulture), "--protocol", protocol);
        var ports = (await lab.ReadAsync(cancel)).Split(' ').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToList();
        IOobDriver driver = protocol == "redfish" ? new RedfishDriver() : new IpmiDriver();
        var context = new DriverContext { Timeout = TimeSpan.FromMinutes(2) };
        var fleet = ports.Select((port, index) => Node(port, index, protocol)).ToList();
        using var process = Process.GetCurrentProcess();
        var (cpu, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
        await Task.WhenAll(fleet.Select(node => driver.PowerCycleAsync(node, context, cancel)));
        var wall = watch.Elapsed;
        process.Refresh();
        cpu = process.TotalProcessorTime - cpu;
        var counts = (await lab.AskAsync(cancel)).Split(' ');
        Console.WriteLine($"{count} power cycles over {protocol} in {wall.TotalSeconds:0.00} s (at most 30 s for 1,000)");
        Console.WriteLine($"client CPU {cpu.TotalMilliseconds / count:0.00} ms a cycle, compiling of code included (at most 3 ms)");
        Console.WriteLine($"lab CPU {double.Parse(counts[3], CultureInfo.InvariantCulture) / count:0.00} ms a BMC, start included");
        Console.WriteLine($"{counts[0]} logins; at most {counts[1]} session open at one BMC, {counts[2]} left open");
    }

    private static BaremetalNode Node(int port, int index, string protocol) => new()
    {
        Name = $"node{index:0000}",
        Oob = new OobSettings
        {
            Type = protocol,
            Address = protocol == "redfish" ? "http://127.0.0.1" : "127.0.0.1",
            Port = port,
            Account = OobLab.Account,
            Credential = new Secret(OobLab.Password),
        },
    };
}
