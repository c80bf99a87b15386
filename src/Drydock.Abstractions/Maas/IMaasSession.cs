using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers;
using Drydock.Errors;

namespace Drydock.Maas;

/// <summary>Connects to MAAS.</summary>
public interface IMaasConnector
{
    /// <summary>Checks URL, API key and version, and opens a session.</summary>
    /// <param name="options">Where and as whom.</param>
    /// <param name="cancel">Stops the attempt.</param>
    /// <exception cref="DrydockException">Nobody answers, it is no MAAS, or the key is refused.</exception>
    Task<IMaasSession> ConnectAsync(MaasConnectOptions options, CancellationToken cancel);
}

/// <summary>A session with a MAAS region.</summary>
public interface IMaasSession : IProvisionerSession
{
    /// <summary>Machines that meet the query, in MAAS's order.</summary>
    /// <param name="query">What to look for; filtered by MAAS.</param>
    /// <param name="cancel">Stops the request.</param>
    Task<IReadOnlyList<MaasMachine>> GetMachinesAsync(MaasMachineQuery query, CancellationToken cancel);
}

/// <summary>Where MAAS is, and as whom to log in.</summary>
public sealed record MaasConnectOptions
{
    /// <summary>The region's URL, for example <c>http://maas.example:5240/MAAS</c>.</summary>
    public Uri? Url { get; init; }

    /// <summary>The API key: three parts divided by colons.</summary>
    public Secret? ApiKey { get; init; }

    /// <summary>How TLS certificates are verified.</summary>
    public TlsPolicy Tls { get; init; } = TlsPolicy.SystemTrust;

    /// <summary>How long one request may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>The shortest interval between two polls.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many requests may be under way at once.</summary>
    public int MaxConcurrentRequests { get; init; } = 8;

    /// <summary>Time.</summary>
    public Clock Clock { get; init; } = Clock.System;

    /// <summary>Where requests and retries are told.</summary>
    public IDrydockLog Log { get; init; } = NoLog.Instance;
}

/// <summary>Which machines are wanted; several values of one criterion are alternatives, empty criteria are no limit.</summary>
public sealed record MaasMachineQuery
{
    /// <summary>Host names without domain, exact.</summary>
    public ItemList<string> Hostnames { get; init; } = ItemList<string>.Empty;

    /// <summary>MAAS's ids.</summary>
    public ItemList<string> SystemIds { get; init; } = ItemList<string>.Empty;

    /// <summary>MAC addresses, in any case.</summary>
    public ItemList<string> MacAddresses { get; init; } = ItemList<string>.Empty;

    /// <summary>States.</summary>
    public ItemList<MaasMachineStatus> Statuses { get; init; } = ItemList<MaasMachineStatus>.Empty;

    /// <summary>Resource pools.</summary>
    public ItemList<string> Pools { get; init; } = ItemList<string>.Empty;

    /// <summary>Tags; a machine has all of them.</summary>
    public ItemList<string> Tags { get; init; } = ItemList<string>.Empty;
}
