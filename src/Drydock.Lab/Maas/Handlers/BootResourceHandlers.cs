using System.Globalization;
using System.Linq;
using System.Text;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary><c>boot-resources/</c>: the images that the region has, their import and upload.</summary>
internal static class BootResourceHandlers
{
    private static readonly string[] FileTypes = ["tgz", "tbz", "txz", "ddtgz", "ddtbz", "ddtxz", "ddtar", "ddbz2", "ddgz", "ddxz", "ddraw"];

    public static void Map(Router router)
    {
        router.Map("boot-resources/")
            .Get(List)
            .On("POST", null, Upload, admin: true)
            .Get("is_importing", call => MaasReply.Json(new JValue(call.Life.Importer.IsImporting)))
            .On("POST", "import", Import, admin: true)
            .On("POST", "stop_import", Stop, admin: true);
        router.Map("boot-resources/{id}/")
            .Get(call => MaasReply.Json(Find(call).DetailedJson()))
            .On("DELETE", null, Delete, admin: true);
    }

    private static BootResource Find(MaasCall call) =>
        call.Region.BootResources.Find(candidate => candidate.Id == call.PathId("id")) ?? throw MaasError.NotFound("BootResource");

    private static MaasReply List(MaasCall call)
    {
        var type = call.Query.Find("type") ?? "all";
        if (type is not ("all" or "synced" or "uploaded"))
            throw MaasError.BadRequest($"'{type}' is not a valid boot resource type, available types: all, synced, uploaded");
        return MaasReply.Json(new JArray(call.Region.BootResources
            .Where(image => type == "all" || image.Type == CultureInfo.InvariantCulture.TextInfo.ToTitleCase(type)).Select(image => image.Json())));
    }

    private static MaasReply Import(MaasCall call)
    {
        if (call.Life.Importer.Start() is { } later) call.AfterCommit.Add(later);
        return MaasReply.Text("Import of boot resources started");
    }

    private static MaasReply Stop(MaasCall call)
    {
        call.Life.Importer.Stop();
        return MaasReply.Text("Import of boot resources is being stopped");
    }

    private static MaasReply Upload(MaasCall call)
    {
        var form = call.Form;
        var name = form.RequiredText("name");
        var architecture = form.RequiredText("architecture");
        form.Choice("filetype", FileTypes);
        if (form.Text("content") is not { } content) throw MaasError.BadRequest("The lab takes an image's content with the request that makes it.");
        var bytes = Encoding.UTF8.GetBytes(content);
        var digest = ImageJson.Digest(bytes);
        if (form.HasText("sha256") && form.Text("sha256") != digest)
            form.Error("sha256", $"SHA256 doesn't match, expected '{form.Text("sha256")}' got '{digest}'.");
        form.Check();
        call.Region.BootResources.RemoveAll(image => image.Type == "Uploaded" && image.Name == name && image.Architecture == architecture);
        var uploaded = new BootResource
        {
            Id = call.Region.NextId("bootresource"),
            Name = name,
            Architecture = architecture,
            Type = "Uploaded",
            Created = call.Region.Clock.UtcNow,
            Title = form.Text("title") ?? "",
            Digest = digest,
            Size = bytes.Length,
            Progress = 100,
        };
        call.Region.BootResources.Add(uploaded);
        return MaasReply.Created(uploaded.DetailedJson());
    }

    private static MaasReply Delete(MaasCall call)
    {
        call.Region.BootResources.Remove(Find(call));
        return MaasReply.NoContent();
    }
}
