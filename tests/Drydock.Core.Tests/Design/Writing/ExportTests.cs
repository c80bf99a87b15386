using System;
using System.Linq;
using Drydock.Core.Design;
using Drydock.Design;
using Drydock.Errors;
using Newtonsoft.Json.Linq;
using YamlDotNet.RepresentationModel;

namespace Drydock.Core.Tests.Design.Writing;

/// <summary>What an export contains, and how texts are quoted.</summary>
public sealed class ExportTests
{
    [Fact]
    public void No_property_of_the_model_is_forgotten()
    {
        var before = Export(FullSite.Site());
        var paths = FullSite.Changes().ToList();
        // A package list has no text, so that Data and Packages exclude one another.
        var forgotten = paths.Where(change => !change.Path.EndsWith("Assets.Data", StringComparison.Ordinal) && Export(change.Changed()) == before)
            .Select(change => change.Path);

        Assert.InRange(paths.Count, 100, 1000);
        Assert.Empty(forgotten);
    }

    [Fact]
    public void Every_secret_of_the_model_is_masked()
    {
        var secrets = FullSite.Changes().Where(change => Property(change.Path) == typeof(Secret)).ToList();

        Assert.NotEmpty(secrets);
        foreach (var (path, changed) in secrets)
            Assert.True(Masked(changed()) == Masked(FullSite.Site()), path + " shows");
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("No")]
    [InlineData("on")]
    [InlineData("y")]
    [InlineData("null")]
    [InlineData("Null")]
    [InlineData("~")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("0123")]
    [InlineData("0o17")]
    [InlineData("0x1F")]
    [InlineData("1e3")]
    [InlineData("1.50")]
    [InlineData("1_000")]
    [InlineData(".5")]
    [InlineData(".inf")]
    [InlineData("-.INF")]
    [InlineData(".NaN")]
    [InlineData("+12")]
    [InlineData("52:54:00:12:34:56")]
    [InlineData("2024-01-02")]
    [InlineData("=")]
    [InlineData("<<")]
    [InlineData("!tag")]
    [InlineData("*alias")]
    [InlineData("&anchor")]
    [InlineData("- item")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("#b")]
    [InlineData("{a}")]
    [InlineData("[a]")]
    [InlineData("a, b")]
    [InlineData("%TAG")]
    [InlineData("@at")]
    [InlineData("`tick")]
    [InlineData("'single'")]
    [InlineData("\"double\"")]
    [InlineData("it's \"both\"")]
    [InlineData("back\\slash\\n")]
    [InlineData("---")]
    [InlineData("...")]
    [InlineData("? key")]
    [InlineData("| block")]
    [InlineData("> folded")]
    [InlineData("trailing ")]
    [InlineData(" leading")]
    [InlineData("tab\tinside")]
    [InlineData("line\n")]
    [InlineData("two\nlines")]
    [InlineData("two\nlines\n\n")]
    [InlineData("\nfirst empty")]
    [InlineData(" indented\nfirst")]
    [InlineData("carriage\r\nreturn")]
    [InlineData("trailing \nspace")]
    [InlineData("# comment\n---\n...\nend\n")]
    [InlineData("bell\u0007")]
    [InlineData("nel\u0085")]
    [InlineData("separator\u2028")]
    [InlineData("\uFEFFmark")]
    [InlineData("Zürich 東京 🚀")]
    [InlineData("a very long text that goes on and on beyond eighty characters so that a writer that folds its lines would fold this one here")]
    public void Any_text_stays_the_text_it_is(string text)
    {
        var site = new SiteDesign
        {
            Racks = new[] { new Rack { Name = "r1", Labels = new TextMap([new("label", text), new(text.Length == 0 ? "-" : text, "key")]), LocalNetworks = new[] { text } } },
        };

        Assert.Equal(site.Racks[0].Labels, Designs.Read(Export(site)).Site.Racks[0].Labels);
        Assert.Equal(text, Designs.Read(Export(site)).Site.Racks[0].LocalNetworks[0]);
        Assert.Equal(site.Racks[0].Labels, Designs.Read(Export(site, DesignFormat.Json)).Site.Racks[0].Labels);
    }

    [Fact]
    public void An_export_has_one_document_per_thing_in_the_preferred_form()
    {
        var stream = new YamlStream();
        stream.Load(new System.IO.StringReader(Export(Designs.Read(Designs.Base).Site)));
        var schemas = stream.Documents.Select(document => document.RootNode["schema"].ToString()).Distinct();

        Assert.Equal(["drydock/Region/v1", "drydock/NetworkLink/v1", "drydock/Network/v1", "drydock/HardwareProfile/v1",
            "drydock/BaremetalNode/v1", "drydock/BootAction/v1"], schemas);
        Assert.All(stream.Documents, document => Assert.Equal(3, ((YamlMappingNode)document.RootNode).Children.Count));
        Assert.Equal(stream.Documents.Count, JArray.Parse(Export(Designs.Read(Designs.Base).Site, DesignFormat.Json)).Count);
    }

    [Fact]
    public void Keys_that_name_secrets_and_passwords_in_urls_are_masked_wherever_they_stand()
    {
        var site = new SiteDesign
        {
            Nodes = new[]
            {
                new BaremetalNode
                {
                    Name = "n1",
                    OwnerData = new TextMap([new("join_token", "canary-1"), new("secret", "canary-2")]),
                    Oob = new OobSettings { LibvirtUri = "qemu+ssh://virt:canary-3@host/system", Extensions = new TextMap([new("snmp.password", "canary-4")]) },
                },
            },
        };

        Assert.DoesNotContain("canary", Masked(site), StringComparison.Ordinal);
        Assert.Contains("qemu+ssh://virt:***@host/system", Masked(site), StringComparison.Ordinal);
        foreach (var number in new[] { "1", "2", "3", "4" }) Assert.Contains("canary-" + number, Export(site), StringComparison.Ordinal);
    }

    [Fact]
    public void A_site_made_in_code_has_no_documents_as_written()
    {
        var error = Assert.Throws<DrydockException>(() => new SiteDesignExporter().Export(new SiteDesign(), new() { View = DesignView.Written }));

        Assert.Same(ErrorCatalogue.DesignNotWritten, error.Error);
    }

    [Fact]
    public void Nothing_is_an_empty_text_or_list()
    {
        Assert.Equal("", Export(new SiteDesign()));
        Assert.Equal("[]\n", Export(new SiteDesign(), DesignFormat.Json));
    }

    private static string Export(SiteDesign site, DesignFormat format = DesignFormat.Yaml) =>
        new SiteDesignExporter().Export(site, new() { Format = format, IncludeSecret = true });

    private static string Masked(SiteDesign site) => new SiteDesignExporter().Export(site);

    private static Type Property(string path) => path.Split('.').Aggregate(typeof(SiteDesign), (type, name) =>
    {
        var property = type.GetProperty(name)!.PropertyType;
        return property.IsGenericType && property.GetGenericTypeDefinition() == typeof(ItemList<>) ? property.GetGenericArguments()[0] : property;
    });
}
