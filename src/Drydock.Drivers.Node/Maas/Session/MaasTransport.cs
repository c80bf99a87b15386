using System;
using Drydock.Drivers.Node.Maas.Api;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>What sends a session's requests.</summary>
/// <param name="api">The API.</param>
/// <param name="retries">How many requests it has sent again.</param>
/// <param name="connections">What is closed with the session; null for nothing.</param>
public sealed class MaasTransport(IMaasApi api, Func<long> retries, IDisposable? connections) : IDisposable
{
    /// <summary>The API.</summary>
    public IMaasApi Api { get; } = api;

    /// <summary>How many requests were sent again.</summary>
    public Func<long> Retries { get; } = retries;

    /// <summary>Requests that were made to connect; the session counts them as its first reads.</summary>
    public long ConnectRequests { get; init; }

    /// <inheritdoc/>
    public void Dispose() => connections?.Dispose();
}
