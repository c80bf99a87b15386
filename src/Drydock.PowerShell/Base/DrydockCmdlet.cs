using System;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers;
using Drydock.Errors;
using Drydock.PowerShell.Module;

namespace Drydock.PowerShell.Base;

/// <summary>
/// What all cmdlets share: work on the thread pool, writing on the pipeline thread, and the end of the work on every way
/// out, be it Ctrl+C, <c>Select-Object -First</c>, <c>-ErrorAction Stop</c> or an exception.
/// </summary>
public abstract class DrydockCmdlet : PSCmdlet, IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private readonly PipelineQueue _queue = new();
    private RunspaceState? _state;

    /// <summary>Where work tells what it does.</summary>
    private protected IDrydockLog Log => _queue;

    /// <summary>Has the pipeline thread write something; may be called from any thread.</summary>
    private protected void Post(Action<PSCmdlet> write) => _queue.Post(write);

    /// <summary>What this session remembers.</summary>
    private protected RunspaceState State => _state ??= RunspaceState.Current;

    /// <summary>Ends the work.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the work.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing)
    {
        Stop();
        _queue.Close();
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => Stop();

    /// <summary>Runs work on the thread pool; the pipeline thread writes meanwhile what the work tells.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline is being stopped.</exception>
    private protected T Await<T>(Func<CancellationToken, Task<T>> work)
    {
        var outcome = new Outcome<T>();
        _ = Task.Run(() => outcome.FillAsync(() => work(_stop.Token), _queue));
        try
        {
            while (!outcome.IsComplete) _queue.TryWrite(this, Tick, _stop.Token);
            _queue.WriteAll(this);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            if (!outcome.IsComplete) _stop.Cancel();
        }
        if (outcome.Error is OperationCanceledException && _stop.IsCancellationRequested) throw new PipelineStoppedException();
        if (outcome.Error is not null) ExceptionDispatchInfo.Capture(outcome.Error).Throw();
        return outcome.Value!;
    }

    /// <summary>Runs work without which the cmdlet cannot go on: its failure ends the cmdlet.</summary>
    private protected T Require<T>(Func<CancellationToken, Task<T>> work)
    {
        try
        {
            return Await(work);
        }
        catch (DrydockException fault)
        {
            ThrowTerminatingError(fault.ToErrorRecord());
            throw;
        }
    }

    /// <summary>Stops the work. May be called from any thread, more than once.</summary>
    private protected virtual void Stop() => _stop.Cancel();

    /// <summary>How work ended.</summary>
    private sealed class Outcome<T>
    {
        private volatile bool _complete;

        public bool IsComplete => _complete;

        public T? Value { get; private set; }

        public Exception? Error { get; private set; }

        public async Task FillAsync(Func<Task<T>> work, PipelineQueue queue)
        {
            FlowingLog.FlowTo(queue);
            try
            {
                Value = await work().ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                Error = fault;
            }
            _complete = true;
            queue.Wake();
        }
    }
}
