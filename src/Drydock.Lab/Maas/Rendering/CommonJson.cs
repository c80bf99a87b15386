using System.Linq;
using Drydock.Lab.Maas.Model;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Rendering;

/// <summary>What machines and rack controllers have in common.</summary>
internal static class CommonJson
{
    private static readonly string[] HardwareKeys =
    [
        "system_vendor", "system_product", "system_family", "system_version", "system_sku", "system_serial", "cpu_model",
        "mainboard_vendor", "mainboard_product", "mainboard_serial", "mainboard_version", "mainboard_firmware_vendor",
        "mainboard_firmware_date", "mainboard_firmware_version", "chassis_vendor", "chassis_type", "chassis_serial", "chassis_version",
    ];

    private static readonly string[] RackServices =
        ["rackd", "tftp", "http", "dhcpd", "dhcpd6", "ntp_rack", "dns_rack", "proxy_rack", "syslog_rack"];

    private static readonly string[] TestKinds = ["cpu", "memory", "network", "storage", "other", "interface"];

    public static JObject Of(Node node, Region region)
    {
        var json = new JObject
        {
            ["system_id"] = node.SystemId,
            ["hostname"] = node.Hostname,
            ["fqdn"] = node.Fqdn,
            ["description"] = node.Description,
            ["domain"] = node.Domain.Json(region),
            ["zone"] = node.Zone.ZoneJson(),
            ["tag_names"] = new JArray(node.Tags),
            ["architecture"] = node.Architecture,
            ["power_type"] = node.PowerType,
            ["power_state"] = node.PowerState,
            ["status_action"] = node.StatusAction,
            ["cpu_count"] = node.CpuCount,
            ["cpu_speed"] = node.CpuSpeed,
            ["memory"] = node.MemoryMiB,
            ["swap_size"] = node.SwapSize,
            ["osystem"] = node.OperatingSystem,
            ["distro_series"] = node.DistroSeries,
            ["hardware_uuid"] = node.HardwareUuid,
            ["hardware_info"] = new JObject(HardwareKeys.Select(key => new JProperty(key, node.HardwareInfo.TryGetValue(key, out var value) ? value : "Unknown"))),
            ["node_type"] = node.IsRack ? 2 : 0,
            ["node_type_name"] = node.IsRack ? "Rack controller" : "Machine",
            ["interface_set"] = new JArray(node.Interfaces.Select(nic => nic.Json())),
            ["current_commissioning_result_id"] = node.CurrentSet(ScriptKind.Commissioning)?.Id,
            ["current_testing_result_id"] = node.CurrentSet(ScriptKind.Testing)?.Id,
            ["current_installation_result_id"] = node.CurrentSet(ScriptKind.Installation)?.Id,
            ["resource_uri"] = node.IsRack ? Uris.Of($"rackcontrollers/{node.SystemId}/") : Uris.Of($"machines/{node.SystemId}/"),
        };
        AddTests(json, "commissioning_status", node.CurrentSet(ScriptKind.Commissioning)?.Status);
        var testing = node.CurrentSet(ScriptKind.Testing);
        AddTests(json, "testing_status", testing?.Status);
        foreach (var kind in TestKinds) AddTests(json, kind + "_test_status", kind == "storage" ? testing?.Status : null);
        return json;
    }

    public static JObject RackJson(this Node rack, Region region)
    {
        var json = Of(rack, region);
        json["version"] = region.Version;
        json["service_set"] = new JArray(RackServices.Select(name =>
            new JObject { ["name"] = name, ["status"] = "running", ["status_info"] = "" }));
        return json;
    }

    private static void AddTests(JObject json, string key, ScriptStatus? status)
    {
        json[key] = status is { } known ? (int)known : -1;
        json[key + "_name"] = status?.ToString() ?? "Unknown";
    }
}
