using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Tests.Maas.Replay;

/// <summary>Compares a recorded body with the lab's: keys and kinds of values everywhere, values where neither id, time nor hardware is in them.</summary>
public sealed class AnswerComparison(IdMap ids, bool isNew = false, IReadOnlyCollection<string>? tolerated = null)
{
    // Maps whose keys are data.
    private static readonly HashSet<string> OpenMaps = new(StringComparer.Ordinal) { "sets", "parameters", "packages", "results" };

    // Recordings made first lack a key of machines, and links have theirs as the machine's state wants.
    private static readonly HashSet<string> Optional = new(StringComparer.Ordinal) { "ip_addresses", "ip_address" };

    // What depends on ids, on time, on hardware, or on what happened before.
    private static readonly HashSet<string> Volatile = new(StringComparer.Ordinal)
    {
        "id", "system_id", "resource_uri", "uuid", "fabric_id", "device_id", "link_id", "boot_source_id", "token", "email", "username", "owner", "user",
        "created", "updated", "started", "ended", "last_ping", "starttime", "endtime", "runtime", "estimated_runtime", "version", "next_uri", "prev_uri",
        "current_commissioning_result_id", "current_testing_result_id", "current_installation_result_id", "script_id", "script_revision_id",
        "vendor", "product", "firmware_version", "model", "serial", "id_path", "block_size", "numa_node", "sriov_max_vf", "hardware_uuid",
        "cpu_count", "cpu_speed", "memory", "bios_boot_method", "link_speed", "interface_speed", "link_connected", "numanode_set", "hardware_info",
        "status_message", "status_action", "power_state", "fabric", "discovered", "ip_addresses", "space", "subnet", "resource_record_count",
        "data", "output", "stdout", "count", "timeout", "title", "description", "sha256", "subarches", "capabilities", "history",
        "service_set", "for_hardware", "interface_set", "blockdevice_set", "physicalblockdevice_set", "virtualblockdevice_set", "boot_disk",
        "boot_interface", "volume_groups", "raids", "tag_names", "storage", "testing_status", "testing_status_name", "commissioning_status",
        "commissioning_status_name", "storage_test_status", "storage_test_status_name", "default_gateways", "vlans", "exit_status", "distro_series", "osystem", "hwe_kernel",
    };

    /// <summary>The differences, each with its place.</summary>
    public IReadOnlyList<string> Compare(JToken recorded, JToken found) => [.. Differences(recorded, found, "$", "", compareValues: true)];

    private IEnumerable<string> Differences(JToken recorded, JToken found, string place, string key, bool compareValues)
    {
        // MAAS writes a number of seconds, and an empty text before there is one.
        if (key is "starttime" or "endtime") return [];
        compareValues &= !Volatile.Contains(key) && tolerated?.Contains(key) != true;
        if (recorded.Type == JTokenType.Null || found.Type == JTokenType.Null)
        {
            // A null may stand for any kind of value, unless values count.
            return recorded.Type == found.Type || !compareValues || recorded is JContainer || found is JContainer ? [] : [$"{place}: {Short(recorded)} expected, {Short(found)} found"];
        }

        return (recorded, found) switch
        {
            (JObject left, JObject right) => Objects(left, right, place, key, compareValues),
            (JArray left, JArray right) => Arrays(left, right, place, key, compareValues),
            _ => Scalars(recorded, found, place, compareValues),
        };
    }

    private IEnumerable<string> Objects(JObject recorded, JObject found, string place, string key, bool compareValues)
    {
        ids.Learn(recorded, found, key, isNew && (place == "$" || key == "vlans[]"));
        if (OpenMaps.Contains(key) || (key == "params" && !compareValues) || IsByMachine(recorded)) yield break;
        foreach (var name in Names(recorded).Except(Names(found))) yield return $"{place}: {name} is missing";
        foreach (var name in Names(found).Except(Names(recorded))) yield return $"{place}: {name} is too much";
        foreach (var property in recorded.Properties().Where(property => found.ContainsKey(property.Name)))
        {
            foreach (var difference in Differences(property.Value, found[property.Name]!, place + "." + property.Name, property.Name, compareValues)) yield return difference;
        }
    }

    private static IEnumerable<string> Names(JObject value) => value.Properties().Select(property => property.Name).Where(name => !Optional.Contains(name));

    /// <summary>A map whose keys are the ids of whatever machines there are.</summary>
    private static bool IsByMachine(JObject value) =>
        value.Count > 0 && value.Properties().All(property => property.Value is JObject && property.Name.Length == 6 && property.Name.All(char.IsLetterOrDigit));

    private IEnumerable<string> Arrays(JArray recorded, JArray found, string place, string key, bool compareValues)
    {
        // Whole lists hold what happened before; the sets inside an object are its own.
        var isWhole = place == "$";
        if (recorded.All(item => item is JObject) && found.All(item => item is JObject) && Key(recorded, found) is { } by)
        {
            var others = found.Cast<JObject>().ToDictionary(item => (string)item[by]!, StringComparer.Ordinal);
            var matched = 0;
            foreach (var item in recorded.Cast<JObject>())
            {
                if (!others.TryGetValue((string)item[by]!, out var other))
                {
                    if (!isWhole && compareValues) yield return $"{place}: {item[by]} is missing";
                    continue;
                }

                matched++;
                foreach (var difference in Differences(item, other, $"{place}[{item[by]}]", key + "[]", compareValues)) yield return difference;
            }

            if (!isWhole && compareValues && matched < others.Count) yield return $"{place}: {string.Join(", ", others.Keys.Except(recorded.Select(item => (string)item[by]!)))} too much";
            if (matched > 0) yield break;
            compareValues = false;
        }

        if (recorded.Count > 0 && recorded.All(item => item is JValue))
        {
            if (compareValues && !Texts(recorded).SequenceEqual(Texts(found))) yield return $"{place}: {Short(recorded)} expected, {Short(found)} found";
            yield break;
        }

        if (compareValues && !isWhole && recorded.Count != found.Count) yield return $"{place}: {recorded.Count} items expected, {found.Count} found";
        foreach (var (left, right, index) in recorded.Zip(found, (left, right) => (left, right)).Select((pair, index) => (pair.left, pair.right, index)).Take(isWhole ? 1 : int.MaxValue))
        {
            foreach (var difference in Differences(left, right, $"{place}[{index}]", key + "[]", compareValues && !isWhole)) yield return difference;
        }
    }

    private IEnumerable<string> Texts(JArray items) => items.Select(item => ids.Text(Short(item))).OrderBy(text => text, StringComparer.Ordinal);

    /// <summary>By what the objects of two lists are told apart.</summary>
    private static string? Key(JArray recorded, JArray found) => new[] { "name", "hostname", "cidr" }.FirstOrDefault(key =>
        recorded.Count > 0 && found.Count > 0 && Distinct(recorded, key) && Distinct(found, key));

    private static bool Distinct(JArray items, string key) =>
        items.All(item => item[key] is JValue { Type: JTokenType.String }) && items.Select(item => (string)item[key]!).Distinct().Count() == items.Count;

    private IEnumerable<string> Scalars(JToken recorded, JToken found, string place, bool compareValues)
    {
        if (Kind(recorded) != Kind(found)) return [$"{place}: {Kind(recorded)} expected, {Kind(found)} found"];
        return !compareValues || ids.Text(Short(recorded)) == ids.Text(Short(found)) ? [] : [$"{place}: {Short(recorded)} expected, {Short(found)} found"];
    }

    private static string Short(JToken token) => token switch
    {
        JValue { Value: double number } => number.ToString("R", CultureInfo.InvariantCulture),
        JValue { Value: { } value } => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        JValue => "null",
        _ => token.ToString(Newtonsoft.Json.Formatting.None),
    };

    private static string Kind(JToken token) => token.Type is JTokenType.Integer or JTokenType.Float ? "Number"
        : token.Type is JTokenType.Date or JTokenType.Guid or JTokenType.Uri ? "String" : token.Type.ToString();
}
