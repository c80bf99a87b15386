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

    /// <summary>Objects of one kind, in MAAS's order: one request, and for events one a thousand.</summary>
    /// <typeparam name="T">
    /// <see cref="MaasFabric"/>, <see cref="MaasVlan"/>, <see cref="MaasSubnet"/>, <see cref="MaasSpace"/>, <see cref="MaasIPRange"/>,
    /// <see cref="MaasStaticRoute"/>, <see cref="MaasDomain"/>, <see cref="MaasTag"/>, <see cref="MaasSshKey"/>,
    /// <see cref="MaasPackageRepository"/>, <see cref="MaasBootResource"/>, <see cref="MaasRackController"/>; and, of a machine,
    /// <see cref="MaasInterface"/>, <see cref="MaasBlockDevice"/>, <see cref="MaasVolumeGroup"/>, <see cref="MaasScriptResult"/>.
    /// </typeparam>
    /// <param name="systemId">The machine whose objects are wanted; null for objects of the region.</param>
    /// <param name="parameters">What MAAS shall filter by, in its own names; null for nothing.</param>
    /// <param name="cancel">Stops the request.</param>
    Task<IReadOnlyList<T>> GetAsync<T>(string? systemId, IEnumerable<KeyValuePair<string, string>>? parameters, CancellationToken cancel)
        where T : class;

    /// <summary>The latest events, newest first; one request for each thousand.</summary>
    /// <param name="parameters">What MAAS shall filter by: <c>hostname</c>, <c>id</c>, <c>level</c> …</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancel">Stops the requests.</param>
    Task<IReadOnlyList<MaasEvent>> GetEventsAsync(IEnumerable<KeyValuePair<string, string>> parameters, int count, CancellationToken cancel);

    /// <summary>Names of all global settings of this MAAS, which differ by version; one request for the session.</summary>
    /// <param name="cancel">Stops the request.</param>
    Task<IReadOnlyList<string>> GetSettingNamesAsync(CancellationToken cancel);

    /// <summary>A global setting; one request. Passwords and keys come as <see cref="Secret"/>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancel">Stops the request.</param>
    Task<MaasSetting> GetSettingAsync(string name, CancellationToken cancel);

    /// <summary>Creates a tag, SSH key, package repository or machine; one request.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="fields">Its fields, in MAAS's names.</param>
    /// <param name="cancel">Stops the request.</param>
    /// <returns>The object as MAAS made it.</returns>
    Task<T> CreateAsync<T>(IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancel)
        where T : class;

    /// <summary>Changes an object; fields left out stay, empty ones are cleared. One request.</summary>
    /// <typeparam name="T">The kind, as of <see cref="CreateAsync"/>.</typeparam>
    /// <param name="id">Its id; a tag's is its name.</param>
    /// <param name="fields">The fields to change, in MAAS's names.</param>
    /// <param name="cancel">Stops the request.</param>
    /// <returns>The object after the change.</returns>
    Task<T> ChangeAsync<T>(string id, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancel)
        where T : class;

    /// <summary>Removes an object; one that is not there is an error. One request.</summary>
    /// <typeparam name="T">The kind, as of <see cref="CreateAsync"/>.</typeparam>
    /// <param name="id">Its id; a tag's is its name.</param>
    /// <param name="cancel">Stops the request.</param>
    Task RemoveAsync<T>(string id, CancellationToken cancel)
        where T : class;

    /// <summary>Waits until a machine is in one of some states; all waits of a session share one request per interval.</summary>
    /// <param name="systemId">MAAS's id of the machine.</param>
    /// <param name="statuses">The states.</param>
    /// <param name="seen">Is told each state that differs from the one before; from any thread.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>The machine as it was then.</returns>
    /// <exception cref="DrydockException">The machine failed or broke instead, was deleted, or time ran out.</exception>
    Task<MaasMachine> WaitAsync(
        string systemId, IReadOnlyList<MaasMachineStatus> statuses, Action<MaasMachine> seen, TimeSpan timeout, CancellationToken cancel);

    /// <summary>Calls any endpoint of the API.</summary>
    /// <param name="call">The request.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The answer, of a status below 300.</returns>
    /// <exception cref="DrydockException">MAAS refuses, does not answer, or its answer to a POST was lost.</exception>
    Task<MaasRestReply> CallAsync(MaasRestCall call, CancellationToken cancel);
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
