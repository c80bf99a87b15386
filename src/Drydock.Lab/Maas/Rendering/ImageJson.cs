using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Drydock.Lab.Maas.Model;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Rendering;

/// <summary>Images and their sources as MAAS's JSON.</summary>
internal static class ImageJson
{
    private static readonly string[] SyncedFiles = ["boot-kernel", "boot-initrd", "squashfs"];
    private static readonly string[] UploadedFiles = ["root-tgz"];

    public static JObject Json(this BootResource image)
    {
        var json = new JObject
        {
            ["id"] = image.Id,
            ["type"] = image.Type,
            ["name"] = image.Name,
            ["architecture"] = image.Architecture,
            ["resource_uri"] = Uris.Of($"boot-resources/{image.Id}/"),
            ["last_deployed"] = null,
            ["platform"] = "generic",
            ["subarches"] = "generic" + (image.Kernel is { } kernel ? "," + kernel : ""),
            ["supported_platforms"] = "generic",
        };
        if (image.Title.Length > 0) json["title"] = image.Title;
        return json;
    }

    /// <summary>One image with the versions of its content; files that are not whole tell how much is there.</summary>
    public static JObject DetailedJson(this BootResource image)
    {
        var files = image.Type == "Synced" ? SyncedFiles : UploadedFiles;
        var version = image.Created.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var json = image.Json();
        json["sets"] = new JObject
        {
            [version] = new JObject
            {
                ["version"] = version,
                ["label"] = image.Type == "Synced" ? "stable" : "uploaded",
                ["size"] = image.Size * files.Length,
                ["complete"] = image.IsComplete,
                ["files"] = new JObject(files.Select(name => new JProperty(name, File(image, name)))),
            },
        };
        return json;
    }

    public static JObject Json(this BootSource source) => new()
    {
        ["id"] = source.Id,
        ["url"] = source.Url,
        ["keyring_filename"] = source.KeyringFilename,
        ["keyring_data"] = source.KeyringData,
        ["created"] = SiteJson.Stamp(source.Created),
        ["updated"] = SiteJson.Stamp(source.Created),
        ["resource_uri"] = Uris.Of($"boot-sources/{source.Id}/"),
    };

    public static JObject Json(this BootSourceSelection selection, BootSource source) => new()
    {
        ["boot_source_id"] = source.Id,
        ["id"] = selection.Id,
        ["os"] = selection.Os,
        ["release"] = selection.Release,
        ["arches"] = new JArray(selection.Arches),
        ["subarches"] = new JArray(selection.Subarches),
        ["labels"] = new JArray(selection.Labels),
        ["resource_uri"] = Uris.Of($"boot-sources/{source.Id}/selections/{selection.Id}/"),
    };

    private static JObject File(BootResource image, string name)
    {
        var json = new JObject
        {
            ["filename"] = name,
            ["filetype"] = name,
            ["sha256"] = image.Digest ?? Digest(image.Name + image.Architecture + name),
            ["size"] = image.Size,
            ["complete"] = image.IsComplete,
        };
        if (!image.IsComplete) json["progress"] = (double)image.Progress;
        return json;
    }

    public static string Digest(string text) => Digest(Encoding.UTF8.GetBytes(text));

    public static string Digest(byte[] content)
    {
        using var hash = SHA256.Create();
        return string.Concat(hash.ComputeHash(content).Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
