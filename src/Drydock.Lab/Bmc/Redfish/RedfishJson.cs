using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Bmc.Redfish;

/// <summary>Shapes that all resources share (DSP0266, 9).</summary>
internal static class RedfishJson
{
    /// <summary>A resource; its Id is the last part of its path.</summary>
    public static JObject Resource(string path, string type, string name, JObject rest)
    {
        var resource = new JObject
        {
            ["@odata.id"] = path,
            ["@odata.type"] = type,
            ["Id"] = path.Substring(path.LastIndexOf('/') + 1),
            ["Name"] = name,
        };
        resource.Merge(rest);
        return resource;
    }

    /// <summary>A collection of references.</summary>
    public static JObject Collection(string path, string kind, IEnumerable<string> members)
    {
        var links = Links(members);
        return new JObject
        {
            ["@odata.id"] = path,
            ["@odata.type"] = $"#{kind}Collection.{kind}Collection",
            ["Name"] = kind + " Collection",
            ["Members@odata.count"] = links.Count,
            ["Members"] = links,
        };
    }

    public static JObject Link(string path) => new() { ["@odata.id"] = path };

    public static JArray Links(IEnumerable<string> paths) => new(paths.Select(Link).ToArray<object>());

    public static JArray Texts(IEnumerable<string> texts) => new(texts.Cast<object>().ToArray());

    public static JObject Healthy() => new() { ["State"] = "Enabled", ["Health"] = "OK" };

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
