using System.Linq;
using Drydock.Design;

namespace Drydock.Core.Design.Writing;

/// <summary>Writes the parts of a region that are about its provisioner; <see cref="Reading.RegionReaders"/> reads them.</summary>
internal static class RegionWriter
{
    public static void Storage(Fields fields, RegionStorage? storage)
    {
        fields.Text("default_layout", storage?.DefaultLayout).Text("erase_method", storage?.EraseMethod);
        if (storage?.EraseOnRelease is { } erase) fields.Flag("erase_on_release", erase);
    }

    public static void BootMedia(Fields fields, RegionBootMedia? media)
    {
        if (media is not null) fields.Text("source", media.Source).Texts("arches", media.Architectures).Texts("images", media.Images);
    }

    public static void Provisioner(Fields fields, RegionProvisioner? provisioner)
    {
        if (provisioner is null) return;
        if (provisioner.KernelParameters is { } kernel) fields.Value("kernel_params", Fields.Of(inner => KernelParameters(inner, kernel)));
        fields.Text("http_proxy", provisioner.HttpProxy);
        if (provisioner.NtpServers is { } ntp) fields.Value("ntp_servers", Fields.Sequence(ntp.Select(server => Fields.Scalar(server))));
        if (provisioner.DnsServers is { } dns) fields.Value("dns_servers", Fields.Sequence(dns.Select(server => Fields.Scalar(server))));
        if (provisioner.UseNodeOobParameters) fields.Flag("use_node_oob_params", true);
        fields.Text("commissioning_series", provisioner.CommissioningSeries);
    }

    private static void KernelParameters(Fields fields, string text)
    {
        foreach (var parameter in text.Split([' '], System.StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split(['='], 2)))
        {
            if (parameter.Length == 1) fields.Flag(parameter[0], true);
            else fields.Text(parameter[0], parameter[1]);
        }
    }
}
