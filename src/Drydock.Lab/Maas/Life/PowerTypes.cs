using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Lab.Maas.Model;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Life;

/// <summary>The power drivers of rack controllers: which parameters each has (provisioningserver/drivers/power).</summary>
internal static class PowerTypes
{
    private static readonly Dictionary<string, (string[] Required, Dictionary<string, string> Defaults)> Types = new(StringComparer.Ordinal)
    {
        ["manual"] = ([], []),
        ["ipmi"] = (["power_address"], new()
        {
            ["power_driver"] = "LAN_2_0",
            ["power_boot_type"] = "auto",
            ["power_user"] = "",
            ["power_pass"] = "",
            ["k_g"] = "",
            ["cipher_suite_id"] = "3",
            ["privilege_level"] = "OPERATOR",
            ["workaround_flags"] = "opensesspriv",
            ["mac_address"] = "",
        }),
        ["redfish"] = (["power_address", "power_user", "power_pass"], new() { ["node_id"] = "" }),
        ["virsh"] = (["power_address", "power_id"], new() { ["power_pass"] = "" }),
        ["lxd"] = (["power_address", "instance_name"], new() { ["project"] = "default" }),
        ["webhook"] = (["power_on_uri", "power_off_uri", "power_query_uri"], []),
    };

    public static bool IsKnown(string type) => Types.ContainsKey(type);

    public static bool IsMissingRequired(string type, IEnumerable<string> given) => Types[type].Required.Except(given).Any();

    /// <summary>Chassis that several machines share; of other types an address belongs to one machine.</summary>
    public static bool IsShared(string type) => type is "virsh" or "lxd" or "manual";

    public static void SetDefaults(Node node)
    {
        foreach (var pair in Types[node.PowerType].Defaults.Where(pair => !node.PowerParameters.ContainsKey(pair.Key)))
            node.PowerParameters[pair.Key] = pair.Value;
    }

    public static JObject Json(Node node)
    {
        var json = new JObject(node.PowerParameters.Select(pair => new JProperty(pair.Key, pair.Value)));
        if (json["workaround_flags"] is { } flags)
            json["workaround_flags"] = new JArray(((string?)flags ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries));
        return json;
    }
}
