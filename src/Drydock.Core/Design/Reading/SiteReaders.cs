using System.Collections.Generic;
using System.Linq;
using Drydock.Design;

namespace Drydock.Core.Design.Reading;

/// <summary>Reads regions and racks.</summary>
internal static class SiteReaders
{
    private static readonly string[] AptComponents = ["main", "restricted", "universe", "multiverse"];
    private static readonly string[] AptPockets = ["security", "updates", "backports"];

    public static Region Region(FieldReader fields)
    {
        var repositories = fields.Mapping("repositories");
        return new Region
        {
            Name = fields.Document.Name,
            Source = fields.Document.Start,
            AuthorizedKeys = fields.Texts("authorized_keys"),
            TagDefinitions = new(fields.Mappings("tag_definitions").Select(TagDefinition)),
            RemoveUnlistedRepositories = repositories?.Boolean("remove_unlisted", absent: false) ?? false,
            Repositories = new(repositories is null ? [] : Repositories(repositories)),
            Storage = fields.Mapping("storage") is { } storage ? RegionReaders.Storage(storage) : null,
            BootMedia = fields.Mapping("boot_media") is { } media ? RegionReaders.BootMedia(media) : null,
            Provisioner = fields.Mapping("provisioner") is { } provisioner ? RegionReaders.Provisioner(provisioner) : null,
            BootActionReportUrl = RegionReaders.Url(fields, "bootaction_report_url"),
        };
    }

    public static Rack Rack(FieldReader fields) => new()
    {
        Name = fields.Document.Name,
        Source = fields.Document.Start,
        TorSwitches = new(fields.NamedMappings("tor_switches").Select(entry => TorSwitch(entry.Name, entry.Fields))),
        Location = fields.Scalars("location"),
        LocalNetworks = fields.Texts("local_networks"),
        Labels = fields.Labels("labels"),
    };

    private static TagDefinition TagDefinition(FieldReader fields)
    {
        var definition = new TagDefinition
        {
            Tag = fields.RequiredText("tag"),
            DefinitionType = fields.Choice("definition_type", "lshw_xpath", ("lshw_xpath", "lshw_xpath")),
            Definition = fields.RequiredText("definition", "an XPath expression"),
        };
        fields.Finish();
        return definition;
    }

    private static IEnumerable<PackageRepository> Repositories(FieldReader repositories)
    {
        foreach (var entry in repositories.Entries)
        {
            if (entry.Key.Text == "remove_unlisted") continue;
            if (repositories.MappingOf(entry.Value, "." + entry.Key.Text) is { } fields) yield return Repository(entry.Key.Text, fields);
        }
    }

    private static PackageRepository Repository(string name, FieldReader fields)
    {
        var type = fields.Choice("repo_type", "apt", ("apt", "apt"), ("rpm", "rpm"));
        var pockets = fields.Texts("subrepos");
        var components = fields.Texts("components");
        var architectures = fields.Texts("arches");
        var repository = new PackageRepository
        {
            Name = name,
            RepositoryType = type,
            Url = fields.RequiredText("url", "the repository's URL"),
            Distributions = fields.Texts("distributions"),
            StatesPockets = type == "apt" && fields.Value("subrepos") is not null,
            // What a repository does not mention at all is left to the provisioner.
            DisabledPockets = type == "apt" && fields.Value("subrepos") is not null ? new(AptPockets.Except(pockets)) : ItemList<string>.Empty,
            Components = components,
            DisabledComponents = type == "apt" && fields.Value("components") is not null ? new(AptComponents.Except(components)) : ItemList<string>.Empty,
            Architectures = architectures.Count > 0 ? architectures : new(["amd64"]),
            GpgKey = fields.Text("gpgkey"),
            Options = fields.StrictTexts("options"),
        };
        fields.Finish();
        return repository;
    }

    private static TorSwitch TorSwitch(string name, FieldReader fields)
    {
        var uri = fields.Text("sdn_api_uri");
        var sameUri = fields.Text("sdn_api_url");
        var tor = new TorSwitch { Name = name, ManagementAddress = fields.Text("mgmt_ip"), SdnApiUri = uri ?? sameUri };
        fields.Finish();
        return tor;
    }
}
