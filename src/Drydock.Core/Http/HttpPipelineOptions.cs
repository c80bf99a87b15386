using System;
using Drydock.Drivers;

namespace Drydock.Core.Http;

/// <summary>How a pipeline behaves.</summary>
public sealed record HttpPipelineOptions
{
    /// <summary>How certificates are verified.</summary>
    public TlsPolicy Tls { get; init; } = TlsPolicy.SystemTrust;

    /// <summary>Time.</summary>
    public Clock Clock { get; init; } = Clock.System;

    /// <summary>Where requests and retries are told; never with bodies, queries or credentials.</summary>
    public IDrydockLog Log { get; init; } = NoLog.Instance;

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many connections to one server may be open.</summary>
    public int MaxConnectionsPerServer { get; init; } = 8;

    /// <summary>How many requests may be under way in all.</summary>
    public int MaxConcurrentRequests { get; init; } = 256;

    /// <summary>How often a request is sent at most.</summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>
    /// How often a request is sent at most to a server that answers that it is busy (429, 503), which may take longer than
    /// one that does not answer; null for <see cref="MaxAttempts"/>.
    /// </summary>
    public int? MaxBusyAttempts { get; init; }

    /// <summary>Whether answers may come compressed; false asks for them as they are, for servers that compress badly.</summary>
    public bool AcceptCompression { get; init; } = true;

    /// <summary>The largest answer, in bytes.</summary>
    public long MaxReplySize { get; init; } = 256L * 1024 * 1024;
}
