using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Tests.Maas.Replay;

/// <summary>Which of the lab's ids stand for those of the recordings. Learned from answers: what has the same place is the same.</summary>
public sealed class IdMap
{
    private const int Nowhere = 900_000;

    private static readonly Regex Segment = new(
        "(?<=^|/)(?<kind>machines|nodes|rackcontrollers|interfaces|blockdevices|partition|volume-groups?|raids?|fabrics|subnets|ipranges|static-routes|domains|"
        + "package-repositories|boot-resources|sshkeys|results)/(?<id>[a-z0-9]+)(?=/|$)|^(?<kind>vlans)/(?<id>\\d+)(?=/|$)", RegexOptions.CultureInvariant);

    private static readonly Dictionary<string, string> Parameters = new(StringComparer.Ordinal)
    {
        ["parents"] = "interfaces", ["parent"] = "interfaces", ["relay_vlan"] = "vlans", ["subnet"] = "subnets", ["source"] = "subnets",
        ["destination"] = "subnets", ["block_devices"] = "blockdevices", ["partitions"] = "partition", ["root_device"] = "blockdevices",
        ["vlan"] = "vlans", ["add"] = "nodes", ["remove"] = "nodes", ["system_id"] = "nodes", ["primary_rack"] = "nodes", ["link_id"] = "links",
    };

    private readonly Dictionary<(string Kind, string Id), string> _ids = [];

    /// <summary>A path with the lab's ids.</summary>
    public string Path(string path) => Segment.Replace(path, match =>
        match.Value.Substring(0, match.Groups["id"].Index - match.Index) + Find(match.Groups["kind"].Value, match.Groups["id"].Value));

    /// <summary>A parameter's value with the lab's ids.</summary>
    public string Parameter(string name, string value, string? op)
    {
        var kind = name == "id" ? op switch
        {
            "unlink_subnet" => "links",
            "delete_logical_volume" => "blockdevices",
            _ => "nodes",
        }
        : Parameters.TryGetValue(name, out var known) ? known : null;
        return kind is null ? value : Find(kind, value);
    }

    /// <summary>Takes two objects for the same.</summary>
    public void Learn(JObject recorded, JObject found, string place)
    {
        if (recorded["resource_uri"] is JValue { Type: JTokenType.String } left && found["resource_uri"] is JValue { Type: JTokenType.String } right)
        {
            var (from, to) = (Segments(left), Segments(right));
            for (var i = 0; i < Math.Min(from.Count, to.Count); i++) Bind(from[i].Kind, from[i].Id, to[i].Id);
        }
        else if (recorded["id"] is JValue { Type: JTokenType.Integer } id && found["id"] is JValue { Type: JTokenType.Integer } other)
        {
            if (place == "links") Bind("links", id.ToString(CultureInfo.InvariantCulture), other.ToString(CultureInfo.InvariantCulture));
            if (place == "volume_groups") Bind("volume-group", id.ToString(CultureInfo.InvariantCulture), other.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Binds one id.</summary>
    public void Bind(string kind, string recorded, string found) => _ids[(Kind(kind), recorded)] = found;

    /// <summary>A text with the recorded system ids replaced, as error texts quote them.</summary>
    public string Text(string text)
    {
        foreach (var pair in _ids)
        {
            if (pair.Key.Kind == "nodes") text = text.Replace(pair.Key.Id, pair.Value, StringComparison.Ordinal);
        }

        return text;
    }

    private static List<(string Kind, string Id)> Segments(JValue uri)
    {
        var path = ((string)uri!).Replace("/MAAS/api/2.0/", "", StringComparison.Ordinal);
        var found = new List<(string, string)>();
        foreach (Match match in Segment.Matches(path)) found.Add((match.Groups["kind"].Value, match.Groups["id"].Value));
        return found;
    }

    private static string Kind(string kind) => kind switch
    {
        "machines" or "rackcontrollers" => "nodes",
        "volume-groups" => "volume-group",
        "raids" => "raid",
        _ => kind,
    };

    // An object that the lab does not have must not be taken for another one by its number.
    private string Find(string kind, string id) => _ids.TryGetValue((Kind(kind), id), out var found) ? found
        : Kind(kind) is not ("nodes" or "boot-resources" or "package-repositories" or "results") && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 10_000
            ? (Nowhere + number).ToString(CultureInfo.InvariantCulture) : id;
}
