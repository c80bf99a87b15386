using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Runs;
using Drydock.Design;
using Drydock.Errors;
using Drydock.Results;

namespace Drydock.Core.Tests.Runs;

public sealed class NodeRunTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly Observer _observer = new();

    [Fact]
    public async Task A_node_goes_on_while_another_is_held_up()
    {
        var held = new TaskCompletionSource();
        var run = RunAsync(["slow", "fast"], [
            Step("first", async (node, _) =>
            {
                if (node.Name == "slow") await held.Task;
                return Good(node, "first");
            }),
            Step("second", (node, _) => Task.FromResult(Good(node, "second"))),
        ]);
        await _observer.Seen("fast", "second").WaitAsync(Limit);
        Assert.False(run.IsCompleted);
        held.SetResult();
        var results = await run.WaitAsync(Limit);
        Assert.Equal(["slow", "fast"], results.Select(result => result.Name));
        Assert.All(results, result => Assert.Equal(("second", ActionStatus.Success), (result.Action, result.Status)));
        Assert.All(results, result => Assert.Equal("first", Assert.Single(result.History).Action));
    }

    [Fact]
    public async Task A_failed_node_leaves_the_chain_and_keeps_its_failure()
    {
        var results = await RunAsync(["a", "b"], [
            Step("first", (node, _) => node.Name == "a"
                ? throw new DrydockException(ErrorCatalogue.OobUnreachable, "nobody there") : Task.FromResult(Good(node, "first"))),
            Step("second", (node, _) => Task.FromResult(Good(node, "second"))),
        ]).WaitAsync(Limit);
        Assert.Equal((ActionStatus.Failure, "first", "nobody there"), (results[0].Status, results[0].Action, results[0].Message));
        Assert.Equal("a", results[0].Error!.Target);
        Assert.Equal("second", results[1].Action);
    }

    [Fact]
    public async Task A_tolerated_failure_leads_on_and_conditions_see_it()
    {
        var look = Step("look", (_, _) => throw new DrydockException(ErrorCatalogue.MachineNotFound, "unknown")) with { Tolerated = ErrorCatalogue.MachineNotFound };
        var boot = Step("boot", (node, _) => Task.FromResult(Good(node, "boot"))) with { IsNeeded = results => results.Any(result => !result.Succeeded) };
        var never = Step("never", (node, _) => Task.FromResult(Good(node, "never"))) with { IsNeeded = results => results.All(result => result.Succeeded) };
        var result = Assert.Single(await RunAsync(["a"], [look, boot, never]).WaitAsync(Limit));
        Assert.Equal(("boot", "look"), (result.Action, Assert.Single(result.History).Action));
    }

    [Fact]
    public async Task A_step_works_on_no_more_nodes_at_once_than_it_may()
    {
        int now = 0, most = 0;
        var gate = new object();
        var names = Enumerable.Range(0, 30).Select(number => $"n{number}").ToArray();
        await RunAsync(names, [
            Step("narrow", async (node, _) =>
            {
                lock (gate) most = Math.Max(most, ++now);
                await Task.Yield();
                lock (gate) now--;
                return Good(node, "narrow");
            }) with { ThrottleLimit = 3 },
        ]).WaitAsync(Limit);
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task Cancelling_ends_running_and_waiting_nodes_as_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var run = RunAsync(["runs", "waits"], [
            Step("hang", async (node, token) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
                return Good(node, "hang");
            }) with { ThrottleLimit = 1 },
        ], cancel.Token);
        await _observer.Started.Task.WaitAsync(Limit);
        await cancel.CancelAsync();
        Assert.All(await run.WaitAsync(Limit), result => Assert.Equal(ActionStatus.Cancelled, result.Status));
    }

    [Fact]
    public async Task A_driver_that_overstays_its_time_is_stopped_and_the_step_fails_with_a_timeout()
    {
        var clock = new SteppedClock();
        var run = new NodeRun(new ActionRunner(clock), _observer).RunAsync([new BaremetalNode { Name = "a" }], [
            Step("hang", async (node, token) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
                return Good(node, "hang");
            }) with { Timeout = TimeSpan.FromSeconds(60) },
        ], CancellationToken.None);
        await clock.NextDelay.WaitAsync(Limit);
        clock.Finish();
        var result = Assert.Single(await run.WaitAsync(Limit));
        Assert.Equal((ActionStatus.Failure, "Drydock.Timeout"), (result.Status, result.Error!.Error.Id));
    }

    [Fact]
    public async Task An_unforeseen_exception_is_a_failure_that_says_so()
    {
        var result = Assert.Single(await RunAsync(["a"], [Step("odd", (_, _) => throw new FormatException("odd"))]).WaitAsync(Limit));
        Assert.Equal("Drydock.Unexpected", result.Error!.Error.Id);
        Assert.Contains("FormatException: odd", result.Message);
    }

    private static NodeActionResult Good(BaremetalNode node, string action) => NodeActionResult.Success(node, action, "done");

    private static RunStep Step(string action, Func<BaremetalNode, CancellationToken, Task<NodeActionResult>> work) => new() { Action = action, Work = work };

    private Task<IReadOnlyList<NodeActionResult>> RunAsync(string[] names, RunStep[] steps, CancellationToken cancel = default) =>
        new NodeRun(new ActionRunner(Clock.System), _observer).RunAsync([.. names.Select(name => new BaremetalNode { Name = name })], steps, cancel);

    private sealed class Observer : IRunObserver
    {
        private readonly ConcurrentDictionary<(string, string), TaskCompletionSource> _seen = new();

        public TaskCompletionSource Started { get; } = new();

        public Task Seen(string node, string action) => _seen.GetOrAdd((node, action), _ => new()).Task;

        public void StepStarted(BaremetalNode node, string action) => Started.TrySetResult();

        public void StepEnded(NodeActionResult result) => _seen.GetOrAdd((result.Name, result.Action), _ => new()).TrySetResult();
    }

    /// <summary>A clock whose waits end when the test says so.</summary>
    private sealed class SteppedClock : Clock
    {
        private readonly TaskCompletionSource _asked = new();
        private readonly TaskCompletionSource _finish = new();

        public Task NextDelay => _asked.Task;

        public override DateTimeOffset UtcNow => DateTimeOffset.UnixEpoch;

        public override TimeSpan Elapsed => TimeSpan.Zero;

        public void Finish() => _finish.TrySetResult();

        public override Task Delay(TimeSpan time, CancellationToken cancel)
        {
            _asked.TrySetResult();
            return _finish.Task.WaitAsync(cancel);
        }
    }
}
