using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.Results;

namespace Drydock.Bench;

/// <summary>Carries an action out on all nodes at once, and says now and then how many are done.</summary>
internal static class BenchProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Ends when all nodes are done; throws the first failure.</summary>
    public static async Task ShowAsync(string stage, IReadOnlyList<BaremetalNode> nodes, Func<BaremetalNode, Task<NodeActionResult>> action,
        Func<RequestCounts>? requests = null)
    {
        var (done, watch) = (0, Stopwatch.StartNew());
        var all = Task.WhenAll(nodes.Select(RunAsync));
        while (await Task.WhenAny(all, Task.Delay(Interval)) != all)
        {
            await Console.Error.WriteLineAsync($"   {stage}: {Volatile.Read(ref done)} of {nodes.Count} nodes after {watch.Elapsed.TotalSeconds:0} s"
                + (requests?.Invoke() is { } count ? $", {count.Reads} reads and {count.Writes} writes of this pass" : ""));
        }

        await all;

        async Task RunAsync(BaremetalNode node)
        {
            var result = await action(node);
            if (!result.Succeeded) throw new InvalidOperationException(result.Message);
            Interlocked.Increment(ref done);
        }
    }
}
