using System;

namespace Drydock.Core.Http;

/// <summary>Decides whether and when a request is sent again.</summary>
public static class RetryDecision
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Whether an answer asks for another attempt.</summary>
    /// <param name="mode">What the request allows.</param>
    /// <param name="reply">The answer.</param>
    public static bool IsRetryable(RetryMode mode, HttpReply reply) => mode switch
    {
        RetryMode.Never => false,
        _ when reply.Status is 429 or 503 || (reply.Status == 409 && reply.RetryAfter is not null) => true,
        RetryMode.Idempotent => reply.Status is 500 or 502 or 504,
        _ => false,
    };

    /// <summary>Whether a fault allows another attempt.</summary>
    /// <param name="mode">What the request allows.</param>
    /// <param name="fault">The fault.</param>
    public static bool IsRetryable(RetryMode mode, HttpFault fault) => fault.Kind switch
    {
        HttpFaultKind.Unreachable => mode != RetryMode.Never,
        HttpFaultKind.Interrupted or HttpFaultKind.TimedOut => mode == RetryMode.Idempotent,
        _ => false,
    };

    /// <summary>How long to wait before the next attempt: what the server wants, else 0.25, 0.5, 1 … s.</summary>
    /// <param name="attempt">Attempts made so far, from 1.</param>
    /// <param name="wanted">The server's <c>Retry-After</c>.</param>
    public static TimeSpan Wait(int attempt, TimeSpan? wanted)
    {
        var wait = wanted ?? TimeSpan.FromMilliseconds(250 * Math.Pow(2, attempt - 1));
        return wait < LongestWait ? wait : LongestWait;
    }
}
