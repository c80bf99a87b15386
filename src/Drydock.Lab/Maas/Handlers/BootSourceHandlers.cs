using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Life;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary><c>boot-sources/</c> and the selections of each: what an import brings (maasserver/api/boot_sources.py).</summary>
internal static class BootSourceHandlers
{
    public static void Map(Router router)
    {
        router.Map("boot-sources/")
            .Get(call => MaasReply.Json(new JArray(call.Region.BootSources.Values.Select(source => source.Json()))))
            .On("POST", null, Create, admin: true);
        router.Map("boot-sources/{id}/")
            .Get(call => MaasReply.Json(Find(call).Json()))
            .On("PUT", null, Update, admin: true)
            .On("DELETE", null, Delete, admin: true);
        router.Map("boot-sources/{id}/selections/")
            .Get(call => MaasReply.Json(new JArray(Find(call).Selections.Select(selection => selection.Json(Find(call))))))
            .On("POST", null, Select, admin: true);
        router.Map("boot-sources/{id}/selections/{selection}/")
            .Get(call => MaasReply.Json(FindSelection(call).Json(Find(call))))
            .On("PUT", null, Reselect, admin: true)
            .On("DELETE", null, Deselect, admin: true);
    }

    private static BootSource Find(MaasCall call) =>
        call.Region.BootSources.TryGetValue(call.PathId("id"), out var source) ? source : throw MaasError.NotFound("BootSource");

    private static BootSourceSelection FindSelection(MaasCall call) =>
        Find(call).Selections.Find(selection => selection.Id == call.PathId("selection")) ?? throw MaasError.NotFound("BootSourceSelection");

    private static MaasReply Create(MaasCall call)
    {
        var form = call.Form;
        var url = form.RequiredText("url");
        if (call.Region.BootSources.Values.Any(source => source.Url == url)) form.Error("url", "Boot source with this Url already exists.");
        if (!form.HasText("keyring_filename") && !form.HasText("keyring_data"))
            form.Error("__all__", "One of keyring_data or keyring_filename must be specified.");
        form.Check();
        var made = new BootSource { Id = call.Region.NextId("bootsource"), Url = url, Created = call.Region.Clock.UtcNow };
        Apply(form, made);
        call.Region.BootSources.Add(made.Id, made);
        return MaasReply.Created(made.Json());
    }

    private static MaasReply Update(MaasCall call)
    {
        var source = Find(call);
        if (call.Form.HasText("url")) source.Url = call.Form.Text("url")!;
        Apply(call.Form, source);
        return MaasReply.Json(source.Json());
    }

    private static void Apply(Form form, BootSource source)
    {
        source.KeyringFilename = form.Text("keyring_filename") ?? source.KeyringFilename;
        source.KeyringData = form.Text("keyring_data") ?? source.KeyringData;
    }

    private static MaasReply Delete(MaasCall call)
    {
        call.Region.BootSources.Remove(Find(call).Id);
        return MaasReply.NoContent();
    }

    private static MaasReply Select(MaasCall call)
    {
        var source = Find(call);
        var os = call.Form.Text("os") is { Length: > 0 } given ? given : "ubuntu";
        var release = call.Form.RequiredText("release");
        call.Form.Check();
        if (source.Selections.Exists(other => other.Os == os && other.Release == release))
            throw MaasError.Field("__all__", "Boot source selection with this Boot source, Os and Release already exists.");
        var made = new BootSourceSelection { Id = call.Region.NextId("bootselection"), Os = os, Release = release };
        Apply(call.Form, made);
        source.Selections.Add(made);
        return MaasReply.Json(made.Json(source));
    }

    private static MaasReply Reselect(MaasCall call)
    {
        var selection = FindSelection(call);
        if (call.Form.HasText("os")) selection.Os = call.Form.Text("os")!;
        if (call.Form.HasText("release")) selection.Release = call.Form.Text("release")!;
        Apply(call.Form, selection);
        return MaasReply.Json(selection.Json(Find(call)));
    }

    private static void Apply(Form form, BootSourceSelection selection)
    {
        if (form.HasText("arches")) selection.Arches = form.Words("arches");
        if (form.HasText("subarches")) selection.Subarches = form.Words("subarches");
        if (form.HasText("labels")) selection.Labels = form.Words("labels");
        if (!ImageCatalogue.Offers(selection.Os, selection.Release))
            form.Error("os", $"OS {selection.Os} with release {selection.Release} has no available images for download");
        else if (!ImageCatalogue.OffersArches(selection.Arches))
            form.Error("arches", $"No available images to download for [{string.Join(", ", selection.Arches.Select(arch => $"'{arch}'"))}]");
        form.Check();
    }

    private static MaasReply Deselect(MaasCall call)
    {
        Find(call).Selections.Remove(FindSelection(call));
        return MaasReply.NoContent();
    }
}
