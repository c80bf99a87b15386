using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.Http;

/// <summary>Reads Redfish resources as they come: properties may be missing, null, or of another type than the schema says.</summary>
internal static class Json
{
    public static JObject Object(JObject? parent, string name) => parent?[name] as JObject ?? [];

    public static string? Text(JObject? parent, string name) =>
        parent?[name] is JValue { Value: string text } && text.Trim().Length > 0 ? text.Trim() : null;

    /// <summary>Where a property with a reference leads.</summary>
    public static string? Link(JObject? parent, string name) => Text(parent?[name] as JObject, "@odata.id");

    /// <summary>Where a list of references leads.</summary>
    public static IReadOnlyList<string> Links(JObject? parent, string name) =>
        [.. (parent?[name] as JArray ?? []).OfType<JObject>().Select(member => Text(member, "@odata.id")).OfType<string>()];

    /// <summary>A list of texts; null where there is none, which is not the same as an empty one.</summary>
    public static IReadOnlyList<string>? Texts(JObject? parent, string name) =>
        parent?[name] is JArray list ? [.. list.OfType<JValue>().Select(value => value.Value as string).OfType<string>()] : null;
}
