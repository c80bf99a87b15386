using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Redfish.Http;
using Drydock.Drivers.Oob.Redfish.Systems;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.Inventory;

/// <summary>
/// What a system is made of. The system itself tells most; only its manager and its network interfaces are read besides,
/// processors and memory only where the system has no summary of them.
/// </summary>
internal static class SystemInventory
{
    private const string PartAbsent = "Absent";

    /// <summary>What the system's own resource tells, without another request.</summary>
    public static OobDetail Describe(JObject system) => new()
    {
        Power = PowerOf(system),
        Boot = new BootObject(Json.Object(system, "Boot")).Override,
        Health = HealthOf(Json.Object(system, "Status")),
        Manufacturer = Json.Text(system, "Manufacturer"),
        Model = Json.Text(system, "Model"),
        Sku = Json.Text(system, "SKU"),
        SerialNumber = Json.Text(system, "SerialNumber"),
        Uuid = Json.Text(system, "UUID")?.ToLowerInvariant(),
        BiosVersion = Json.Text(system, "BiosVersion"),
        MemoryGiB = Number(Json.Object(system, "MemorySummary"), "TotalSystemMemoryGiB"),
    };

    /// <summary>All that is known, with the further requests that it takes, two at a time.</summary>
    public static async Task<OobDetail> ReadAsync(RedfishService service, JObject system, CancellationToken cancel)
    {
        var detail = Describe(system);
        var firmware = FindFirmwareAsync(service, system, cancel);
        var nics = NicInventory.ReadAsync(service, system, cancel);
        await Task.WhenAll(firmware, nics);
        return detail with
        {
            BmcFirmware = await firmware,
            Nics = new(await nics),
            Processors = await FindProcessorsAsync(service, system, cancel),
            MemoryGiB = detail.MemoryGiB ?? await SumMemoryAsync(service, system, cancel),
        };
    }

    /// <summary>The firmware of the system's manager; of the service's first one where the system does not say which it is.</summary>
    public static async Task<string?> FindFirmwareAsync(RedfishService service, JObject system, CancellationToken cancel)
    {
        var managers = Json.Links(Json.Object(system, "Links"), "ManagedBy");
        if (managers.Count == 0) managers = Json.Links(await service.TryReadAsync(Json.Link(service.Root, "Managers"), cancel), "Members");
        var manager = await service.TryReadAsync(managers.Count > 0 ? managers[0] : null, cancel);
        return Json.Text(manager, "FirmwareVersion");
    }

    public static PowerState PowerOf(JObject system) => Json.Text(system, "PowerState") switch
    {
        "On" => PowerState.On,
        "Off" => PowerState.Off,
        _ => PowerState.Unknown,
    };

    private static OobHealth HealthOf(JObject status) => (Json.Text(status, "HealthRollup") ?? Json.Text(status, "Health")) switch
    {
        "OK" => OobHealth.Ok,
        "Warning" => OobHealth.Warning,
        "Critical" => OobHealth.Critical,
        _ => OobHealth.Unknown,
    };

    private static async Task<OobProcessors?> FindProcessorsAsync(RedfishService service, JObject system, CancellationToken cancel)
    {
        var summary = Json.Object(system, "ProcessorSummary");
        var known = Number(summary, "Count") is > 0 and var count
            ? new OobProcessors((int)count, Json.Text(summary, "Model"), Count(summary, "CoreCount"), Count(summary, "LogicalProcessorCount"))
            : null;
        if (known is { Model: not null, Cores: not null }) return known;
        var parts = (await RedfishCollection.ReadAsync(service, Json.Link(system, "Processors"), cancel))
            .Where(part => IsPresent(part) && Json.Text(part, "ProcessorType") is null or "CPU").ToList();
        return parts.Count == 0 ? known : new OobProcessors(parts.Count, Json.Text(parts[0], "Model"), Sum(parts, "TotalCores"), Sum(parts, "TotalThreads"));
    }

    private static async Task<double?> SumMemoryAsync(RedfishService service, JObject system, CancellationToken cancel)
    {
        var parts = (await RedfishCollection.ReadAsync(service, Json.Link(system, "Memory"), cancel)).Where(IsPresent).ToList();
        return Sum(parts, "CapacityMiB") / 1024.0;
    }

    private static bool IsPresent(JObject part) => Json.Text(Json.Object(part, "Status"), "State") != PartAbsent;

    private static int? Sum(List<JObject> parts, string name) =>
        parts.Select(part => Count(part, name)).Aggregate((int?)null, (sum, each) => each is null ? sum : (sum ?? 0) + each);

    private static int? Count(JObject parent, string name) => Number(parent, name) is > 0 and < int.MaxValue and var number ? (int)number : null;

    private static double? Number(JObject parent, string name) => parent[name] is JValue { Value: long or double } number
        ? Convert.ToDouble(number.Value, CultureInfo.InvariantCulture) : null;
}
