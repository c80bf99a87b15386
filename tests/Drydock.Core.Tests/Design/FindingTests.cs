using System;
using System.Linq;
using Drydock.Core.Design;
using Drydock.Design;

namespace Drydock.Core.Tests.Design;

/// <summary>What is said of texts and documents that are not as they should be, and where.</summary>
public sealed class FindingTests
{
    private const string Header = "schema: drydock/Network/v1\nmetadata:\n  name: a\ndata:\n  cidr: 10.0.0.0/24\n";

    [Theory]
    [InlineData("  vlan: 10\n", "site.yaml:6:9: error DD001: Network/a: .vlan is the number 10; expected a text.")]
    [InlineData("  vlan: '5000'\n", "site.yaml:6:9: error DD001: Network/a: .vlan is '5000'; expected a VLAN id from 1 to 4094 as text.")]
    [InlineData("  mtu: '1500'\n", "site.yaml:6:8: error DD001: Network/a: .mtu is '1500'; expected a number, 0 or more.")]
    [InlineData("  mtu: true\n", "site.yaml:6:8: error DD001: Network/a: .mtu is the boolean true; expected a number, 0 or more.")]
    [InlineData("  mtuu: 1\n", "site.yaml:6:3: error DD001: Network/a: .mtuu is not a known key. Did you mean 'mtu'?")]
    [InlineData("  dns: null\n", "site.yaml:6:8: error DD001: Network/a: .dns is null; expected a mapping.")]
    [InlineData("  dns: {servers: [8.8.8.8]}\n", "site.yaml:6:18: error DD001: Network/a: .dns.servers is a list; expected a text.")]
    [InlineData("  routes: {}\n", "site.yaml:6:11: error DD001: Network/a: .routes is a mapping; expected a list.")]
    [InlineData("  routes:\n  - 5\n", "site.yaml:7:5: error DD001: Network/a: .routes[0] is the number 5; expected a mapping.")]
    [InlineData("  ranges:\n  - {type: dhpc, start: 10.0.0.1, end: 10.0.0.2}\n",
        "site.yaml:7:12: error DD001: Network/a: .ranges[0].type is 'dhpc'; expected static or reserved or dhcp. Did you mean 'dhcp'?")]
    [InlineData("  mtu: 1500\n  mtu: 9000\n", "site.yaml:7:3: error DD5002: Network/a: the key 'mtu' stands twice in one mapping, first in line 6.")]
    [InlineData("  routedomain: !x\n", "site.yaml:6:16: error DD001: Network/a: the tag '!x' has no meaning in a site design.")]
    [InlineData("  ? [a]\n  : 1\n", "site.yaml:6:5: error DD001: Network/a: a key is a list; expected a text.")]
    [InlineData("  labels: {a: [1]}\n", "site.yaml:6:15: error DD001: Network/a: .labels.a is a list; expected a text, number or boolean.")]
    public void A_wrong_value_gives_its_place_and_what_was_expected(string line, string expected) =>
        Assert.Equal(expected, Assert.Single(Designs.Findings(Header + line)).ToString());

    [Theory]
    [InlineData("schema: drydock/Netwrok/v1\nmetadata: {name: a}\ndata: {}\n", "1:9: error DD000: Netwrok/a: .schema names the kind 'Netwrok', which is not known. Did you mean 'Network'?")]
    [InlineData("schema: drydock/Network/v2\nmetadata: {name: a}\ndata: {}\n", "1:9: error DD000: Network/a: .schema is 'drydock/Network/v2', which is not known; expected drydock/<Kind>/v1.")]
    [InlineData("schema: drydock/Network\nmetadata: {name: a}\ndata: {}\n", "1:9: error DD000: Network/a: .schema is 'drydock/Network', which is not known; expected drydock/<Kind>/v1.")]
    [InlineData("schema: [a]\n", "1:9: error DD000: A document's 'schema' is a list; expected drydock/<Kind>/v1.")]
    [InlineData("apiVersion: drydock/v9\nkind: Network\n", "1:13: error DD000: A document's 'apiVersion' is 'drydock/v9', which is not known; expected drydock/v1.")]
    [InlineData("apiVersion: drydock/v1\nspec: {}\n", "1:1: error DD000: A document's 'kind' is missing.")]
    [InlineData("metadata: {name: a}\ndata: {}\n", "1:1: error DD000: Document/a has neither 'schema' nor 'apiVersion'.")]
    [InlineData("schema: drydock/Rack/v1\ndata: {}\n", "1:1: error DD000: A Rack document's 'metadata' is missing; expected a mapping with 'name'.")]
    [InlineData("schema: drydock/Rack/v1\nmetadata: {name: ''}\ndata: {}\n", "2:18: error DD000: A Rack document's 'metadata.name' is an empty text; expected a text.")]
    [InlineData("schema: drydock/Rack/v1\nmetadata: {name: a}\n", "1:1: error DD001: Rack/a: 'data' is missing; expected a mapping.")]
    [InlineData("schema: drydock/Rack/v1\nmetadata: {name: a}\ndata: []\n", "3:7: error DD001: Rack/a: 'data' is an empty list; expected a mapping.")]
    [InlineData("schema: drydock/Rack/v1\nmetadata: {name: a}\ndata: {}\ndatta: {}\n",
        "4:1: error DD001: Rack/a: the key 'datta' is not known beside 'data'. Did you mean 'data'?")]
    public void A_wrong_header_is_reported(string text, string expected) =>
        Assert.Equal("site.yaml:" + expected, Assert.Single(Designs.Findings(text)).ToString());

    [Fact]
    public void Every_bad_document_of_every_file_is_reported_in_order()
    {
        var findings = Designs.Findings(
            Header + "  mtu: x\n---\n" + Header.Replace("name: a", "name: b", StringComparison.Ordinal) + "  vlan: 1\n  foo: 1\n",
            "a: [\n",
            "schema: drydock/Rack/v1\nmetadata: {name: a}\ndata: {tor_switches: 1}\n");

        Assert.Equal(
            ["site.yaml:6:8 DD001 Network/a", "site.yaml:13:9 DD001 Network/b", "site.yaml:14:3 DD001 Network/b", "site1.yaml:2:1 DD5001 ",
                "site2.yaml:3:22 DD001 Rack/a"],
            findings.Select(finding => $"{finding.Location} {finding.Code} {finding.Document}"));
        Assert.Equal(".foo", findings[2].Path);
        Assert.Contains("Known keys here: ", findings[2].Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_syntax_error_shows_its_line_and_reading_goes_on_behind_it()
    {
        var findings = Designs.Findings(
            "schema: drydock/Rack/v1\nmetadata: {name: a}\ndata:\n  location: [x\n---\n" + Header + "  mtu: x\n---\na: 'open\n");

        Assert.Equal([("DD5001", 4), ("DD001", 11), ("DD5001", 13)], findings.Select(finding => (finding.Code, finding.Location!.Line)));
        Assert.Contains($"{Environment.NewLine}  13 | a: 'open{Environment.NewLine}     |    ^", findings[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_to_a_document_that_was_lost_or_bad_is_no_error_too()
    {
        var profile = "schema: drydock/HostProfile/v1\nmetadata:\n  name: lost\ndata:\n";
        var node = "---\n" + Designs.NodeDocument("").Replace("host_profile: prof", "host_profile: lost", StringComparison.Ordinal);

        Assert.Equal("DD5001", Assert.Single(Designs.Findings(Designs.Changed(profile + "  a: [\n" + node))).Code);
        Assert.Equal("DD001", Assert.Single(Designs.Findings(Designs.Changed(profile + "  a: 1\n" + node))).Code);
    }

    [Fact]
    public void A_secret_is_never_shown()
    {
        const string Canary = "c4n4ry";
        string[] texts =
        [
            "schema: drydock/HostProfile/v1\nmetadata: {name: a}\ndata:\n  oob:\n    credential: 'c4n4ry\n",
            "schema: drydock/HostProfile/v1\nmetadata: {name: a}\ndata:\n  oob: {credential: [c4n4ry]}\n",
            "schema: drydock/HostProfile/v1\nmetadata: {name: a}\ndata:\n  oob: {credential: c4n4ry, port: x}\n",
        ];

        foreach (var text in texts)
        {
            var error = Assert.Throws<SiteDesignException>(() => Designs.Read(text));
            Assert.DoesNotContain(Canary, error.ToString(), StringComparison.Ordinal);
        }
        var number = Assert.Throws<SiteDesignException>(() => Designs.Read(texts[2].Replace("c4n4ry", "1234567", StringComparison.Ordinal)));
        Assert.DoesNotContain("1234567", number.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data:\n\tlabels: {}\n", 4, 1)]
    [InlineData("data:\n  labels:\n    a: b\n  \tc: d\n", 6, 3)]
    [InlineData("data:\n  labels:\n\t\ta: b\n", 5, 1)]
    public void A_tab_that_indents_is_shown_where_it_stands(string data, int line, int column)
    {
        var finding = Designs.Findings("schema: drydock/Rack/v1\nmetadata: {name: r}\n" + data)[0];

        Assert.Equal(("DD5001", line, column), (finding.Code, finding.Line, finding.Column));
        Assert.StartsWith("The YAML cannot be read: a tab indents here, where YAML allows spaces only.", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_that_stand_for_too_much_are_refused()
    {
        var bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 30).Select(level =>
            $"{(char)('a' + level % 26)}{level}: &{(char)('a' + level)} [{string.Join(",", Enumerable.Repeat("*" + (char)('a' + level - 1), 10))}]\n"));

        var finding = Assert.Single(Designs.Findings(Header + "---\n" + bomb + "---\n" + Header.Replace(": a", ": b", StringComparison.Ordinal)));

        Assert.Equal("DD5001", finding.Code);
        Assert.Contains("aliases of this document stand for more than 100000 values", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: &x [*x]\n", "'*x' names no anchor")]
    [InlineData("a: *x\n", "'*x' names no anchor")]
    [InlineData("a: &x {<<: *x}\n", "'*x' names no anchor")]
    public void An_alias_of_nothing_is_an_error(string text, string expected) =>
        Assert.Contains(expected, Assert.Single(Designs.Findings(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Depth_is_bounded(string open) =>
        Assert.Contains("64 levels", Assert.Single(Designs.Findings("a: " + (open == "- " ? "\n" : "") +
            string.Concat(Enumerable.Repeat(open, 20_000)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Documents_of_others_are_counted_and_otherwise_left_alone()
    {
        var reading = Designs.Read(
            "---\n" + Header + "---\nschema: deckhand/LayeringPolicy/v1\nmetadata: {name: x}\ndata: {a: 1, a: 2}\n---\n" +
            "apiVersion: v1\nkind: ConfigMap\n---\nschema: deckhand/LayeringPolicy/v1\n---\n---\njust: this\n---\n- a\n");

        Assert.Equal(
            ["site.yaml:8:1: info DD5003: 3 documents of other schemas skipped: deckhand/LayeringPolicy/v1 (2), v1/ConfigMap.",
                "site.yaml:17:4: info DD5003: An empty document was skipped.",
                "site.yaml:18:1: warning DD5003: A document with neither 'schema' nor 'apiVersion' was skipped: it is no part of a site design.",
                "site.yaml:20:1: warning DD5003: A document that is a list was skipped; expected a mapping."],
            reading.Findings.Select(finding => finding.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n# nothing\n")]
    [InlineData("schema: other/Thing/v1\n")]
    public void A_design_without_documents_is_warned_of(string text) =>
        Assert.Contains(Designs.Read(text).Findings, finding => finding is { Code: "DD5004", Severity: FindingSeverity.Warning });

    [Fact]
    public void A_byte_order_mark_and_carriage_returns_do_no_harm()
    {
        var site = Designs.Read("\uFEFF" + Header.Replace("\n", "\r\n", StringComparison.Ordinal)).Site;

        Assert.Equal("10.0.0.0/24", site.Networks.Single().Cidr);
    }

    [Fact]
    public void Words_that_YAML_takes_for_booleans_are_warned_of()
    {
        var reading = Designs.ReadChanged(Designs.NodeDocument("  platform:\n    kernel_params:\n      iommu: on\n      nosmt: true\n"));

        Assert.Equal("BaremetalNode/n1: .platform.kernel_params.iommu is on without quotes, which YAML reads as a boolean.",
            Assert.Single(reading.Findings).Message);
        Assert.Equal("True", reading.Site.Nodes.Single().KernelParams["iommu"]);
    }

    [Fact]
    public void No_text_brings_the_reader_down()
    {
        var text = Designs.Base;
        var random = new Random(20);
        const string Signs = "{}[]:-,&*!|>'\"%@`#?\t\n \0\uFEFF\uD800a1~<";
        for (var round = 0; round < 400; round++)
        {
            var letters = text.ToCharArray().ToList();
            for (var edit = random.Next(1, 6); edit > 0; edit--)
            {
                var index = random.Next(letters.Count);
                if (random.Next(3) == 0) letters.RemoveRange(index, Math.Min(random.Next(1, 40), letters.Count - index));
                else letters.Insert(index, Signs[random.Next(Signs.Length)]);
            }
            var mutant = new string([.. letters]);
            var error = Record.Exception(() => Designs.Read(mutant));
            Assert.True(error is null or SiteDesignException, $"{error}\n{mutant}");
            if (error is SiteDesignException design) Assert.Contains(design.Findings, finding => finding.Severity == FindingSeverity.Error);
        }
    }

    [Theory]
    [InlineData("  metadata: {boot_mac: 52:54:00}\n", ".metadata.boot_mac is '52:54:00'; expected a MAC address such as 52:54:00:12:34:56.")]
    [InlineData("  metadata: {owner_data: {a: 1}}\n", ".metadata.owner_data.a is the number 1; expected a text.")]
    [InlineData("  interfaces: {a: 1}\n", ".interfaces.a is the number 1; expected a mapping.")]
    [InlineData("  interfaces: {a: {slave: [x]}}\n", ".interfaces.a.slave is not a known key. Did you mean 'slaves'?")]
    [InlineData("  oob: {port: 70000}\n", ".oob.port is the number 70000; expected a port from 1 to 65535.")]
    [InlineData("  oob: {credential: 7}\n", ".oob.credential is a number or boolean; expected a text.")]
    [InlineData("  storage: {physical_devices: {sda: {partitions: [{size: 1g}]}}}\n",
        ".storage.physical_devices.sda.partitions[0].name is missing; expected a text.")]
    [InlineData("  - network: oob\n", ".addressing[2].address is missing; expected an IP address, dhcp or auto.")]
    public void A_wrong_value_of_a_node_is_reported(string content, string message) => Assert.Equal("BaremetalNode/n1: " + message,
        Assert.Single(Designs.Findings(Designs.Changed(Designs.NodeDocument(content)))).Message);

    [Fact]
    public void A_text_of_errors_only_comes_to_an_end()
    {
        var findings = Designs.Findings(string.Concat(Enumerable.Repeat("---\na: [\n", 5000)));

        Assert.Equal(50, findings.Length);
        Assert.All(findings, finding => Assert.Equal("DD5001", finding.Code));
    }

    [Fact]
    public void A_file_given_twice_is_reported_as_double()
    {
        var source = new SiteSource("a.yaml", Header);

        var error = Assert.Throws<SiteDesignException>(() => new SiteDesignReader().Read([source, source]));

        Assert.Equal("DD5101", Assert.Single(error.Findings).Code);
    }
}
