using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Oob.Ipmi;
using Drydock.Drivers.Oob.Tests.Peers;
using Drydock.Errors;
using Xunit.Abstractions;

namespace Drydock.Drivers.Oob.Tests.Ipmi;

/// <summary>The IPMI driver against a fleet of BMCs that somebody else wrote.</summary>
public sealed class IpmiSimFleetTests(ITestOutputHelper output)
{
    private const int Count = 300;

    private static readonly int[] Hung = [17, 230];

    private readonly IpmiDriver _driver = new();
    private readonly DriverContext _context = new() { Timeout = TimeSpan.FromSeconds(60) };

    [IpmiSimFact]
    public async Task Three_hundred_go_off_on_and_around_but_for_two_that_hang()
    {
        using var fleet = await IpmiSimFleet.StartAsync(Count);
        foreach (var each in Hung) await fleet.Bmcs[each].HangAsync();

        var watch = Stopwatch.StartNew();
        var failures = await Task.WhenAll(fleet.EndPoints.Select((endpoint, i) => RunAsync(Node(endpoint, i)))).WaitAsync(TimeSpan.FromMinutes(3));
        output.WriteLine($"{Count} BMCs off, on and cycled in {watch.Elapsed.TotalSeconds:0.0} s.");

        var failed = failures.OfType<DrydockException>().ToList();
        Assert.Equal(Hung.Select(Name), failed.Select(error => error.Target));
        Assert.All(failed, error => Assert.Equal(ErrorCatalogue.OobTimeout, error.Error));
        Assert.All(failed, error => Assert.Contains($"Node {error.Target}, BMC 127.", error.Message, StringComparison.Ordinal));
        for (var i = 0; i < Count; i++)
        {
            string[] changes = Hung.Contains(i) ? [] : ["power 0", "power 1", "power 0", "power 1"];
            Assert.Equal(changes, fleet.Bmcs[i].Changes);
            Assert.True(fleet.Bmcs[i].IsOn);
        }
    }

    private static BaremetalNode Node(IPEndPoint endpoint, int index) =>
        TestNodes.Ipmi(endpoint.Address.ToString(), endpoint.Port, IpmiSim.Account, IpmiSim.Password) with { Name = Name(index) };

    private static string Name(int index) => "node" + index.ToString("000", CultureInfo.InvariantCulture);

    private async Task<DrydockException?> RunAsync(BaremetalNode node)
    {
        try
        {
            await _driver.PowerOffAsync(node, PowerOffOptions.Hard, _context, CancellationToken.None);
            await _driver.PowerOnAsync(node, _context, CancellationToken.None);
            await _driver.PowerCycleAsync(node, _context, CancellationToken.None);
            return null;
        }
        catch (DrydockException error)
        {
            return error;
        }
    }
}
