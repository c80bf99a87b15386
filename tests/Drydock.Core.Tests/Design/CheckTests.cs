using System;
using System.Linq;
using System.Text.RegularExpressions;
using Drydock.Core.Design;
using Drydock.Design;
using Drydock.Errors;
using Xunit.Abstractions;

namespace Drydock.Core.Tests.Design;

/// <summary>How a check goes: which rules there are, what options do, and that no design brings it down.</summary>
public sealed class CheckTests(ITestOutputHelper output)
{
    private const string Bad = "  primary_network: data\n";
    private static readonly string Faulty = Designs.Base.Replace("size: 30g", "size: 3g", StringComparison.Ordinal)
        .Replace("  primary_network: mgmt\n", Bad, StringComparison.Ordinal);

    [Fact]
    public void Every_rule_has_a_name_of_its_own_and_a_description()
    {
        var rules = new SiteDesignReader().Rules;

        Assert.Equal(rules.Count, rules.Select(rule => rule.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(rules, rule => Assert.Matches(@"\A(DD000|DD001|DD[1-5]\d{3})\z", rule.Code));
        Assert.All(rules, rule => Assert.Matches(@"\A[A-Z].{10,}\.\z", rule.Description));
        Assert.All(rules, rule => Assert.Matches(@"\A[A-Z].{10,}\.\z", rule.Remedy));
        // Below DD5000 codes are given, and some are used twice; those of the own series are not.
        Assert.DoesNotContain(rules.GroupBy(rule => rule.Code), same => same.Count() > 1 && same.Key.StartsWith("DD5", StringComparison.Ordinal));
        Assert.Equal(18, rules.Count(rule => rule.Code.Length > 5 && !rule.Code.StartsWith("DD5", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_bad_design_is_no_exception_and_its_site_is_given_as_far_as_it_goes()
    {
        var reading = Check(Faulty + "---\nschema: drydock/Rack/v1\nmetadata: {name: r1}\ndata: {tor_switches: 1}\n--- [\n");

        Assert.Equal(["DD1001", "DD5209", "DD001", "DD5001"], reading.Findings.Select(finding => finding.Code));
        Assert.Equal(("n1", 0), (reading.Site.Nodes.Single().Name, reading.Site.Racks.Count));
    }

    [Fact]
    public void Skipped_rules_are_counted_in_a_remark()
    {
        var findings = Check(Faulty, new DesignCheckOptions { SkipRules = new(["dd1001", "primary network", "DD3001", "DD5306"]) }).Findings;

        Assert.Equal(["warning DD5007: 3 findings were left out by skipping DD1001 Rational Boot Storage (1), " +
            "DD3001 Platform Selection (1), DD5209 Primary Network (1)."],
            findings.Where(finding => finding.Severity == FindingSeverity.Warning).Select(finding => finding.ToString()));
        Assert.Equal(["info DD5007: DD5306 Name Servers was skipped, though it found nothing."],
            findings.Where(finding => finding.Severity == FindingSeverity.Info).Select(finding => finding.ToString()));
    }

    [Fact]
    public void A_code_that_two_rules_have_skips_both_and_a_name_one()
    {
        var text = Designs.Base.Replace("size: 10g", "size: 100%", StringComparison.Ordinal).Replace("mtu: 9000", "mtu: 70000", StringComparison.Ordinal);
        string[] Left(string skip) => [.. Check(text, new DesignCheckOptions { SkipRules = new([skip]) }).Findings
            .Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.Rule).Distinct()];

        Assert.Equal(["MTU Rationality", "Storage Sizing"], Left("DD3001"));
        Assert.Empty(Left("DD2003"));
        Assert.Equal(["MTU Rationality"], Left("Storage Sizing"));
    }

    [Theory]
    [InlineData("DD9999", "There is no rule 'DD9999' to skip.")]
    [InlineData("Storage Sizes", "There is no rule 'Storage Sizes' to skip. Did you mean 'Storage Sizing'?")]
    [InlineData("DD001", "The rule DD001 Document Schema cannot be skipped: a design that breaks it cannot be compiled.")]
    public void What_cannot_be_skipped_is_refused(string skip, string message)
    {
        var error = Assert.Throws<DrydockException>(() => Check(Designs.Base, new DesignCheckOptions { SkipRules = new([skip]) }));

        Assert.Equal(("Drydock.Design.RuleNotFound", skip), (error.Error.Id, error.Target));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(message, Assert.Throws<DrydockException>(() => new SiteDesignReader().FindSkippable(skip)).Message);
    }

    [Fact]
    public void A_strict_check_takes_warnings_of_the_design_for_errors()
    {
        var findings = Check(Designs.Base.Replace("  primary_network: mgmt\n", Bad, StringComparison.Ordinal), new DesignCheckOptions { Strict = true }).Findings;

        // That no images were looked at is no fault of the design.
        Assert.Equal([("DD5209", FindingSeverity.Error), ("DD3001", FindingSeverity.Warning)], findings.Select(finding => (finding.Code, finding.Severity)));
    }

    [Fact]
    public void A_site_that_was_read_is_checked_by_its_texts()
    {
        var site = Check(Faulty).Site;

        Assert.Equal(Check(Faulty).Findings, new SiteDesignReader().Check(site).Findings);
        Assert.Equal(["site.yaml"], site.Texts!.Files);
    }

    [Fact]
    public void A_site_that_was_made_in_code_is_checked_by_its_objects()
    {
        var read = Check(Faulty).Site;
        var site = new SiteDesign
        {
            Region = read.Region,
            Racks = read.Racks,
            NetworkLinks = read.NetworkLinks,
            Networks = read.Networks,
            HardwareProfiles = read.HardwareProfiles,
            HostProfiles = read.HostProfiles,
            BootActions = read.BootActions,
            Nodes = new([.. read.Nodes, read.Nodes[0] with { Source = null }]),
        };

        var findings = new SiteDesignReader().Check(site).Findings.Where(finding => finding.Severity == FindingSeverity.Error).ToList();

        Assert.Contains(findings, finding => finding is { Code: "DD5101", Document: "BaremetalNode/n1", Location: null });
        Assert.Contains(findings, finding => (finding.Code, finding.Document, finding.Path, finding.File)
            == ("DD1001", "BaremetalNode/n1", ".storage.physical_devices.sda.partitions.root.size", "site.yaml"));
        Assert.All(findings, finding => Assert.DoesNotContain("::", finding.Message, StringComparison.Ordinal));
        Assert.DoesNotContain(new SiteDesignReader().Check(new SiteDesign()).Findings, finding => finding.Severity == FindingSeverity.Error);
    }

    [Fact]
    public void A_finding_names_the_nodes_that_inherit_it()
    {
        var second = "---\n" + Designs.NodeDocument("").Replace("name: n1", "name: n2", StringComparison.Ordinal).Replace(".11\n", ".12\n", StringComparison.Ordinal);

        var finding = Check(Faulty + second).Findings[0];

        Assert.Equal(("DD1001", "HostProfile/defaults", "n1, n2"), (finding.Code, finding.Document, finding.Nodes.ToString()));
    }

    [Fact]
    public void What_all_nodes_lack_is_one_finding()
    {
        var nodes = string.Concat(Enumerable.Range(2, 200).Select(index => "---\n" + Designs.NodeDocument("")
            .Replace("name: n1", $"name: n{index}", StringComparison.Ordinal).Replace(".11\n", $".{index + 20}\n", StringComparison.Ordinal)));
        var text = (Designs.Base + nodes).Replace("    account: admin\n", "", StringComparison.Ordinal).Replace("- name: root", "- name: system", StringComparison.Ordinal);

        var findings = Check(text).Findings.Where(finding => finding.Severity == FindingSeverity.Error).ToList();

        Assert.Equal([("DD4001", 201), ("DD1001", 201)], findings.Select(finding => (finding.Code, finding.Nodes.Count)));
    }

    [Fact]
    public void Twelve_faults_are_twelve_findings_at_their_places()
    {
        (string Right, string Wrong, string Code, string At)[] faults =
        [
            ("  mtu: 1500\n  trunking", "  mtu: 100\n  trunking", "DD2003", "100"),
            ("    mode: 802.3ad\n", "    mode: 802.3ad\n    up_delay: 50\n", "DD1006", "50"),
            ("gateway: 10.0.1.1", "gateway: 10.0.9.1", "DD2002", "10.0.9.1"),
            ("servers: 8.8.8.8", "servers: dns.example", "DD5306", "dns.example"),
            ("cidr: 10.0.2.0/24", "cidr: 10.0.2.1/24", "DD2006", "10.0.2.1/24"),
            ("regexp:0000", "regexp:(0000", "DD5402", "regexp:("),
            ("size: 30g", "size: 3g", "DD1001", "3g"),
            ("mountpoint: /var/lib", "mountpoint: /var/log", "DD2004", "/var/log"),
            ("console: ttyS0", "hugepages: hardwareprofile:nothing", "DD5207", "hardwareprofile:nothing"),
            ("quiet: true", "hugepagesz: 1G", "", ""),
            ("device_link: gp", "device_link: pg", "DD1007", "pg"),
            ("- network: oob\n    address: 10.0.0.11", "- network: oob\n    address: 10.0.0.255", "DD5304", "10.0.0.255"),
            ("- path: /tmp/a\n", "- path: tmp/a\n", "DD001", "tmp/a"),
        ];
        var text = faults.Aggregate(Designs.Base, (site, fault) => site.Replace(fault.Right, fault.Wrong, StringComparison.Ordinal));
        var lines = text.Split('\n');

        var findings = Check(text).Findings;

        var expected = faults.Where(fault => fault.Code.Length > 0).ToList();
        Assert.Equal(expected.Select(fault => fault.Code), findings.Select(finding => finding.Code));
        Assert.All(findings.Zip(expected), pair => Assert.StartsWith(
            pair.Second.At, lines[pair.First.Location!.Line - 1][(pair.First.Location.Column - 1)..], StringComparison.Ordinal));
    }

    [Fact]
    public void Advice_is_for_those_who_ask()
    {
        var lonely = "schema: drydock/Region/v1\nmetadata: {name: r}\ndata: {}\n";

        Assert.Equal(["DD2006", "DD2002", "DD2002", "DD2005", "DD3001"], Check(lonely).Findings.Select(finding => finding.Code));
        Assert.Empty(Designs.Read(lonely).Findings);
    }

    [Fact]
    public void No_value_brings_a_rule_down()
    {
        const int Seed = 7;
        const int Rounds = 3000;
        string[] nasty = ["-1", "0", "''", "null", "'!'", "[]", "{}", "[null]", "[{}]", "{a: 1}", "true", "1e999", "99999999999999999999", "0.0.0.0/0", "::/0",
            "255.255.255.255", "fe80::1", "10.0.1.0/31", "regexp:(", "regexp:", "'hardwareprofile:'", "hardwareprofile:hugepages..", "100%", "'>0%'", "0g", "/", "\"\\u0000\"", "🛳",
            "root", "n1", "mgmt", "dhcp", "auto", "ipmi", "redfish", "libvirt", "802.3ad", "disabled"];
        var random = new Random(Seed);
        var lines = Designs.Base.Split('\n');
        for (var round = 0; round < Rounds; round++)
        {
            var mutant = (string[])lines.Clone();
            for (var edit = random.Next(1, 4); edit > 0; edit--)
            {
                var index = random.Next(mutant.Length);
                mutant[index] = Regex.Replace(mutant[index], @"(: |- )?[^\s:-]+$", match => match.Groups[1].Value + nasty[random.Next(nasty.Length)]);
            }
            var text = string.Join("\n", mutant);
            var error = Record.Exception(() => Check(text));
            Assert.True(error is null, $"seed {Seed}, round {round}: {error}\n{text}");
        }
        output.WriteLine($"{Rounds} mutations, seed {Seed}");
    }

    private static SiteReading Check(string text, DesignCheckOptions? options = null) =>
        new SiteDesignReader().Check([new SiteSource("site.yaml", text)], options);
}
