using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.State;
using Drydock.Errors;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>
/// A session with a MAAS region: everything that the actions of many nodes share, so that they ask MAAS together.
/// </summary>
public sealed class MaasSession : IMaasSession
{
    private readonly ConcurrentDictionary<string, string> _systemIds = new(StringComparer.Ordinal);
    private readonly SessionApi _api;
    private readonly RegionObjects _objects;
    private readonly PollLoop _loop;
    private readonly MaasTransport _transport;

    /// <summary>Makes a session.</summary>
    /// <param name="transport">What sends requests; is disposed with the session.</param>
    /// <param name="region">Whose session it is.</param>
    /// <param name="clock">Time.</param>
    /// <param name="log">Where it says what it does.</param>
    /// <param name="pollInterval">The shortest interval between two polls.</param>
    public MaasSession(MaasTransport transport, MaasRegion region, Clock clock, IDrydockLog log, TimeSpan pollInterval)
    {
        _transport = transport;
        _api = new SessionApi(transport.Api, transport.ConnectRequests);
        _objects = new RegionObjects(_api);
        Region = region;
        Clock = clock;
        Log = log;
        PollInterval = pollInterval;
        _loop = new PollLoop(clock, log, pollInterval);
        Machines = new MachineLookup(_api, clock);
        Site = new SiteCache(_api, clock);
        Inventories = new HardwareInventories(_api, clock);
        Assets = new AssetStore(clock, log);
        Tags = new TagWriter(_api, Site, clock);
        Statuses = new StatusWatcher(Machines, _loop, clock);
        Arrivals = new ArrivalWatcher(Machines, _loop, clock);
    }

    /// <summary>Requests; counted, and one write at a time per machine.</summary>
    public IMaasApi Api => _api;

    /// <summary>Whose session it is.</summary>
    public MaasRegion Region { get; }

    /// <summary>Time.</summary>
    public Clock Clock { get; }

    /// <summary>The shortest interval between two polls.</summary>
    public TimeSpan PollInterval { get; }

    /// <summary>Where the session says what it does.</summary>
    public IDrydockLog Log { get; }

    /// <summary>Finds machines, joining look-ups.</summary>
    public MachineLookup Machines { get; }

    /// <summary>Fabrics, subnets and tags, read once for all.</summary>
    public SiteCache Site { get; }

    /// <summary>Hardware inventories from commissioning, joining look-ups.</summary>
    public HardwareInventories Inventories { get; }

    /// <summary>Contents of boot actions' assets, read once for all nodes.</summary>
    public AssetStore Assets { get; }

    /// <summary>Tags machines, joining writes.</summary>
    public TagWriter Tags { get; }

    /// <summary>Waits for states of machines.</summary>
    public StatusWatcher Statuses { get; }

    /// <summary>Waits for machines to turn up.</summary>
    public ArrivalWatcher Arrivals { get; }

    /// <inheritdoc/>
    public Uri Url => Region.Url;

    /// <inheritdoc/>
    public string UserName => Region.UserName;

    /// <inheritdoc/>
    public string Version => Region.Version;

    /// <inheritdoc/>
    public RequestCounts Requests => new(_api.Reads, _api.Writes, _transport.Retries());

    /// <inheritdoc/>
    public Task<IReadOnlyList<MaasMachine>> GetMachinesAsync(MaasMachineQuery query, CancellationToken cancel) =>
        Machines.QueryAsync(query, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<T>> GetAsync<T>(string? systemId, IEnumerable<KeyValuePair<string, string>>? parameters, CancellationToken cancel)
        where T : class => _objects.ListAsync<T>(systemId, parameters, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MaasEvent>> GetEventsAsync(
        IEnumerable<KeyValuePair<string, string>> parameters, int count, CancellationToken cancel) => _objects.EventsAsync(parameters, count, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> GetSettingNamesAsync(CancellationToken cancel) => _objects.SettingNamesAsync(cancel);

    /// <inheritdoc/>
    public Task<MaasSetting> GetSettingAsync(string name, CancellationToken cancel) => _objects.SettingAsync(name, cancel);

    /// <inheritdoc/>
    public Task<T> CreateAsync<T>(IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancel)
        where T : class => _objects.CreateAsync<T>(fields, cancel);

    /// <inheritdoc/>
    public Task<T> ChangeAsync<T>(string id, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancel)
        where T : class => _objects.ChangeAsync<T>(id, fields, cancel);

    /// <inheritdoc/>
    public Task RemoveAsync<T>(string id, CancellationToken cancel)
        where T : class => _objects.RemoveAsync<T>(id, cancel);

    /// <inheritdoc/>
    public Task<MaasRestReply> CallAsync(MaasRestCall call, CancellationToken cancel) =>
        _api.CallAsync(call with { Path = MaasUrl.BelowRoot(call.Path) }, cancel);

    /// <inheritdoc/>
    public async Task<MaasMachine> WaitAsync(
        string systemId, IReadOnlyList<MaasMachineStatus> statuses, Action<MaasMachine> seen, TimeSpan timeout, CancellationToken cancel)
    {
        // A machine at rest may be about to be called to work by somebody else; one that failed will not mend itself.
        var machine = await Statuses.WaitAsync(systemId, now => statuses.Contains(now.Status) || HasFailed(now.Status), seen, timeout, cancel)
            .ConfigureAwait(false);
        if (statuses.Contains(machine.Status)) return machine;
        throw new DrydockException(ErrorCatalogue.MaasStateConflict,
            $"The machine {machine.Hostname} ({systemId}) is in the state '{machine.StatusName}', not in '{string.Join("' or '", statuses)}'."
            + (machine.StatusMessage.Length > 0 ? $" MAAS says: {machine.StatusMessage}" : ""))
        { Target = machine.Hostname };
    }

    private static bool HasFailed(MaasMachineStatus status) =>
        status == MaasMachineStatus.Broken || status.ToString().StartsWith("Failed", StringComparison.Ordinal);

    /// <summary>A machine as it is now; reads of many callers are joined.</summary>
    /// <param name="systemId">MAAS's id.</param>
    /// <param name="cancel">Stops the request.</param>
    /// <exception cref="DrydockException">MAAS has no such machine.</exception>
    public async Task<MaasMachine> GetMachineAsync(string systemId, CancellationToken cancel) =>
        await Machines.ByIdAsync(systemId, cancel).ConfigureAwait(false)
        ?? throw new DrydockException(ErrorCatalogue.MachineNotFound, $"MAAS at {Url} has no machine '{systemId}'.") { Target = systemId };

    /// <summary>
    /// The machine of a node as it is now: the one that IdentifyNode found in this session, or the one that has the node's
    /// name, boot MAC address or BMC.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="cancel">Stops the look-up.</param>
    /// <exception cref="DrydockException">There is none, or there are several.</exception>
    public async Task<MaasMachine> GetMachineAsync(BaremetalNode node, CancellationToken cancel)
    {
        if (_systemIds.TryGetValue(node.Name, out var systemId)
            && await Machines.ByIdAsync(systemId, cancel).ConfigureAwait(false) is { } known)
        {
            return known;
        }

        _systemIds.TryRemove(node.Name, out _);
        var identity = MachineIdentity.Of(node);
        var machine = await new MachineFinder(this).FindAsync(identity, node.Domain, cancel).ConfigureAwait(false)
            ?? throw ArrivalWatcher.NotFound(identity, TimeSpan.Zero);
        Remember(node, machine);
        return machine;
    }

    /// <summary>Remembers which machine is a node's.</summary>
    /// <param name="node">The node.</param>
    /// <param name="machine">Its machine.</param>
    public void Remember(BaremetalNode node, MaasMachine machine) => _systemIds[node.Name] = machine.SystemId;

    /// <summary>Forgets a node's machine, once it is deleted.</summary>
    /// <param name="node">The node.</param>
    public void Forget(BaremetalNode node) => _systemIds.TryRemove(node.Name, out _);

    /// <summary>Ends the session; whoever still waits in it is let go.</summary>
    public void Dispose()
    {
        _loop.Dispose();
        Assets.Dispose();
        _transport.Dispose();
    }
}
