using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Design;

namespace Drydock.Core.Design.Writing;

/// <summary>Writes regions, racks and hardware profiles; the readers of the same names read them.</summary>
internal static class SiteWriters
{
    private static readonly string[] AptPockets = ["security", "updates", "backports"];

    public static YamlMapping Region(Region region) => Fields.Of(fields => fields
        .Texts("authorized_keys", region.AuthorizedKeys)
        .List("tag_definitions", region.TagDefinitions, (definition, value) => definition
            .Text("tag", value.Tag).Text("definition_type", value.DefinitionType).Text("definition", value.Definition))
        .Group("repositories", repositories =>
        {
            if (region.RemoveUnlistedRepositories) repositories.Flag("remove_unlisted", true);
            foreach (var repository in region.Repositories)
                repositories.Value(repository.Name, Fields.Of(inner => Repository(inner, repository)));
        })
        .Group("storage", storage => RegionWriter.Storage(storage, region.Storage))
        .Group("boot_media", media => RegionWriter.BootMedia(media, region.BootMedia))
        .Group("provisioner", provisioner => RegionWriter.Provisioner(provisioner, region.Provisioner))
        .Text("bootaction_report_url", region.BootActionReportUrl));

    public static YamlMapping Rack(Rack rack) => Fields.Of(fields => fields
        .Named("tor_switches", rack.TorSwitches, tor => tor.Name, (tor, value) => tor
            .Text("mgmt_ip", value.ManagementAddress).Text("sdn_api_uri", value.SdnApiUri))
        .Map("location", rack.Location)
        .Texts("local_networks", rack.LocalNetworks)
        .Map("labels", rack.Labels));

    public static YamlMapping HardwareProfile(HardwareProfile hardware) => Fields.Of(fields => fields
        .Text("vendor", hardware.Vendor)
        .Text("generation", hardware.Generation)
        .Text("hw_version", hardware.HardwareVersion)
        .Text("bios_version", hardware.BiosVersion)
        .Text("boot_mode", hardware.BootMode)
        .Text("bootstrap_protocol", hardware.BootstrapProtocol)
        .Text("pxe_interface", hardware.PxeInterface)
        .Named("device_aliases", hardware.Devices, device => device.Alias, (alias, device) => alias
            .Text("bus_type", device.BusType).Text("dev_type", device.DeviceType).Text("address", device.Address)
            .Text("firmware_version", device.FirmwareVersion))
        .Map("cpu_sets", hardware.CpuSets)
        .Named("hugepages", hardware.HugePages, pages => pages.Name, (pages, value) => pages
            .Text("size", value.Size).Number("count", value.Count))
        .Named("scripts", hardware.Scripts, script => script.Name, (script, value) => script
            .Text("path", value.Path).Text("content", value.Content)
            .Text("type", value.Type.ToString().ToLowerInvariant()).Text("purpose", value.Purpose.ToString().ToLowerInvariant())
            .Texts("tags", value.Tags).Map("parameters", value.Parameters)));

    // The model has the pockets and components that are off, a document those that are on; an empty list says all are off.
    private static void Repository(Fields fields, PackageRepository repository)
    {
        fields.Text("repo_type", repository.RepositoryType).Text("url", repository.Url).Texts("distributions", repository.Distributions);
        if (repository.StatesPockets || repository.DisabledPockets.Count > 0)
            fields.Value("subrepos", Fields.Sequence(AptPockets.Except(repository.DisabledPockets).Select(pocket => Fields.Scalar(pocket))));
        if (repository.Components.Count > 0 || repository.DisabledComponents.Count > 0)
            fields.Value("components", Fields.Sequence(repository.Components.Select(component => Fields.Scalar(component))));
        fields.Texts("arches", repository.Architectures).Text("gpgkey", repository.GpgKey).Map("options", repository.Options);
    }
}
