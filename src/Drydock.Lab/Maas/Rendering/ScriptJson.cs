using System;
using System.Linq;
using System.Text;
using Drydock.Lab.Maas.Model;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Rendering;

/// <summary>Scripts as MAAS's JSON.</summary>
internal static class ScriptJson
{
    private static readonly string[] Hardware = ["Node", "CPU", "Memory", "Storage", "Network", "GPU"];

    private static readonly string[] Parallel =
        ["Disabled", "Run along other instances of this script", "Run along any other script."];

    public static JObject Json(this NodeScript script, bool includeContent) => new()
    {
        ["id"] = script.Id,
        ["name"] = script.Name,
        ["title"] = script.Title,
        ["description"] = script.Description,
        ["tags"] = new JArray(script.Tags),
        ["hardware_type"] = script.Hardware,
        ["hardware_type_name"] = Hardware[script.Hardware],
        ["parallel"] = script.Parallel,
        ["parallel_name"] = Parallel[script.Parallel],
        ["results"] = script.Results.DeepClone(),
        ["parameters"] = script.Parameters.DeepClone(),
        ["packages"] = script.Packages.DeepClone(),
        ["timeout"] = script.Timeout.ToString(@"h\:mm\:ss", System.Globalization.CultureInfo.InvariantCulture),
        ["destructive"] = script.Destructive,
        ["default"] = script.IsDefault,
        ["for_hardware"] = new JArray(script.ForHardware),
        ["may_reboot"] = script.MayReboot,
        ["recommission"] = script.Recommission,
        ["apply_configured_networking"] = script.ApplyConfiguredNetworking,
        ["history"] = new JArray(script.History.Select(version => Json(version, includeContent))),
        ["type"] = (int)script.Kind,
        ["type_name"] = script.Kind == ScriptKind.Commissioning ? "Commissioning script" : "Testing script",
        ["resource_uri"] = Uris.Of($"scripts/{script.Name}"),
    };

    private static JObject Json(ScriptVersion version, bool includeContent)
    {
        var json = new JObject { ["id"] = version.Id, ["comment"] = version.Comment, ["created"] = SiteJson.Mail(version.Created) };
        if (includeContent) json["data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(version.Content));
        return json;
    }
}
