using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary><c>boot-resources/</c>: the images that the region has.</summary>
internal static class BootResourceHandlers
{
    private static readonly string[] Files = ["boot-kernel", "boot-initrd", "squashfs"];

    public static void Map(Router router)
    {
        router.Map("boot-resources/")
            .Get(List)
            .Get("is_importing", _ => MaasReply.Json(new JValue(false)))
            .On("POST", "import", _ => MaasReply.Text("Import of boot resources started"), admin: true)
            .On("POST", "stop_import", _ => MaasReply.Text("Import of boot resources is being stopped"), admin: true);
        router.Map("boot-resources/{id}/").Get(Get);
    }

    private static MaasReply List(MaasCall call)
    {
        var type = call.Query.Find("type") ?? "all";
        if (type is not ("all" or "synced" or "uploaded"))
            throw MaasError.BadRequest($"'{type}' is not a valid boot resource type, available types: all, synced, uploaded");
        return MaasReply.Json(type == "uploaded" ? [] : new JArray(call.Region.BootResources.Select(image => image.Json())));
    }

    private static MaasReply Get(MaasCall call)
    {
        var image = call.Region.BootResources.Find(candidate => candidate.Id == call.PathId("id")) ?? throw MaasError.NotFound("BootResource");
        var json = image.Json();
        json["sets"] = new JObject
        {
            ["20240101"] = new JObject
            {
                ["version"] = "20240101",
                ["label"] = "stable",
                ["size"] = 1500,
                ["complete"] = true,
                ["files"] = new JObject(Files.Select(name => new JProperty(name, new JObject
                {
                    ["filename"] = name,
                    ["filetype"] = name,
                    ["sha256"] = Digest(image, name),
                    ["size"] = 500,
                    ["complete"] = true,
                }))),
            },
        };
        return MaasReply.Json(json);
    }

    private static string Digest(BootResource image, string file)
    {
        using var hash = System.Security.Cryptography.SHA256.Create();
        var bytes = hash.ComputeHash(System.Text.Encoding.UTF8.GetBytes(image.Name + image.Kernel + file));
        return string.Concat(bytes.Select(value => value.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
