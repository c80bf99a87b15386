using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Errors;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>
/// Finds machines. Look-ups of many callers that arrive together become one request, as MAAS takes nearly as long to look
/// for one machine as for many.
/// </summary>
public sealed class MachineLookup
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(5);
    private static readonly Regex MacForm = new("^[0-9a-f]{2}(:[0-9a-f]{2}){5}$", RegexOptions.CultureInvariant);
    private readonly IMaasApi _api;
    private readonly Coalescer<string, IReadOnlyList<MaasMachine>> _byHostname;
    private readonly Coalescer<string, IReadOnlyList<MaasMachine>> _byMac;
    private readonly Coalescer<string, IReadOnlyList<MaasMachine>> _byId;
    private readonly Coalescer<PowerKey, IReadOnlyList<MaasMachine>> _byPower;
    private readonly Coalescer<string, JObject> _power;

    /// <summary>Makes the look-up.</summary>
    /// <param name="api">The API.</param>
    /// <param name="clock">Time.</param>
    public MachineLookup(IMaasApi api, Clock clock)
    {
        _api = api;
        _byHostname = new(clock, Window, (names, cancel) => FetchAsync("hostname", names, machine => [machine.Hostname], cancel));
        _byMac = new(clock, Window, (macs, cancel) => FetchAsync("mac_address", macs, MacsOf, cancel));
        _byId = new(clock, Window, (ids, cancel) => FetchAsync("id", ids, machine => [machine.SystemId], cancel));
        _byPower = new(clock, Window, FetchByPowerAsync);
        _power = new(clock, Window, FetchPowerAsync);
    }

    /// <summary>Machines of a host name; several where domains differ.</summary>
    /// <param name="hostname">The name without domain.</param>
    /// <param name="cancel">Stops the look-up.</param>
    public async Task<IReadOnlyList<MaasMachine>> ByHostnameAsync(string hostname, CancellationToken cancel) =>
        await _byHostname.GetAsync(hostname, cancel).ConfigureAwait(false) ?? [];

    /// <summary>Machines that have an interface with this MAC address.</summary>
    /// <param name="mac">The address with colons, in any case.</param>
    /// <param name="cancel">Stops the look-up.</param>
    /// <exception cref="DrydockException">It is no MAC address; MAAS would refuse everybody's look-up for it.</exception>
    public async Task<IReadOnlyList<MaasMachine>> ByMacAsync(string mac, CancellationToken cancel) =>
        await _byMac.GetAsync(NormaliseMac(mac), cancel).ConfigureAwait(false) ?? [];

    /// <summary>The machine of an id, as it is now; null where there is none.</summary>
    /// <param name="systemId">MAAS's id.</param>
    /// <param name="cancel">Stops the look-up.</param>
    public async Task<MaasMachine?> ByIdAsync(string systemId, CancellationToken cancel) =>
        (await _byId.GetAsync(systemId, cancel).ConfigureAwait(false))?[0];

    /// <summary>Machines that are powered by this BMC.</summary>
    /// <param name="key">The BMC.</param>
    /// <param name="cancel">Stops the look-up.</param>
    public async Task<IReadOnlyList<MaasMachine>> ByPowerAsync(PowerKey key, CancellationToken cancel) =>
        await _byPower.GetAsync(key, cancel).ConfigureAwait(false) ?? [];

    /// <summary>The power parameters of a machine, passwords among them: for comparing, not for keeping.</summary>
    /// <param name="systemId">MAAS's id.</param>
    /// <param name="cancel">Stops the look-up.</param>
    /// <returns>The parameters; null where MAAS tells none.</returns>
    public Task<JObject?> PowerParametersAsync(string systemId, CancellationToken cancel) => _power.GetAsync(systemId, cancel);

    /// <summary>Machines that meet a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="cancel">Stops the requests.</param>
    public async Task<IReadOnlyList<MaasMachine>> QueryAsync(MaasMachineQuery query, CancellationToken cancel)
    {
        var machines = await ListAsync(MachineQueries.Of(query), cancel).ConfigureAwait(false);
        // MAAS before 2.6 overlooks filters that it does not know.
        return
        [
            .. machines.Where(machine => (query.Statuses.Count == 0 || query.Statuses.Contains(machine.Status))
                && (query.Pools.Count == 0 || query.Pools.Contains(machine.Pool))
                && query.Tags.All(tag => machine.Tags.Contains(tag))),
        ];
    }

    /// <summary>Which BMC powers which machines: one request for all machines. The passwords in it are not kept.</summary>
    /// <param name="cancel">Stops the request.</param>
    /// <returns>Ids of machines by BMC.</returns>
    public async Task<IReadOnlyDictionary<PowerKey, IReadOnlyList<string>>> GetPowerKeysAsync(CancellationToken cancel)
    {
        var all = await _api.GetAsync("machines/", new MaasForm().Add("op", "power_parameters"), cancel).ConfigureAwait(false);
        return ((all as JObject)?.Properties() ?? [])
            .Select(machine => (Id: machine.Name, Key: PowerKey.Of(machine.Value)))
            .Where(machine => machine.Key is not null)
            .GroupBy(machine => machine.Key!, machine => machine.Id)
            .ToDictionary(same => same.Key, same => (IReadOnlyList<string>)[.. same]);
    }

    /// <summary>The MAC addresses of a machine's interfaces, and that it booted from.</summary>
    /// <param name="machine">The machine.</param>
    public static IEnumerable<string> MacsOf(MaasMachine machine) =>
        machine.Interfaces.Select(nic => nic.MacAddress).Append(machine.BootMac ?? "").Where(mac => mac.Length > 0).Distinct();

    /// <summary>A MAC address as MAAS stores and filters it.</summary>
    /// <param name="mac">The address with colons or dashes.</param>
    /// <exception cref="DrydockException">It is no MAC address.</exception>
    public static string NormaliseMac(string mac)
    {
        var normal = mac.Trim().ToLowerInvariant().Replace('-', ':');
        return MacForm.IsMatch(normal) ? normal
            : throw new DrydockException(ErrorCatalogue.NodeMisconfigured, $"'{mac}' is no MAC address such as 52:54:00:0a:0b:0c.");
    }

    /// <summary>Machines of several queries in one list.</summary>
    /// <param name="queries">The queries; sent at the same time.</param>
    /// <param name="cancel">Stops the requests.</param>
    public async Task<IReadOnlyList<MaasMachine>> ListAsync(IEnumerable<MaasForm> queries, CancellationToken cancel)
    {
        var pages = await Task.WhenAll(queries.Select(query => _api.ListAsync("machines/", query, MaasParsing.Machine, cancel))).ConfigureAwait(false);
        return pages.Length == 1 ? pages[0] : [.. pages.SelectMany(page => page)];
    }

    private async Task<IReadOnlyDictionary<string, JObject>> FetchPowerAsync(IReadOnlyCollection<string> systemIds, CancellationToken cancel)
    {
        var found = new Dictionary<string, JObject>(StringComparer.Ordinal);
        foreach (var query in MachineQueries.Split("id", systemIds))
        {
            var page = await _api.GetAsync("machines/", query.Add("op", "power_parameters"), cancel).ConfigureAwait(false);
            foreach (var machine in (page as JObject)?.Properties() ?? [])
            {
                if (machine.Value is JObject parameters) found[machine.Name] = parameters;
            }
        }

        return found;
    }

    /// <summary>Two requests however many BMCs are asked for: all machines' power parameters, and the machines that they name.</summary>
    private async Task<IReadOnlyDictionary<PowerKey, IReadOnlyList<MaasMachine>>> FetchByPowerAsync(
        IReadOnlyCollection<PowerKey> wanted, CancellationToken cancel)
    {
        var all = await GetPowerKeysAsync(cancel).ConfigureAwait(false);
        var hits = wanted.Where(all.ContainsKey).ToDictionary(key => key, key => all[key]);
        var machines = (await ListAsync(MachineQueries.Split("id", hits.Values.SelectMany(ids => ids)), cancel).ConfigureAwait(false))
            .ToLookup(machine => machine.SystemId, StringComparer.Ordinal);
        return hits.ToDictionary(hit => hit.Key, hit => (IReadOnlyList<MaasMachine>)[.. hit.Value.SelectMany(id => machines[id])]);
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<MaasMachine>>> FetchAsync(
        string filter, IReadOnlyCollection<string> values, Func<MaasMachine, IEnumerable<string>> keysOf, CancellationToken cancel)
    {
        var machines = await ListAsync(MachineQueries.Split(filter, values), cancel).ConfigureAwait(false);
        return machines.SelectMany(machine => keysOf(machine).Select(key => (Key: key, Machine: machine)))
            .GroupBy(hit => hit.Key, hit => hit.Machine, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => (IReadOnlyList<MaasMachine>)[.. same], StringComparer.Ordinal);
    }
}
