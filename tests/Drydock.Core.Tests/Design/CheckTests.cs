using System;
using System.Linq;
using System.Text.RegularExpressions;
using Drydock.Core.Design;
using Drydock.Design;
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
        var findings = Check(Faulty, new DesignCheckOptions { SkipRules = new(["dd1001", "primary network", "DD3001"]) }).Findings;

        Assert.Equal(
            ["info DD5007: DD1001 Rational Boot Storage was skipped; 1 finding was left out.",
                "info DD5007: DD3001 Platform Selection was skipped; 1 finding was left out.",
                "info DD5007: DD5209 Primary Network was skipped; 1 finding was left out."],
            findings.Select(finding => finding.ToString()));
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
    [InlineData("DD001", "DD001 Document Schema cannot be skipped: a design that breaks it cannot be compiled.")]
    public void What_cannot_be_skipped_is_told(string skip, string message)
    {
        var findings = Check(Designs.Base + "---\nschema: drydock/Rack/v1\nmetadata: {name: r1}\ndata: {tor_switches: 1}\n",
            new DesignCheckOptions { SkipRules = new([skip]) }).Findings;

        Assert.Contains(findings, finding => finding is { Code: "DD001", Severity: FindingSeverity.Error });
        Assert.Contains(findings, finding => finding is { Code: "DD5007", Severity: FindingSeverity.Warning } && finding.Message == message);
    }

    [Fact]
    public void A_strict_check_knows_no_warnings()
    {
        var findings = Check(Designs.Base, new DesignCheckOptions { Strict = true }).Findings;

        Assert.Equal(("DD3001", FindingSeverity.Error), (findings.Single().Code, findings.Single().Severity));
    }

    [Fact]
    public void A_finding_names_the_nodes_that_inherit_it()
    {
        var second = "---\n" + Designs.NodeDocument("").Replace("name: n1", "name: n2", StringComparison.Ordinal).Replace(".11\n", ".12\n", StringComparison.Ordinal);

        var finding = Check(Faulty + second).Findings[0];

        Assert.Equal(("DD1001", "HostProfile/defaults", "n1, n2"), (finding.Code, finding.Document, finding.Nodes.ToString()));
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
