using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Drydock.Core.Design;
using Drydock.Design;
using Xunit.Abstractions;

namespace Drydock.Core.Tests.Design.Writing;

/// <summary>What is exported reads as the same site: every fixture, both views, both formats.</summary>
public sealed class RoundTripTests(ITestOutputHelper output)
{
    public static TheoryData<DesignView, DesignFormat> Forms => new()
    {
        { DesignView.Written, DesignFormat.Yaml },
        { DesignView.Written, DesignFormat.Json },
        { DesignView.Effective, DesignFormat.Yaml },
        { DesignView.Effective, DesignFormat.Json },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_fixture_comes_back_as_it_went(DesignView view, DesignFormat format)
    {
        // An effective design has no host profiles any more, so its nodes name none.
        string[] gone = view == DesignView.Effective ? ["HostProfiles", "HostProfile"] : [];
        var count = 0;
        foreach (var (name, site) in Sites())
        {
            var text = new SiteDesignExporter().Export(site, new() { View = view, Format = format, IncludeSecret = true });
            var again = Designs.Read(text).Site;

            Assert.True(SiteComparison.Differences(site, again, gone) is { Count: 0 } || Fail(name, text, site, again, gone));
            Assert.Equal(text, new SiteDesignExporter().Export(site, new() { View = view, Format = format, IncludeSecret = true }));
            count++;
        }
        output.WriteLine($"{count} sites, {view} as {format}");
        Assert.InRange(count, 60, 1000);
    }

    [Fact]
    public void A_masked_design_is_well_formed_and_tells_no_secret()
    {
        var site = Designs.Read(Designs.Base).Site;
        foreach (var form in Forms)
        {
            var text = new SiteDesignExporter().Export(site, new() { View = (DesignView)form[0], Format = (DesignFormat)form[1] });

            Assert.Equal("***", Designs.Read(text).Site.Nodes.Single().Oob.Credential!.Reveal());
            Assert.DoesNotContain(site.Nodes.Single().Oob.Credential!.Reveal(), text, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<(string Name, SiteDesign Site)> Sites()
    {
        var texts = RecordedCase.All.Select(recorded => (recorded.Name, recorded.Text)).Append(("base", Designs.Base)).Append(("forms", OtherForm));
        foreach (var (name, text) in texts)
        {
            if (TryRead(text) is { } site) yield return (name, site);
        }
    }

    private static SiteDesign? TryRead(string text)
    {
        try
        {
            return Designs.Read(text).Site;
        }
        catch (SiteDesignException)
        {
            return null;
        }
    }

    private static bool Fail(string name, string text, SiteDesign site, SiteDesign again, string[] gone) =>
        throw new InvalidDataException($"{name}: {string.Join("\n", SiteComparison.Differences(site, again, gone))}\n{text}");

    private const string OtherForm = """
        ---
        apiVersion: drydock/v1
        kind: Region
        metadata: {name: harbour}
        spec:
          authorized_keys: [ssh-rsa AAAA]
          repositories:
            main_archive: {url: http://a.example/ubuntu, subrepos: [], components: []}
            ports_archive: {url: http://b.example/ubuntu, subrepos: [updates, security, backports], components: [main]}
            plain: {url: http://c.example/ubuntu}
        ---
        apiVersion: drydock/v1
        kind: Network
        metadata: {name: oob}
        spec: {cidr: 10.0.0.0/24, labels: {octal: 010, grouped: 1_000, version: 1.50, hex: 0x1F, flag: on, none: ~, word: 'yes', big: 123456789012345678901234567890}}
        """;
}
