using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>What scripts found: the old flat lists and the sets of one node; and the scripts themselves.</summary>
internal static class ResultHandlers
{
    public static void Map(Router router)
    {
        router.Map("commissioning-results/").Get(Legacy);
        router.Map("installation-results/").Get(Legacy);
        router.Map("nodes/{system_id}/results/").Get(List);
        router.Map("nodes/{system_id}/results/{set}/")
            .Get(call => MaasReply.Json(FindSet(call).Json(new Form(call.Query).Flag("include_output") ?? false)))
            .Get("download", Download);
    }

    private static Node FindNode(MaasCall call) => call.Region.FindNode(call.Path("system_id")) ?? throw MaasError.NotFound("Node");

    private static MaasReply Legacy(MaasCall call)
    {
        ScriptKind? kind = null;
        if (call.Query.Find("result_type") is { Length: > 0 } text)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                throw MaasError.BadRequest("Invalid result_type: Please enter an integer value");
            kind = (ScriptKind)number;
        }

        var ids = call.Query.All("system_id");
        var names = call.Query.All("name");
        var results = from node in call.Region.Nodes
                      where ids.Count == 0 || ids.Contains(node.SystemId)
                      from set in node.ScriptSets
                      where set.IsCurrent && (kind is null || set.Kind == kind) && set == node.CurrentSet(set.Kind)
                      from result in set.Results
                      where result.ExitStatus is not null && (names.Count == 0 || names.Contains(result.Script.Name))
                      select ResultJson.Legacy(set, result);
        return MaasReply.Json(new JArray(results));
    }

    private static MaasReply List(MaasCall call)
    {
        IEnumerable<ScriptSet> sets = FindNode(call).ScriptSets;
        if (call.Query.Find("type") is { Length: > 0 } type) sets = sets.Where(set => set.Kind == ParseKind(type));
        var output = new Form(call.Query).Flag("include_output") ?? false;
        return MaasReply.Json(new JArray(sets.Select(set => set.Json(output))));
    }

    private static ScriptSet FindSet(MaasCall call)
    {
        var node = FindNode(call);
        var set = call.Path("set") switch
        {
            "current-commissioning" => node.CurrentSet(ScriptKind.Commissioning),
            "current-testing" => node.CurrentSet(ScriptKind.Testing),
            "current-installation" => node.CurrentSet(ScriptKind.Installation),
            _ => node.ScriptSets.Find(candidate => candidate.Id == call.PathId("set")),
        };
        return set ?? throw MaasError.NotFound("ScriptSet");
    }

    private static MaasReply Download(MaasCall call)
    {
        var set = FindSet(call);
        if (call.Query.Find("filetype") is { Length: > 0 } type && type != "txt")
            throw MaasError.BadRequest($"Unknown filetype '{type}': the lab gives txt.");
        var names = call.Query.All("filters").SelectMany(value => value.Split(',')).ToList();
        var results = set.Results.Where(result => names.Count == 0 || names.Contains(result.Script.Name));
        return MaasReply.Text(string.Concat(results.Select(result => $"{new string('-', 79)}\n{result.Script.Name}\n{new string('-', 79)}\n{result.Output}\n")));
    }

    private static ScriptKind ParseKind(string type) => type switch
    {
        "commissioning" or "0" => ScriptKind.Commissioning,
        "installation" or "1" => ScriptKind.Installation,
        "testing" or "2" => ScriptKind.Testing,
        _ => throw MaasError.BadRequest($"Unknown script type '{type}'."),
    };
}
