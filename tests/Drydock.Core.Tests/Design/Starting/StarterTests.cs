using System;
using System.Linq;
using Drydock.Core.Design;
using Drydock.Design;
using Drydock.Errors;

namespace Drydock.Core.Tests.Design.Starting;

/// <summary>A new site passes every rule, whatever it is made with.</summary>
public sealed class StarterTests
{
    public static TheoryData<SiteStartOptions> Sites =>
    [
        new SiteStartOptions(),
        new SiteStartOptions { OobType = "redfish", NodeCount = 1 },
        new SiteStartOptions { OobType = "libvirt", NodeCount = 12 },
        new SiteStartOptions { OobType = "manual", NodeCount = 100 },
        new SiteStartOptions { Name = "yes", Domain = "lab", Image = "noble", Kernel = "hwe-24.04", NodePrefix = "srv-" },
        new SiteStartOptions { NodeCount = 3000, OobCidr = "10.1.0.0/16", PxeCidr = "10.2.0.0/20", ManagementCidr = "10.3.0.0/19" },
        new SiteStartOptions { NodeCount = 4, OobCidr = "192.168.0.0/28", PxeCidr = "192.168.0.16/28", ManagementCidr = "192.168.0.32/28" },
    ];

    [Theory]
    [MemberData(nameof(Sites))]
    public void A_new_site_passes_every_rule(SiteStartOptions options)
    {
        var reading = new SiteDesignReader().Check(new SiteDesignStarter().Start(options), new() { Images = new Catalogue(options), Strict = true });

        Assert.Equal([], reading.Findings.Select(finding => finding.ToString()));
        Assert.Equal(options.NodeCount, reading.Site.Nodes.Count);
        Assert.Equal(options.Name, reading.Site.Name);
        Assert.All(reading.Site.Nodes, node => Assert.EndsWith("." + options.Domain, node.Fqdn, StringComparison.Ordinal));
        Assert.All(reading.Site.Nodes, node => Assert.Equal(options.OobType, node.Oob.Type));
        Assert.All(reading.Site.Nodes, node => Assert.StartsWith(options.NodePrefix, node.Name, StringComparison.Ordinal));
        Assert.Equal(options.NodeCount, reading.Site.Nodes.Select(node => node.FindAddress("management")!.Address).Distinct().Count());
    }

    [Fact]
    public void Every_kind_of_document_is_there_and_every_line_is_filled_in()
    {
        var files = new SiteDesignStarter().Start();
        var text = string.Concat(files.Select(file => file.Text));

        foreach (var kind in new[] { "Region", "Rack", "NetworkLink", "Network", "HardwareProfile", "HostProfile", "BaremetalNode", "BootAction" })
            Assert.Contains($"schema: drydock/{kind}/v1\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 125));
        Assert.Equal(files.Count, files.Select(file => file.File).Distinct().Count());
        Assert.Equal(text, string.Concat(new SiteDesignStarter().Start().Select(file => file.Text)));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("nodes")]
    [InlineData("prefix")]
    [InlineData("oob")]
    [InlineData("domain")]
    [InlineData("image")]
    [InlineData("no network")]
    [InlineData("host bits")]
    [InlineData("too small")]
    [InlineData("overlap")]
    [InlineData("version 6")]
    public void What_cannot_be_is_refused_by_its_name(string what)
    {
        var good = new SiteStartOptions();
        var (options, expected) = what switch
        {
            "name" => (good with { Name = "a b: c" }, "a b: c"),
            "nodes" => (good with { NodeCount = 0 }, "0 nodes"),
            "prefix" => (good with { NodePrefix = "-x" }, "-x"),
            "oob" => (good with { OobType = "snail" }, "snail"),
            "domain" => (good with { Domain = "a..b" }, "a..b"),
            "image" => (good with { Image = "a: b" }, "a: b"),
            "no network" => (good with { OobCidr = "10.0.0.300/24" }, "OobCidr is '10.0.0.300/24'"),
            "host bits" => (good with { PxeCidr = "10.9.0.7/24" }, "10.9.0.0"),
            "too small" => (good with { ManagementCidr = "10.9.0.0/29" }, "too small"),
            "overlap" => (good with { PxeCidr = "10.20.0.0/16" }, "overlap"),
            _ => (good with { OobCidr = "fd00::/64" }, "fd00::/64"),
        };

        var error = Assert.Throws<DrydockException>(() => new SiteDesignStarter().Start(options));
        Assert.Same(ErrorCatalogue.DesignNotPossible, error.Error);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private sealed class Catalogue(SiteStartOptions options) : IImageCatalogue
    {
        public System.Collections.Generic.IReadOnlyCollection<string> Images => [options.Image];

        public System.Collections.Generic.IReadOnlyCollection<string> Kernels(string image) => [options.Kernel];
    }
}
