using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary><c>package-repositories/</c> and <c>package-repositories/{id}/</c>.</summary>
internal static class RepositoryHandlers
{
    private static readonly string[] Components = ["restricted", "universe", "multiverse"];
    private static readonly string[] Pockets = ["updates", "security", "backports"];
    private static readonly string[] Arches = ["amd64", "i386", "armhf", "arm64", "ppc64el", "s390x"];

    public static void Map(Router router)
    {
        router.Map("package-repositories/")
            .Get(call => MaasReply.Json(new JArray(call.Region.Repositories.Values.Select(repository => repository.Json()))))
            .On("POST", null, Create, admin: true);
        router.Map("package-repositories/{id}/")
            .Get(call => MaasReply.Json(Find(call).Json()))
            .On("PUT", null, Update, admin: true)
            .On("DELETE", null, Delete, admin: true);
    }

    private static PackageRepository Find(MaasCall call) =>
        call.Region.Repositories.Values.FirstOrDefault(repository => repository.Id == call.PathId("id") || repository.Name == call.Path("id"))
        ?? throw MaasError.NotFound("PackageRepository");

    private static MaasReply Create(MaasCall call)
    {
        var repository = new PackageRepository { Id = 0, Name = call.Form.RequiredText("name"), Url = call.Form.RequiredText("url") };
        Check(call, repository, isNew: true);
        var added = new PackageRepository { Id = call.Region.NextId("repository"), Name = repository.Name, Url = repository.Url, DisableSources = false };
        Fill(call.Form, added);
        call.Region.Repositories.Add(added.Id, added);
        return MaasReply.Json(added.Json());
    }

    private static MaasReply Update(MaasCall call)
    {
        var repository = Find(call);
        Check(call, repository, isNew: false);
        Fill(call.Form, repository);
        return MaasReply.Json(repository.Json());
    }

    private static MaasReply Delete(MaasCall call)
    {
        var repository = Find(call);
        if (repository.IsDefault) throw MaasError.BadRequest("Cannot delete default Ubuntu archives.");
        call.Region.Repositories.Remove(repository.Id);
        return MaasReply.NoContent();
    }

    private static void Check(MaasCall call, PackageRepository self, bool isNew)
    {
        var form = call.Form;
        if (form.Text("name") is { Length: > 0 } name && call.Region.Repositories.Values.Any(other => (isNew || other != self) && other.Name == name))
            form.Error("name", "Package repository with this Name already exists.");
        if (form.Text("url") is { Length: > 0 } url && !IsLocation(url)) form.Error("url", "Enter a valid repository URL or PPA location.");
        if (self.IsDefault && form.HasText("components"))
            form.Error("components", "This is a default Ubuntu repository. Please update 'disabled_components' instead.");
        if (!self.IsDefault && form.HasText("disabled_components"))
            form.Error("disabled_components", "This is a custom repository. Please update 'components' instead.");
        if (self.IsDefault && form.Flag("enabled") == false) form.Error("__all__", "Default repositories may not be disabled.");
        CheckWords(form, "disabled_components", Components);
        CheckWords(form, "disabled_pockets", Pockets);
        CheckWords(form, "arches", Arches);
        form.Check();
    }

    private static void CheckWords(Form form, string field, string[] choices)
    {
        foreach (var word in form.Words(field).Except(choices)) form.Error(field, MaasError.NotOneOf(field, word, choices));
    }

    private static bool IsLocation(string text) => text.StartsWith("ppa:", StringComparison.Ordinal)
        || (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && !text.Contains(' '));

    private static void Fill(Form form, PackageRepository repository)
    {
        if (form.HasText("name")) repository.Name = form.Text("name")!;
        if (form.HasText("url")) repository.Url = form.Text("url")!;
        repository.Distributions = Words("distributions", repository.Distributions);
        repository.DisabledPockets = Words("disabled_pockets", repository.DisabledPockets);
        repository.DisabledComponents = Words("disabled_components", repository.DisabledComponents);
        repository.Components = Words("components", repository.Components);
        repository.Arches = Words("arches", repository.Arches);
        if (form.Has("key")) repository.Key = form.Text("key")!;
        repository.Enabled = form.Flag("enabled") ?? repository.Enabled;
        repository.DisableSources = form.Flag("disable_sources") ?? repository.DisableSources;

        List<string> Words(string field, List<string> now) => form.Has(field) ? form.Words(field) : now;
    }
}
