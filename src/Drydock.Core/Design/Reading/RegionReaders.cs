using System;
using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Design;

namespace Drydock.Core.Design.Reading;

/// <summary>Reads the parts of a region that are about its provisioner: storage, images, settings.</summary>
internal static class RegionReaders
{
    private static readonly string[] Layouts = ["flat", "lvm", "bcache", "blank", "custom", "vmfs6", "vmfs7"];
    private static readonly string[] EraseMethods = ["quick", "secure", "secure-or-quick", "full"];

    public static RegionStorage Storage(FieldReader fields)
    {
        var storage = new RegionStorage
        {
            DefaultLayout = Word(fields, "default_layout", Layouts),
            EraseOnRelease = Flag(fields, "erase_on_release"),
            EraseMethod = Word(fields, "erase_method", EraseMethods),
        };
        fields.Finish();
        return storage;
    }

    public static RegionBootMedia BootMedia(FieldReader fields)
    {
        var architectures = fields.Texts("arches");
        var media = new RegionBootMedia { Source = Url(fields, "source"), Images = fields.Texts("images") };
        fields.Finish();
        return architectures.Count == 0 ? media : media with { Architectures = architectures };
    }

    public static RegionProvisioner Provisioner(FieldReader fields)
    {
        var provisioner = new RegionProvisioner
        {
            KernelParameters = KernelParameters(fields),
            HttpProxy = fields.Value("http_proxy") is YamlScalar { Text: "" } ? "" : Url(fields, "http_proxy"),
            NtpServers = List(fields, "ntp_servers"),
            DnsServers = List(fields, "dns_servers"),
            UseNodeOobParameters = fields.Boolean("use_node_oob_params", absent: false),
            CommissioningSeries = fields.Text("commissioning_series"),
        };
        fields.Finish();
        return provisioner;
    }

    /// <summary>An absolute URL; null where it is absent or wrong.</summary>
    public static string? Url(FieldReader fields, string key)
    {
        var text = fields.Text(key);
        if (text is null || (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")) return text;
        fields.Wrong(fields.Value(key), key, "a URL that begins with http:// or https://");
        return null;
    }

    /// <summary>Kernel parameters as nodes write them: a parameter whose value is true has none.</summary>
    private static string? KernelParameters(FieldReader fields)
    {
        if (fields.Value("kernel_params") is null) return null;
        var parameters = fields.Labels("kernel_params");
        return string.Join(" ", parameters.Select(entry => entry.Value == "True" ? entry.Key : entry.Key + "=" + entry.Value));
    }

    private static string? Word(FieldReader fields, string key, string[] words) =>
        fields.Choice<string?>(key, null, [.. words.Select(word => (word, (string?)word))]);

    private static bool? Flag(FieldReader fields, string key) =>
        fields.Value(key) is null ? null : fields.Boolean(key, absent: false);

    private static ItemList<string>? List(FieldReader fields, string key) => fields.Value(key) is null ? null : fields.Texts(key);
}
