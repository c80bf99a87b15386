using System;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Drivers.Oob.Actions;

/// <summary>A token that is cancelled when the caller cancels or when a time by a <see cref="Clock"/> is over.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _source;

    public Deadline(Clock clock, TimeSpan time, CancellationToken cancel)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _ = ExpireAsync(clock, time);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>True where the time was over before anybody cancelled.</summary>
    public bool Expired { get; private set; }

    public void Dispose()
    {
        _source.Cancel();
        _source.Dispose();
    }

    private async Task ExpireAsync(Clock clock, TimeSpan time)
    {
        try
        {
            await clock.Delay(time, _source.Token);
            Expired = !_source.IsCancellationRequested;
            _source.Cancel();
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The action was over first.
        }
    }
}
