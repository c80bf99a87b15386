using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.Results;

namespace Drydock.Core.Runs;

/// <summary>
/// Takes each node through a chain of steps, independent of all other nodes: there is no barrier between steps, each
/// step bounds how many nodes it works on, and a node that fails leaves the chain alone.
/// </summary>
/// <param name="runner">Runs driver calls.</param>
/// <param name="observer">Sees each step.</param>
public sealed class NodeRun(IActionRunner runner, IRunObserver observer)
{
    /// <summary>Runs the chain.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="steps">The steps, in order.</param>
    /// <param name="cancel">Stops all work; nodes under way end as <see cref="ActionStatus.Cancelled"/>.</param>
    /// <returns>The last result of each node, in the order of the nodes; its history holds those before.</returns>
    public async Task<IReadOnlyList<NodeActionResult>> RunAsync(
        IReadOnlyList<BaremetalNode> nodes, IReadOnlyList<RunStep> steps, CancellationToken cancel)
    {
        var chain = steps.Select(step => (Step: step, Gate: new SemaphoreSlim(step.ThrottleLimit))).ToList();
        try
        {
            return await Task.WhenAll(nodes.Select(node => RunNodeAsync(node, chain, cancel))).ConfigureAwait(false);
        }
        finally
        {
            foreach (var (_, gate) in chain) gate.Dispose();
        }
    }

    private async Task<NodeActionResult> RunNodeAsync(
        BaremetalNode node, List<(RunStep Step, SemaphoreSlim Gate)> chain, CancellationToken cancel)
    {
        var results = new List<NodeActionResult>();
        foreach (var (step, gate) in chain)
        {
            var history = new ItemList<NodeActionResult>(results);
            if (!step.IsNeeded(history)) continue;
            var result = await RunStepAsync(node, step, gate, history, cancel).ConfigureAwait(false);
            observer.StepEnded(result);
            results.Add(result with { History = ItemList<NodeActionResult>.Empty });
            if (!result.Succeeded && (step.Tolerated is null || !ReferenceEquals(result.Error?.Error, step.Tolerated))) break;
        }
        return results.Count == 0
            ? NodeActionResult.Success(node, "", "There was nothing to do.")
            : results[results.Count - 1] with { History = new(results.Take(results.Count - 1)) };
    }

    private async Task<NodeActionResult> RunStepAsync(
        BaremetalNode node, RunStep step, SemaphoreSlim gate, ItemList<NodeActionResult> history, CancellationToken cancel)
    {
        var call = new ActionCall(node, step.Action, step.Driver(node), step.Timeout, history);
        var entered = false;
        try
        {
            await gate.WaitAsync(cancel).ConfigureAwait(false);
            entered = true;
            observer.StepStarted(node, step.Action);
            return await runner.RunAsync(call, token => step.Work(node, token), cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!entered)
        {
            return await runner.RunAsync(call, Task.FromCanceled<NodeActionResult>, cancel).ConfigureAwait(false);
        }
        finally
        {
            if (entered) gate.Release();
        }
    }
}
