using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
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

    private static readonly Dictionary<string, string[]> Parameters = new(StringComparer.Ordinal)
    {
        ["interfaces"] = ["parents", "parent"],
        ["vlans"] = ["vlan", "relay_vlan"],
        ["subnets"] = ["subnet", "source", "destination"],
        ["blockdevices"] = ["block_devices", "root_device"],
        ["partition"] = ["partitions"],
        ["nodes"] = ["add", "remove", "system_id", "primary_rack"],
        ["links"] = ["link_id"],
    };

    private static readonly Regex Ids = new(@"(?<=')\d+(?=')|(?<=/)\d+(?=/)|(?<=choice\. )\d+(?= is)", RegexOptions.CultureInvariant);

    private readonly Dictionary<(string Kind, string Id), string> _ids = [];

    /// <summary>A path with the lab's ids.</summary>
    public string Path(string path) => Segment.Replace(path, match =>
        match.Groups["kind"].Value + "/" + Find(match.Groups["kind"].Value, match.Groups["id"].Value));

    /// <summary>A parameter's value with the lab's ids.</summary>
    public string Parameter(string name, string value, string? op)
    {
        var kind = name == "id" ? op switch
        {
            "unlink_subnet" => "links",
            "delete_logical_volume" => "blockdevices",
            _ => "nodes",
        }
        : Parameters.FirstOrDefault(pair => pair.Value.Contains(name)).Key;
        return kind is null ? value : Find(kind, value);
    }

    /// <summary>Takes two objects for the same.</summary>
    public void Learn(JObject recorded, JObject found, string place, bool anew)
    {
        if (recorded["resource_uri"] is JValue { Type: JTokenType.String } left && found["resource_uri"] is JValue { Type: JTokenType.String } right)
        {
            var (from, to) = (Segments(left), Segments(right));
            for (var i = 0; i < Math.Min(from.Count, to.Count); i++) Note(from[i].Kind, from[i].Id, to[i].Id, anew);
        }
        else if (recorded["id"] is JValue { Type: JTokenType.Integer } id && found["id"] is JValue { Type: JTokenType.Integer } other)
        {
            if (place == "links[]") Note("links", id.ToString(CultureInfo.InvariantCulture), other.ToString(CultureInfo.InvariantCulture), anew);
            if (place == "volume_groups[]") Note("volume-group", id.ToString(CultureInfo.InvariantCulture), other.ToString(CultureInfo.InvariantCulture), anew);
        }
    }

    /// <summary>What was made now gets its id anew; else the first that was learned stays.</summary>
    private void Note(string kind, string recorded, string found, bool anew)
    {
        if (anew || !_ids.ContainsKey((Kind(kind), recorded))) Bind(kind, recorded, found);
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

        // Texts that list ids, such as those of links, tell nothing else.
        return Ids.Replace(text, "…");
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
