using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers;
using Drydock.Errors;
using Drydock.Results;

namespace Drydock.Core.Runs;

/// <summary>Runs driver calls so that each ends in a result within its time.</summary>
/// <param name="clock">Time.</param>
public sealed class ActionRunner(Clock clock) : IActionRunner
{
    // Drivers keep the deadline themselves and then know the last state seen; this margin lets them speak first.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    // What a driver has to clean up after it was told to stop: sessions to close. One that does not stop is left behind.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public async Task<NodeActionResult> RunAsync(ActionCall call, Func<CancellationToken, Task<NodeActionResult>> work, CancellationToken cancel)
    {
        var begun = clock.Elapsed;
        NodeActionResult result;
        try
        {
            result = await WithinAsync(call.Timeout, work, cancel).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            result = NodeActionResult.Failure(call.Node, call.Action, Explain(fault, call.Node.Name, call.Action, call.Timeout, cancel));
        }
        return result with
        {
            Driver = result.Driver.Length > 0 ? result.Driver : call.Driver,
            Duration = clock.Elapsed - begun,
            History = call.History,
        };
    }

    /// <inheritdoc/>
    public async Task<SiteActionResult> RunSiteAsync(
        string site, string action, string driver, TimeSpan timeout, Func<CancellationToken, Task<SiteActionResult>> work, CancellationToken cancel)
    {
        var begun = clock.Elapsed;
        SiteActionResult result;
        try
        {
            result = await WithinAsync(timeout, work, cancel).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            var error = Explain(fault, site, action, timeout, cancel);
            var status = cancel.IsCancellationRequested ? ActionStatus.Cancelled : ActionStatus.Failure;
            result = new SiteActionResult { Name = site, Action = action, Status = status, Message = error.Message, Error = error };
        }
        return result with { Driver = driver, Duration = clock.Elapsed - begun };
    }

    private async Task<T> WithinAsync<T>(TimeSpan timeout, Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var running = Task.Run(() => work(deadline.Token), CancellationToken.None);
        var limit = clock.Delay(timeout + Grace, deadline.Token);
        if (await Task.WhenAny(running, limit).ConfigureAwait(false) != running || cancel.IsCancellationRequested) deadline.Cancel();
        if (deadline.IsCancellationRequested) await Task.WhenAny(running, clock.Delay(StopTime, CancellationToken.None)).ConfigureAwait(false);
        deadline.Cancel(); // ends the timer
        if (!running.IsCompleted) throw new OperationCanceledException(deadline.Token);
        return await running.ConfigureAwait(false);
    }

    private static DrydockException Explain(Exception fault, string target, string action, TimeSpan timeout, CancellationToken cancel) => fault switch
    {
        DrydockException known => known.Target is null ? new DrydockException(known.Error, known.Message, known)
        {
            Target = target,
            IsTransient = known.IsTransient,
            Remedy = known.Remedy,
            Detail = known.Detail,
        } : known,
        OperationCanceledException when cancel.IsCancellationRequested =>
            new DrydockException(ErrorCatalogue.Cancelled, $"{action} of '{target}' was stopped.", fault) { Target = target },
        OperationCanceledException =>
            new DrydockException(ErrorCatalogue.ActionTimeout, $"{action} of '{target}' was not done within {timeout.TotalSeconds:0} s.", fault)
            {
                Target = target,
                IsTransient = true,
            },
        _ => new DrydockException(ErrorCatalogue.Unexpected, $"{action} of '{target}' failed unexpectedly: {fault.GetType().Name}: {fault.Message}", fault)
        {
            Target = target,
        },
    };
}
