using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;

namespace Drydock.Drivers.Oob.Ipmi.Session;

/// <summary>
/// Sends a packet until its answer comes: tries wait longer and longer, and what does not answer the packet is ignored.
/// A gate over all BMCs bounds how many exchanges are under way, so that bursts do not cost retransmissions.
/// </summary>
/// <param name="channel">The socket.</param>
/// <param name="gate">The gate.</param>
/// <param name="clock">Time.</param>
internal sealed class Exchange(UdpChannel channel, SemaphoreSlim gate, Clock clock)
{
    /// <summary>After this many refusals nothing will come any more.</summary>
    private const int MaxRefusals = 3;

    private static readonly TimeSpan FirstTimeout = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(8);

    /// <summary>How long an answer is waited for: five tries of 0.5, 1, 2, 4 and 8 s.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15.5);

    /// <param name="encode">Gives the packet of each try; session sequence numbers must not be sent twice.</param>
    /// <param name="decode">Reads a datagram; null where it is not the answer.</param>
    /// <param name="patience">How long all tries may take together.</param>
    /// <param name="cancel">Stops the exchange.</param>
    /// <returns>The answer, or null where none came.</returns>
    public async Task<T?> RunAsync<T>(Func<byte[]> encode, Func<byte[], T?> decode, TimeSpan patience, CancellationToken cancel)
        where T : class
    {
        await gate.WaitAsync(cancel);
        try
        {
            var timeouts = new Backoff(FirstTimeout, LongestTimeout);
            var refusals = channel.Refusals;
            for (var left = patience; left > TimeSpan.Zero && channel.Refusals - refusals < MaxRefusals;)
            {
                var timeout = timeouts.Next();
                if (timeout > left) timeout = left;
                left -= timeout;
                await channel.SendAsync(encode());
                if (await AwaitAnswerAsync(decode, timeout, cancel) is { } answer) return answer;
            }

            return null;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<T?> AwaitAnswerAsync<T>(Func<byte[], T?> decode, TimeSpan timeout, CancellationToken cancel)
        where T : class
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            var until = clock.Delay(timeout, timer.Token);
            while (await channel.ReceiveAsync(until) is { } datagram)
            {
                if (decode(datagram) is { } answer) return answer;
            }

            return null;
        }
        finally
        {
            timer.Cancel();
        }
    }
}
