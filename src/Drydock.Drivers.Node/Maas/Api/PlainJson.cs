using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Api;

/// <summary>JSON as plain objects, for those that know no JSON library.</summary>
public static class PlainJson
{
    /// <summary>The plain form: dictionaries in the JSON's order, lists, texts, numbers, booleans, null.</summary>
    /// <param name="token">The JSON.</param>
    public static object? Of(JToken token) => token switch
    {
        JObject map => Map(map),
        JArray list => list.Select(Of).ToList(),
        JValue value => value.Value,
        _ => token.ToString(),
    };

    private static Dictionary<string, object?> Map(JObject map)
    {
        // Without removals a dictionary lists its entries in the order in which they came.
        var plain = new Dictionary<string, object?>(map.Count);
        foreach (var property in map.Properties()) plain[property.Name] = Of(property.Value);
        return plain;
    }
}
