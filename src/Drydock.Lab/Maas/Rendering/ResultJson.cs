using System;
using System.Linq;
using System.Text;
using Drydock.Lab.Maas.Model;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Rendering;

/// <summary>Results of scripts as MAAS's JSON, in the old and the new form.</summary>
internal static class ResultJson
{
    /// <summary>The form of <c>commissioning-results/</c>.</summary>
    public static JObject Legacy(ScriptSet set, ScriptResult result) => new()
    {
        ["created"] = SiteJson.Stamp(result.Created),
        ["updated"] = SiteJson.Stamp(result.Updated),
        ["id"] = result.Id,
        ["name"] = result.Script.Name,
        ["script_result"] = result.ExitStatus,
        ["result_type"] = (int)set.Kind,
        ["node"] = new JObject { ["system_id"] = set.Node.SystemId },
        ["data"] = Base64(result.Output),
        ["resource_uri"] = Uris.Of($"commissioning-scripts/"),
    };

    /// <summary>The form of <c>nodes/{id}/results/</c>.</summary>
    public static JObject Json(this ScriptSet set, bool includeOutput) => new()
    {
        ["id"] = set.Id,
        ["system_id"] = set.Node.SystemId,
        ["type"] = (int)set.Kind,
        ["type_name"] = set.Kind.ToString(),
        ["status"] = (int)set.Status,
        ["status_name"] = set.Status.ToString(),
        ["started"] = SiteJson.Mail(set.Started),
        ["ended"] = SiteJson.Mail(set.Ended),
        ["last_ping"] = SiteJson.Mail(set.Ended ?? set.Started),
        ["runtime"] = set.Ended - set.Started is { } time ? Runtime(time) : "",
        ["results"] = new JArray(set.Results.Select(result => Json(set, result, includeOutput))),
        ["resource_uri"] = Uris.Of($"nodes/{set.Node.SystemId}/results/{set.Id}/"),
    };

    private static JObject Json(ScriptSet set, ScriptResult result, bool includeOutput)
    {
        var ended = result.ExitStatus is null ? (DateTimeOffset?)null : result.Updated;
        var json = new JObject
        {
            ["id"] = result.Id,
            ["created"] = SiteJson.Mail(result.Created),
            ["updated"] = SiteJson.Mail(result.Updated),
            ["name"] = result.Script.Name,
            ["status"] = (int)result.Status,
            ["status_name"] = result.Status.ToString(),
            ["exit_status"] = result.ExitStatus,
            ["started"] = SiteJson.Mail(set.Started),
            ["ended"] = SiteJson.Mail(ended),
            ["runtime"] = ended - set.Started is { } time ? Runtime(time) : "",
            ["starttime"] = Seconds(set.Started),
            ["endtime"] = Seconds(ended),
            ["estimated_runtime"] = "0:00:10",
            ["parameters"] = result.Parameters.DeepClone(),
            ["script_id"] = result.Script.Id,
            ["script_revision_id"] = result.Script.Id,
            ["suppressed"] = false,
        };
        if (!includeOutput) return json;
        json["output"] = Base64(result.Output);
        json["stdout"] = Base64(result.Output);
        json["stderr"] = "";
        json["result"] = "";
        return json;
    }

    private static string Runtime(TimeSpan time) => time.ToString(@"h\:mm\:ss", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Seconds since 1970; MAAS writes an empty text for none.</summary>
    private static JToken Seconds(DateTimeOffset? time) => time is { } known ? known.ToUnixTimeMilliseconds() / 1000.0 : "";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
