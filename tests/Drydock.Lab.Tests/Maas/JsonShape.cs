using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Tests.Maas;

/// <summary>Compares what JSON is made of: keys and kinds of values, not the values.</summary>
public static class JsonShape
{
    // Maps whose keys are data.
    private static readonly HashSet<string> OpenMaps =
        new(StringComparer.Ordinal) { "params", "owner_data", "workload_annotations", "sets", "parameters", "packages" };

    /// <summary>The differences, each with its place; empty where the shapes agree. A null agrees with anything.</summary>
    public static IReadOnlyList<string> Differences(JToken expected, JToken actual, string place = "$")
    {
        if (expected.Type == JTokenType.Null || actual.Type == JTokenType.Null) return [];
        return (expected, actual) switch
        {
            (JObject left, JObject right) => Objects(left, right, place),
            (JArray left, JArray right) => left.Count == 0 || right.Count == 0 ? [] : Differences(left[0], right[0], place + "[0]"),
            _ => Kind(expected) == Kind(actual) ? [] : [$"{place}: {Kind(expected)} expected, {Kind(actual)} found"],
        };
    }

    private static List<string> Objects(JObject expected, JObject actual, string place)
    {
        var names = expected.Properties().Select(property => property.Name).ToList();
        var found = actual.Properties().Select(property => property.Name).ToList();
        return
        [
            .. names.Except(found).Select(name => $"{place}: {name} is missing"),
            .. found.Except(names).Select(name => $"{place}: {name} is too much"),
            .. names.Intersect(found).Where(name => !OpenMaps.Contains(name)).SelectMany(name => Differences(expected[name]!, actual[name]!, place + "." + name)),
        ];
    }

    private static string Kind(JToken token) => token.Type is JTokenType.Integer or JTokenType.Float ? "Number"
        : token.Type is JTokenType.Date or JTokenType.Guid or JTokenType.Uri ? "String" : token.Type.ToString();
}
