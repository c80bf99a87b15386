using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary><c>scripts/</c> and <c>scripts/{name}</c>, the latter without a slash at its end (maasserver/api/scripts.py).</summary>
internal static class ScriptHandlers
{
    public static void Map(Router router)
    {
        router.Map("scripts/")
            .Get(List)
            .On("POST", null, Create, admin: true);
        router.Map("scripts/{name}")
            .Get(call => MaasReply.Json(Find(call).Json(IncludesContent(call))))
            .Get("download", Download)
            .On("PUT", null, call => MaasReply.Json(ScriptForm.Update(call, Find(call)).Json(false)), admin: true)
            .On("DELETE", null, Delete, admin: true)
            .On("POST", "add_tag", call => Tag(call, adds: true), admin: true)
            .On("POST", "remove_tag", call => Tag(call, adds: false), admin: true);
    }

    private static NodeScript Find(MaasCall call) =>
        call.Region.Scripts.Find(script => script.Name == call.Path("name") || script.Id == call.PathId("name")) ?? throw MaasError.NotFound("Script");

    private static MaasReply List(MaasCall call)
    {
        var scripts = call.Region.Scripts.AsEnumerable();
        if (call.Query.Find("type") is { Length: > 0 } type) scripts = scripts.Where(script => script.Kind == ScriptForm.ParseKind(type));
        var words = call.Query.All("filters").SelectMany(value => value.Split(',')).Where(word => word.Length > 0).ToList();
        if (words.Count > 0) scripts = scripts.Where(script => words.Exists(script.Answers));
        return MaasReply.Json(new JArray(scripts.OrderBy(script => script.Id).Select(script => script.Json(IncludesContent(call)))));
    }

    private static MaasReply Create(MaasCall call)
    {
        var script = ScriptForm.Create(call);
        call.Region.Scripts.Add(script);
        return MaasReply.Json(script.Json(false));
    }

    private static MaasReply Download(MaasCall call)
    {
        var script = Find(call);
        if (call.Query.Find("revision") is not { Length: > 0 } revision) return MaasReply.Text(script.Content);
        var version = script.History.Find(entry => entry.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) == revision)
            ?? throw MaasError.NotFound("VersionedTextFile");
        return MaasReply.Text(version.Content);
    }

    private static MaasReply Delete(MaasCall call)
    {
        var script = Find(call);
        if (script.IsDefault) throw MaasError.BadRequest("Unable to delete default script");
        call.Region.Scripts.Remove(script);
        return MaasReply.NoContent();
    }

    private static MaasReply Tag(MaasCall call, bool adds)
    {
        var script = Find(call);
        var tag = call.Body.Find("tag") ?? throw MaasError.BadRequest("No provided tag!");
        if (tag.Contains(",")) throw MaasError.BadRequest("Tag may not contain a \",\".");
        if (!adds) script.Tags.Remove(tag);
        else if (!script.Tags.Contains(tag)) script.Tags.Add(tag);
        return MaasReply.Json(script.Json(false));
    }

    private static bool IncludesContent(MaasCall call) => new Form(call.Query).Flag("include_script") ?? false;
}
