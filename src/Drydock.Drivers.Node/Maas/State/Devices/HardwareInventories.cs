using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
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
/// Hardware inventories of machines, from the lshw output of their commissioning (<c>commissioning-results/</c>). Machines
/// asked for within a few milliseconds go into one request; an inventory is kept until its machine is commissioned again.
/// </summary>
public sealed class HardwareInventories
{
    // MAAS renders whole outputs, some 100 KB a machine, so that a request is not to ask for a whole site.
    private const int MostMachines = 25;
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(5);

    // The script's name, and the one it had before MAAS 2.9.
    private static readonly string[] ScriptNames = ["maas-lshw", "00-maas-01-lshw"];

    private readonly IMaasApi _api;
    private readonly Coalescer<string, HardwareInventory> _requests;
    private readonly ConcurrentDictionary<string, (int? Commissioning, HardwareInventory Inventory)> _known = new(StringComparer.Ordinal);

    /// <summary>Makes the store.</summary>
    /// <param name="api">The API.</param>
    /// <param name="clock">Time.</param>
    public HardwareInventories(IMaasApi api, Clock clock)
    {
        _api = api;
        _requests = new(clock, Window, FetchAsync);
    }

    /// <summary>The inventory of a machine; empty where it was never commissioned.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<HardwareInventory> GetAsync(MaasMachine machine, CancellationToken cancel)
    {
        if (_known.TryGetValue(machine.SystemId, out var known) && known.Commissioning == machine.CommissioningResultId) return known.Inventory;
        if (await _requests.GetAsync(machine.SystemId, cancel).ConfigureAwait(false) is not { } inventory) return HardwareInventory.Empty;
        _known[machine.SystemId] = (machine.CommissioningResultId, inventory);
        return inventory;
    }

    private async Task<IReadOnlyDictionary<string, HardwareInventory>> FetchAsync(IReadOnlyCollection<string> systemIds, CancellationToken cancel)
    {
        var inventories = new Dictionary<string, HardwareInventory>(StringComparer.Ordinal);
        for (var start = 0; start < systemIds.Count; start += MostMachines)
        {
            var query = new MaasForm().Add("system_id", systemIds.Skip(start).Take(MostMachines)).Add("name", ScriptNames);
            var results = await _api.GetAsync("commissioning-results/", query, cancel).ConfigureAwait(false);
            foreach (var result in results as JArray ?? [])
                inventories[result.Object("node").Text("system_id")] = Read(result);
        }

        return inventories;
    }

    private static HardwareInventory Read(JToken result)
    {
        try
        {
            return HardwareInventory.Parse(Convert.FromBase64String(result.Text("data")));
        }
        catch (Exception fault) when (fault is XmlException or FormatException)
        {
            throw new DrydockException(ErrorCatalogue.MaasProtocol,
                $"MAAS's lshw output of machine '{result.Object("node").Text("system_id")}' cannot be read: {fault.Message}", fault)
            {
                Remedy = "Commission the machine again.",
            };
        }
    }
}
