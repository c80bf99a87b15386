using System;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>Waits for work that others wait for too.</summary>
internal static class TaskCancellation
{
    /// <summary>Waits for shared work; the caller's cancellation ends its wait, not the work.</summary>
    public static async Task<T> WithCancellation<T>(this Task<T> shared, CancellationToken cancel)
    {
        if (!shared.IsCompleted && cancel.CanBeCanceled)
        {
            var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancel.Register(() => stopped.TrySetResult(true)))
            {
                if (await Task.WhenAny(shared, stopped.Task).ConfigureAwait(false) != shared) throw new OperationCanceledException(cancel);
            }
        }

        return await shared.ConfigureAwait(false);
    }
}
