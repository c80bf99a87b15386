using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Design;
using Drydock.Core.Design.Airship;
using Drydock.Design;
using Drydock.Errors;
using static Drydock.Core.Tests.Design.Airship.RawDocuments;

namespace Drydock.Core.Tests.Design.Airship;

/// <summary>Collects sites of a small repository that lies on the disk.</summary>
public sealed class AirshipSiteTests : IDisposable
{
    private const string Definition = "schema: pegleg/SiteDefinition/v1\nmetadata: {schema: metadata/Document/v1, name: east}\ndata:\n  site_type: small\n";

    private readonly string _root = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "drydock-" + Guid.NewGuid().ToString("N"))).FullName;

    private string Repository => Path.Combine(_root, "repo");

    public AirshipSiteTests()
    {
        Write("repo/site/east/site-definition.yaml", Definition);
        Write("repo/site/west/site-definition.yaml", Definition);
        Write("repo/site/draft/notes.md", "no definition");
        Write("repo/global/policy.yaml", Policy);
        Write("repo/global/profiles/host.yaml", Document("drydock/HostProfile/v1", "base", "abstract: true, layer: global",
            "{hardware_profile: hw, oob: {type: ipmi, account: root}, platform: {image: jammy}}",
            "labels: {host: base}, " + From("deckhand/Passphrase/v1", "ipmi", ".", "{path: .oob.credential}")));
        Write("repo/type/small/hardware.yaml", Document("drydock/HardwareProfile/v1", "hw", "layer: type", "{vendor: v}"));
        Write("repo/type/large/hardware.yaml", "not: taken\n");
        Write("repo/site/east/hosts.yaml", Document("drydock/HostProfile/v1", "east-host",
            "layer: site, parentSelector: {host: base}, actions: [{method: merge, path: .}]", "{platform: {kernel: ga}}"));
        Write("repo/site/east/secrets/ipmi.yaml", Passphrase("ipmi", "s3cret"));
        Write("repo/site/east/.hidden/x.yaml", "[");
        Write("repo/site/east/.x.yaml", "[");
        Write("repo/site/east/tools/x.yaml", "[");
        Write("repo/site/east/x.yml", "[");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_site_is_global_type_and_its_own_folder()
    {
        var site = await ReadAsync("east");

        Assert.Equal(("east", "small"), (site.Name, site.Type));
        Assert.Equal(
            ["global/policy.yaml", "global/profiles/host.yaml", "type/small/hardware.yaml", "site/east/hosts.yaml", "site/east/site-definition.yaml", "site/east/secrets/ipmi.yaml"],
            site.Sources.Select(source => Path.GetRelativePath(Repository, source.File).Replace('\\', '/')));
        Assert.Empty(site.Findings);
    }

    [Fact]
    public async Task Its_sources_make_a_site_like_any_other()
    {
        var reading = new SiteDesignReader().Read((await ReadAsync("east")).Sources);

        var profile = Assert.Single(reading.Site.HostProfiles);
        Assert.Equal(("east-host", "root", "jammy", "ga"), (profile.Name, profile.Oob.Account, profile.Image, profile.Kernel));
        Assert.Equal(new Secret("s3cret"), profile.Oob.Credential);
        Assert.Equal(Path.Combine(Repository, "site", "east", "hosts.yaml"), profile.Source!.File);
        Assert.Equal("hw", Assert.Single(reading.Site.HardwareProfiles).Name);
    }

    [Fact]
    public void Sites_are_listed() => Assert.Equal(["east", "west"], AirshipSite.Find(Repository));

    [Theory]
    [InlineData("est", "has no site 'est'. Did you mean 'east'? It has east, west.")]
    [InlineData("draft", "has no site 'draft'. It has east, west.")]
    [InlineData("../site/east", "has no site '../site/east'.")]
    [InlineData("", "has no site ''. It has east, west.")]
    public async Task A_missing_site_is_named_with_those_that_exist(string site, string message)
    {
        var error = await Assert.ThrowsAsync<DrydockException>(() => ReadAsync(site));

        Assert.Same(ErrorCatalogue.DesignNotFound, error.Error);
        Assert.Equal(Repository, error.Target);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_sites_is_named()
    {
        var missing = Path.Combine(_root, "gone");
        var empty = Directory.CreateDirectory(Path.Combine(_root, "empty")).FullName;

        Assert.Equal($"There is no folder '{missing}'.", Assert.Throws<DrydockException>(() => AirshipSite.Find(missing)).Message);
        Assert.Contains("has no site: no folder below 'site'", (await Assert.ThrowsAsync<DrydockException>(
            () => AirshipSite.ReadAsync(empty, "east", null, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data:\n  site_type: ../x\n", "DD001", 3, ".data.site_type is '../x'; expected the name of a folder below 'type'.")]
    [InlineData("data:\n  type: small\n", "DD001", 3, ".data.site_type is missing; expected the name of a folder below 'type'.")]
    [InlineData("", "DD001", 1, ".data is missing; expected a mapping with 'site_type'.")]
    public async Task A_definition_with_errors_is_shown_with_its_line(string data, string code, int line, string message)
    {
        Write("repo/site/west/site-definition.yaml", "schema: pegleg/SiteDefinition/v1\n" + data);

        var finding = Assert.Single((await Assert.ThrowsAsync<SiteDesignException>(() => ReadAsync("west"))).Findings);

        Assert.Equal((code, line), (finding.Code, finding.Location!.Line));
        Assert.EndsWith(message, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_definition_is_an_error()
    {
        Write("repo/site/west/site-definition.yaml", "schema: x/Thing/v1\n");

        Assert.Equal("DD5811", Assert.Single((await Assert.ThrowsAsync<SiteDesignException>(() => ReadAsync("west"))).Findings).Code);
    }

    [Fact]
    public async Task A_type_that_no_repository_has_is_warned_of()
    {
        Write("repo/site/west/site-definition.yaml", Definition.Replace("small", "smal", StringComparison.Ordinal));

        var finding = Assert.Single((await ReadAsync("west")).Findings);

        Assert.Equal((FindingSeverity.Warning, "DD5811", 4), (finding.Severity, finding.Code, finding.Location!.Line));
        Assert.EndsWith("no repository has a folder 'type/smal'. Did you mean 'small'?", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_repositories_come_after_the_own_one_by_given_folder_or_url()
    {
        Write("repo/site/west/site-definition.yaml", Definition +
            "  repositories:\n    common: {url: 'https://git.example/common.git', revision: v1}\n    beside: {url: ../beside}\n    site: {url: x}\n");
        Write("checkout/global/common.yaml", "a: 1\n");
        Write("checkout/site/west/more.yaml", "b: 1\n");
        Write("beside/type/small/beside.yaml", "c: 1\n");
        var checkout = Path.Combine(_root, "checkout");

        var site = await ReadAsync("west", new Dictionary<string, string> { ["common"] = checkout });
        var error = await Assert.ThrowsAsync<DrydockException>(() => ReadAsync("west"));

        Assert.Equal(["site", "common", "beside"], site.Repositories.Select(repository => repository.Name));
        Assert.Equal("v1", site.Repositories[1].Revision);
        Assert.Equal(["common.yaml", "more.yaml", "beside.yaml"],
            site.Sources.Select(source => Path.GetFileName(source.File)).Where(name => name is "common.yaml" or "more.yaml" or "beside.yaml"));
        Assert.Equal("common", error.Target);
        Assert.EndsWith("site-definition.yaml:6:19: the site needs the repository 'common', https://git.example/common.git at revision 'v1', " +
            "and its folder is not given. Check it out and name its folder.", error.Message, StringComparison.Ordinal);
    }

    private Task<AirshipSite> ReadAsync(string site, Dictionary<string, string>? others = null) =>
        AirshipSite.ReadAsync(Repository, site, others, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

    private void Write(string file, string text)
    {
        var path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
