using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using System.Xml;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Errors;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>
/// Hardware inventories and build data of machines, from what the scripts of their commissioning wrote
/// (<c>commissioning-results/</c>). Machines asked for within a few milliseconds go into one request; an inventory is kept
/// until its machine is commissioned again. Each result is stored under the machine that it names, and no other.
/// </summary>
public sealed class HardwareInventories
{
    // MAAS renders whole outputs, some 100 KB a machine, so that a request is not to ask for a whole site.
    private const int MostMachines = 25;
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(5);

    private readonly IMaasApi _api;
    private readonly Coalescer<string, HardwareInventory> _inventories;
    private readonly Coalescer<string, BuildData> _builds;
    private readonly ConcurrentDictionary<string, (int? Commissioning, HardwareInventory Inventory)> _known = new(StringComparer.Ordinal);

    /// <summary>Makes the store.</summary>
    /// <param name="api">The API.</param>
    /// <param name="clock">Time.</param>
    public HardwareInventories(IMaasApi api, Clock clock)
    {
        _api = api;
        _inventories = new(clock, Window, (ids, cancel) => FetchAsync(ids, BuildData.LshwScripts, data => data.Inventory, cancel));
        _builds = new(clock, Window, (ids, cancel) => FetchAsync(ids, [], data => data, cancel));
    }

    /// <summary>The inventory of a machine; empty where it was never commissioned.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<HardwareInventory> GetAsync(MaasMachine machine, CancellationToken cancel)
    {
        if (_known.TryGetValue(machine.SystemId, out var known) && known.Commissioning == machine.CommissioningResultId) return known.Inventory;
        if (await _inventories.GetAsync(machine.SystemId, cancel).ConfigureAwait(false) is not { } inventory) return HardwareInventory.Empty;
        _known[machine.SystemId] = (machine.CommissioningResultId, inventory);
        return inventory;
    }

    /// <summary>All that commissioning and testing of a machine found, read anew.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<BuildData> GetBuildAsync(MaasMachine machine, CancellationToken cancel)
    {
        if (await _builds.GetAsync(machine.SystemId, cancel).ConfigureAwait(false) is not { } build) return BuildData.Of([]);
        _known[machine.SystemId] = (machine.CommissioningResultId, build.Inventory);
        return build;
    }

    private async Task<IReadOnlyDictionary<string, T>> FetchAsync<T>(IReadOnlyCollection<string> systemIds,
        IReadOnlyList<string> names, Func<BuildData, T> select, CancellationToken cancel)
    {
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        for (var start = 0; start < systemIds.Count; start += MostMachines)
        {
            var query = new MaasForm().Add("system_id", systemIds.Skip(start).Take(MostMachines)).Add("name", names);
            var results = await _api.ListAsync("commissioning-results/", query, Result, cancel).ConfigureAwait(false);
            foreach (var machine in results.OfType<MaasScriptResult>().GroupBy(result => result.SystemId))
            {
                // A result of a machine that nobody asked for would be another's.
                if (systemIds.Contains(machine.Key)) found[machine.Key] = select(Read(machine.Key, machine));
            }
        }

        return found;
    }

    private static BuildData Read(string systemId, IEnumerable<MaasScriptResult> results)
    {
        try
        {
            return BuildData.Of(results);
        }
        catch (Exception fault) when (fault is XmlException or FormatException)
        {
            throw new DrydockException(ErrorCatalogue.MaasProtocol,
                $"MAAS's lshw output of machine '{systemId}' cannot be read: {fault.Message}", fault)
            {
                Target = systemId,
                Remedy = "Commission the machine again.",
            };
        }
    }

    private const int Installation = 1;

    /// <summary>A result in the flat form, which tells the exit code and no state (<c>NodeResultsHandler</c>); null for an installation's.</summary>
    private static MaasScriptResult? Result(JToken json)
    {
        if (json.Int("result_type") == Installation) return null;
        var exit = (int?)json.Number("script_result");
        return new()
        {
            SystemId = json.Object("node").Text("system_id"),
            Id = json.Int("id"),
            Type = json.Int("result_type") == 2 ? "Testing" : "Commissioning",
            Name = json.Text("name"),
            Status = exit switch { 0 => "Passed", null => "Unknown", _ => "Failed" },
            ExitStatus = exit,
            Ended = DateTimeOffset.TryParse(json.Text("updated"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var ended) ? ended : null,
            Output = Encoding.UTF8.GetString(Convert.FromBase64String(json.Text("data"))),
        };
    }
}
