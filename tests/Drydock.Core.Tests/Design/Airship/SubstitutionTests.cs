using System;
using System.Globalization;
using System.Linq;
using Drydock.Core.Design;
using Drydock.Core.Design.Airship;
using Drydock.Design;
using static Drydock.Core.Tests.Design.Airship.RawDocuments;

namespace Drydock.Core.Tests.Design.Airship;

public sealed class SubstitutionTests
{
    private const string Canary = "Canary-7781";

    private static string Into(string data, string destination, string path = ".") =>
        Thing("d", "layer: site", data, From("x/Src/v1", "s", path, destination));

    private static string Source(string data) => Document("x/Src/v1", "s", "layer: site", data);

    [Theory]
    [InlineData("5", "{}", "{path: '.a[1].b'}", """{"a":[{},{"b":5}]}""")]
    [InlineData("5", "{a: [1]}", "{path: '.a[0]'}", """{"a":[5]}""")]
    [InlineData("5", "{}", "{path: '.a[1][1]'}", """{"a":[{},[{},5]]}""")]
    [InlineData("5", "{}", "{path: \".'a.b'\"}", """{"a.b":5}""")]
    [InlineData("5", "{}", "{path: \"$['a.b']\"}", """{"a.b":5}""")]
    [InlineData("{b: 1}", "{a: 1, c: 1, b: 2}", "{path: .}", """{"a":1,"c":1,"b":1}""")]
    [InlineData("[1]", "{a: 1}", "{path: $}", "[1]")]
    [InlineData("true", "{u: 'is X, X'}", "{path: .u, pattern: X}", """{"u":"is True, True"}""")]
    [InlineData("1.50", "{u: X}", "{path: .u, pattern: X}", """{"u":"1.5"}""")]
    [InlineData("010", "{u: X}", "{path: .u, pattern: X}", """{"u":"8"}""")]
    [InlineData(@"'[\g<0>\\\1]'", "{u: aXb}", "{path: .u, pattern: '(X)'}", """{"u":"a[X\\X]b"}""")]
    [InlineData("5", "{t: [X, {y: X, n: 1}, Y]}", "{path: .t, pattern: X, recurse: {depth: -1}}", """{"t":["5",{"y":"5","n":1},"Y"]}""")]
    [InlineData("5", "{t: [X, {y: X}]}", "{path: .t, pattern: X, recurse: {depth: 0}}", """{"t":["X",{"y":"X"}]}""")]
    [InlineData("5", "{t: [a1]}", "{path: .t, pattern: '[0-9]', recurse: {depth: 1}}", """{"t":["a1"]}""")]
    public void Values_go_to_their_places(string source, string data, string destination, string expected) =>
        Assert.Equal(expected, Rendered("d", Source(source), Into(data, destination)));

    [Fact]
    public void A_source_is_as_it_was_written_whatever_its_takers_do()
    {
        var taker = Thing("d", "layer: site", "{}", "substitutions: [" +
            "{src: {schema: x/Src/v1, name: s, path: .m}, dest: {path: .one}}, " +
            "{src: {schema: deckhand/Passphrase/v1, name: p, path: .}, dest: {path: .one.k.q}}]");

        var rendering = Render(taker, Source("{m: {k: {q: old}}}"), Passphrase("p", "new"));

        Assert.Equal("""{"one":{"k":{"q":"new"}}}""", Data(rendering, "d"));
        Assert.Equal("""{"m":{"k":{"q":"old"}}}""", Data(rendering, "s"));
    }

    [Theory]
    [InlineData("{a: 1}", "{}", "{path: .x}", ".zz", "DD5806", ".src: x/Src/v1 's' (site.yaml:6:1) has nothing at .zz.")]
    [InlineData("{a: null}", "{}", "{path: .x}", ".a", "DD5806", ".src: x/Src/v1 's' (site.yaml:6:1) is null at .a.")]
    [InlineData("1", "{x: text}", "{path: .x.y}", ".", "DD5807", ".dest: .x.y cannot be made: .x is 'text'; expected a mapping.")]
    [InlineData("1", "{x: {}}", "{path: '.x[0]'}", ".", "DD5807", ".dest: .x[0] cannot be made: .x is a mapping; expected a list.")]
    [InlineData("1", "text", "{path: .x}", ".", "DD5807", ".dest: .x cannot be made: the data is 'text'; expected a mapping.")]
    [InlineData("1", "{}", "{path: .x, pattern: X}", ".", "DD5808", ".dest.pattern looks for a text, and the document has nothing at .x.")]
    [InlineData("1", "{}", "{path: .x, pattern: X, recurse: {depth: 1}}", ".", "DD5808", ".dest.pattern looks for a text, and the document has nothing at .x.")]
    [InlineData("1", "{x: 5}", "{path: .x, pattern: X}", ".", "DD5808", ".dest.pattern looks for a text, and the document has the number 5 at .x.")]
    [InlineData("{a: 1}", "{x: X}", "{path: .x, pattern: X}", ".", "DD5808", ".dest.pattern needs a text to put in its place, and the value is a mapping.")]
    public void What_cannot_be_put_in_is_named(string source, string data, string destination, string path, string code, string message)
    {
        var finding = Assert.Single(Findings(Source(source), Into(data, destination, path)));

        Assert.Equal(code, finding.Code);
        Assert.Equal("Thing/d: .metadata.substitutions[0]" + message, finding.Message);
        Assert.StartsWith("site.yaml:15:", finding.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deckhand/Passphrase/v1", "ipmi_pasword", " Did you mean 'ipmi_password'?")]
    [InlineData("deckhand/Pasphrase/v1", "ipmi_password", " Did you mean 'deckhand/Passphrase/v1'?")]
    [InlineData("deckhand/Passphrase/v1", "abstract", " The one in site.yaml:12:1 is abstract, and so is no source.")]
    public void A_missing_source_is_named_with_what_may_be_meant(string schema, string name, string hint)
    {
        var finding = Assert.Single(Findings(Passphrase("ipmi_password", "x"), Document("deckhand/Passphrase/v1", "abstract", "abstract: true, layer: site", "x"),
            Thing("d", "layer: site", "{}", From(schema, name, ".", "{path: .p}"))));

        Assert.Equal($"Thing/d: .metadata.substitutions[0].src: there is no document {schema} '{name}'.{hint}", finding.Message);
        Assert.Equal(("DD5806", "site.yaml:21:25"), (finding.Code, finding.Location!.ToString()));
    }

    [Fact]
    public void Missing_sources_may_be_skipped_with_a_warning()
    {
        var renderer = new AirshipRenderer { SkipFailedSubstitutions = true };

        var rendering = renderer.Render([RawDocuments.Source(Thing("d", "layer: site", "{a: 1}", From("x/Src/v1", "s", ".", "{path: .p}")))]);

        Assert.Equal("""{"a":1}""", Data(rendering, "d"));
        Assert.Equal(("DD5806", FindingSeverity.Warning), (rendering.Findings.Single().Code, rendering.Findings.Single().Severity));
    }

    [Fact]
    public void A_cycle_is_shown_link_by_link()
    {
        var finding = Assert.Single(Findings(
            Thing("a", "layer: site", "{}", From("x/Thing/v1", "b", ".", "{path: .v}")),
            Thing("b", "layer: site", "{}", From("x/Thing/v1", "c", ".", "{path: .v}")),
            Thing("c", "layer: site", "{}", From("x/Thing/v1", "a", ".", "{path: .v}"))));

        Assert.Equal("DD5809", finding.Code);
        Assert.Contains("Thing/a needs Thing/b needs Thing/c needs Thing/a.", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_of_a_source_takes_a_group()
    {
        static string Taking(string pattern, int group) => Thing("d", "layer: site", "{}",
            $"substitutions: [{{src: {{schema: x/Src/v1, name: s, path: ., pattern: '{pattern}', match_group: {group.ToString(CultureInfo.InvariantCulture)}}}, dest: {{path: .v}}}}]");

        Assert.Equal("""{"v":"name"}""", Rendered("d", Source("repo/name:v1"), Taking("/(.*):", 1)));
        Assert.Equal("""{"v":"repo/name:v1"}""", Rendered("d", Source("repo/name:v1"), Taking("[0-9]{9}", 0)));
        Assert.Equal("DD5808", Assert.Single(Findings(Source("repo/name:v1"), Taking("/(.*):", 2))).Code);
        Assert.Equal("DD001", Assert.Single(Findings(Source("repo/name:v1"), Taking("(", 0))).Code);
        Assert.Contains("named groups", Assert.Single(Findings(Source("repo/name:v1"), Taking("(?P<n>x)", 0))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Passwords_become_secrets_and_places_are_those_of_their_files()
    {
        var profile = Document("drydock/HostProfile/v1", "p", "layer: site", "{oob: {type: ipmi}}",
            From("deckhand/Passphrase/v1", "ipmi", ".", "{path: .oob.credential}"));

        var reading = new SiteDesignReader().Read([RawDocuments.Source(profile), new SiteSource("secret.yaml", Passphrase("ipmi", Canary))]);
        var wrong = Assert.Throws<SiteDesignException>(() => new SiteDesignReader().Read(
            [RawDocuments.Source(profile), new SiteSource("secret.yaml", Passphrase("ipmi", "77810"))]));

        Assert.Equal(new Secret(Canary), reading.Site.HostProfiles.Single().Oob.Credential);
        var finding = Assert.Single(wrong.Findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.Equal("secret.yaml:6:7", finding.Location!.ToString());
        Assert.Equal("HostProfile/p", finding.Document);
        Assert.DoesNotContain("77810", wrong.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_do_not_show_a_password_that_came_to_a_wrong_place()
    {
        var documents = new[] { Passphrase("p", "'" + Canary + @"\q'"), Document("drydock/Rack/v1", "r", "layer: site", "{location: X}",
            "substitutions: [{src: {schema: deckhand/Passphrase/v1, name: p, path: .}, dest: [{path: .location, pattern: X}, {path: .local_networks}]}]") };

        var error = Assert.Throws<SiteDesignException>(() => Read(documents));
        var other = Assert.Throws<SiteDesignException>(() => Read(documents[0].Replace(@"\q", "", StringComparison.Ordinal), documents[1]));

        Assert.Contains("a backslash before a letter", error.Message, StringComparison.Ordinal);
        Assert.Contains("is a secret; expected", other.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, error.ToString() + other, StringComparison.Ordinal);
    }

    [Fact]
    public void A_passphrase_that_is_no_YAML_is_not_shown()
    {
        static SiteDesignException Error(string schema) =>
            Assert.Throws<SiteDesignException>(() => Read(Document(schema, "p", "layer: site", "'a' " + Canary), Document("drydock/Rack/v1", "r", "layer: site", "{}")));

        var error = Error("deckhand/Passphrase/v1");

        Assert.Contains(error.Findings, finding => finding.Code == "DD5001" && finding.Location!.Line == 10);
        Assert.Contains(Canary, Error("deckhand/PublicKey/v1").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data: {managedDocument: {0}}", "")]
    [InlineData("data: {managedDocument: {0}, encrypted: {by: me}}", "Passphrase/p is needed, and Pegleg has encrypted it.")]
    public void A_document_that_Pegleg_manages_is_what_it_wraps(string wrapper, string error)
    {
        var managed = "{schema: deckhand/Passphrase/v1, metadata: {schema: metadata/Document/v1, name: p, storagePolicy: cleartext, layeringDefinition: {layer: site}}, data: secret}";
        var document = "---\nschema: pegleg/PeglegManagedDocument/v1\nmetadata: {schema: metadata/Document/v1, name: wrapper}\n" +
            wrapper.Replace("{0}", managed, StringComparison.Ordinal) + "\n";
        var taker = Thing("d", "layer: site", "{}", From("deckhand/Passphrase/v1", "p", ".", "{path: .v}"));

        if (error.Length == 0) Assert.Equal("""{"v":"secret"}""", Rendered("d", document, taker));
        else Assert.Equal(error, Assert.Single(Findings(document, taker)).Message);
    }

    [Fact]
    public void Long_chains_and_growing_documents_have_an_end()
    {
        const int Count = 10_000;
        static string Name(int number) => "t" + number.ToString(CultureInfo.InvariantCulture);
        var chain = Enumerable.Range(0, Count).Select(number => number == Count - 1 ? Thing(Name(number), "layer: site", "{v: end}")
            : Thing(Name(number), "layer: site", "{}", From("x/Thing/v1", Name(number + 1), ".v", "{path: .v}")));
        var doubling = Enumerable.Range(0, 40).Select(number => number == 39 ? Thing(Name(number), "layer: site", "{}")
            : Thing(Name(number), "layer: site", "{}", From("x/Thing/v1", Name(number + 1), ".", "[{path: .a}, {path: .b}]")));

        Assert.Equal("""{"v":"end"}""", Rendered("t0", [.. chain]));
        Assert.Contains(Findings([.. doubling]), finding => finding.Code == "DD5810");
    }
}
