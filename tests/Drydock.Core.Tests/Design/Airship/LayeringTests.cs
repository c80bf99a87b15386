using System.Linq;
using Drydock.Design;
using static Drydock.Core.Tests.Design.Airship.RawDocuments;

namespace Drydock.Core.Tests.Design.Airship;

public sealed class LayeringTests
{
    private static string Parent(string data, string layering = "abstract: true, layer: global") => Thing("parent", layering, data, "labels: {k: v}");

    private static string With(string actions, string data) => Thing("child", $"layer: site, parentSelector: {{k: v}}, actions: [{actions}]", data);

    [Theory]
    [InlineData("{method: delete, path: '.b'}", "{}", """{"a":{"x":1},"l":[{"n":1},{"n":1}]}""")]
    [InlineData("{method: delete, path: '.l[1]'}", "{}", """{"a":{"x":1},"b":{"x":1},"l":[{"n":1}]}""")]
    [InlineData("{method: delete, path: '.l[1].n'}", "{}", """{"a":{"x":1},"b":{"x":1},"l":[{"n":1},{}]}""")]
    [InlineData("{method: delete, path: .}, {method: merge, path: .a}", "{a: {y: 2}}", """{"a":{"y":2}}""")]
    [InlineData("{method: delete, path: $}, {method: merge, path: .a}", "{a: {y: 2}}", """{"a":{"y":2}}""")]
    [InlineData("{method: merge, path: .a}", "{a: {x: null, y: [3]}}", """{"a":{"x":null,"y":[3]},"b":{"x":1},"l":[{"n":1},{"n":1}]}""")]
    [InlineData("{method: merge, path: .a}", "{a: 5}", """{"a":5,"b":{"x":1},"l":[{"n":1},{"n":1}]}""")]
    [InlineData("{method: replace, path: .}", "{c: 1}", """{"c":1}""")]
    [InlineData("{method: replace, path: $}", "[1]", "[1]")]
    [InlineData("{method: replace, path: data.a}", "{a: 1}", """{"a":1,"b":{"x":1},"l":[{"n":1},{"n":1}]}""")]
    public void Actions_change_what_their_path_names(string actions, string data, string expected) =>
        Assert.Equal(expected, Rendered("child", Parent("{a: {x: 1}, b: {x: 1}, l: [{n: 1}, {n: 1}]}"), With(actions, data)));

    [Fact]
    public void A_key_that_begins_with_data_is_a_key() =>
        Assert.Equal("""{"database":2}""", Rendered("child", Parent("{database: 1}"), With("{method: merge, path: .database}", "{database: 2}")));

    [Fact]
    public void The_nearest_layer_has_the_parent()
    {
        var near = Thing("near", "abstract: true, layer: type", "{n: 2}", "labels: {k: v}");

        Assert.Equal("""{"n":2,"c":1}""", Rendered("child", Parent("{n: 1, far: true}"), With("{method: merge, path: .}", "{c: 1}"), near));
    }

    [Fact]
    public void All_labels_count_by_value_and_type()
    {
        var documents = new[]
        {
            Thing("one", "abstract: true, layer: global", "{n: 1}", "labels: {a: '1', b: x}"),
            Thing("two", "abstract: true, layer: global", "{n: 2}", "labels: {a: 1, b: x}"),
            Thing("child", "layer: site, parentSelector: {a: 1, b: x}, actions: [{method: merge, path: .}]", "{}"),
            Thing("lone", "layer: site, parentSelector: {a: 1, b: y}, actions: [{method: merge, path: .}]", "{own: 1}"),
        };

        Assert.Equal("""{"n":2}""", Rendered("child", documents));
        Assert.Equal("""{"own":1}""", Rendered("lone", documents));
    }

    [Fact]
    public void Grandchildren_get_what_children_have()
    {
        var middle = Thing("middle", "abstract: true, layer: type, parentSelector: {k: v}, actions: [{method: merge, path: .}]", "{m: 1}", "labels: {m: m}");
        var child = Thing("child", "layer: site, parentSelector: {m: m}, actions: [{method: merge, path: .}]", "{c: 1}");

        Assert.Equal("""{"p":1,"m":1,"c":1}""", Rendered("child", child, middle, Parent("{p: 1}")));
    }

    [Fact]
    public void Children_of_a_replaced_parent_see_the_replacement()
    {
        var replacement = Thing("parent", "layer: type, parentSelector: {k: v}, actions: [{method: merge, path: .}]", "{n: new}", "replacement: true");
        var rendering = Render(Parent("{n: old, p: 1}", "layer: global"), With("{method: merge, path: .}", "{c: 1}"), replacement);

        Assert.Equal("""{"n":"new","p":1,"c":1}""", Data(rendering, "child"));
        Assert.Equal("""{"n":"new","p":1}""", Data(rendering, "parent"));
    }

    [Theory]
    [InlineData("{method: merge, path: .zz}", "{a: 1}", "merges .zz, which the document's own data does not have.")]
    [InlineData("{method: replace, path: .a}", "{a: null}", "replaces .a, which is null in the document's own data.")]
    [InlineData("{method: delete, path: .zz}", "{a: 1}", "deletes .zz, which Thing/parent (site.yaml:6:1) does not have.")]
    [InlineData("{method: replace, path: .b.c}", "{b: {c: 1}}", "replaces .b.c, which the parent's data has no place for: .b is the number 1; expected a mapping.")]
    public void An_action_without_its_path_is_an_error(string action, string data, string message)
    {
        var finding = Assert.Single(Findings(Parent("{b: 1}"), With(action, data)));

        Assert.Equal("DD5804", finding.Code);
        Assert.Equal("Thing/child", finding.Document);
        Assert.Equal(".metadata.layeringDefinition.actions[0]", finding.Path);
        Assert.Equal("site.yaml:14:71", finding.Location!.ToString());
        Assert.Equal("Thing/child: .metadata.layeringDefinition.actions[0] " + message, finding.Message);
    }

    [Theory]
    [InlineData("{method: move, path: .a}", ".method is 'move'; expected merge or replace or delete.")]
    [InlineData("{path: .a}", ".method is missing; expected merge, replace or delete.")]
    [InlineData("{method: merge}", ".path is missing; expected a path such as .a.b[0].")]
    [InlineData("{method: merge, path: .a, to: .b}", ".to is not a known key.")]
    [InlineData("{method: merge, path: '.a[*]'}", ".path '.a[*]' has no index from 0 to 9999 after '['.")]
    [InlineData("{method: merge, path: '.a[99999999999]'}", ".path '.a[99999999999]' has no index from 0 to 9999 after '['.")]
    [InlineData("{method: merge, path: $..a}", ".path '$..a' has '.' where a key was expected; wildcards, filters and descents are not supported.")]
    [InlineData("{method: merge, path: '.a.'}", ".path '.a.' ends where a key was expected.")]
    public void An_action_of_another_form_is_an_error(string action, string message) => Assert.Contains(
        Findings(Parent("{a: 1}"), With(action, "{a: 1}")),
        finding => finding is { Code: "DD001" } && finding.Message.Contains(".metadata.layeringDefinition.actions[0]" + message, System.StringComparison.Ordinal));

    [Fact]
    public void Two_parents_in_a_layer_are_named()
    {
        var other = Thing("other", "layer: global", "{}", "labels: {k: v}");

        var finding = Assert.Single(Findings(Parent("{}"), other, With("{method: merge, path: .}", "{}")));

        Assert.Equal("DD5803", finding.Code);
        Assert.Equal("Thing/child: .metadata.layeringDefinition.parentSelector selects 2 documents of the layer 'global': " +
            "Thing/parent (site.yaml:6:1), Thing/other (site.yaml:12:1); expected one.", finding.Message);
        Assert.Equal("site.yaml:20:53", finding.Location!.ToString());
    }

    [Fact]
    public void A_layer_that_the_policy_lacks_gets_a_suggestion()
    {
        var finding = Assert.Single(Findings(Thing("a", "layer: sit", "{}")));

        Assert.Equal(("DD5802", "site.yaml:8:31"), (finding.Code, finding.Location!.ToString()));
        Assert.EndsWith("Did you mean 'site'?", finding.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_level_of_replacement_is_an_error()
    {
        var first = Thing("parent", "layer: type, parentSelector: {k: v}, actions: [{method: merge, path: .}]", "{}", "replacement: true, labels: {m: m}");
        var second = Thing("parent", "layer: site, parentSelector: {m: m}, actions: [{method: merge, path: .}]", "{}", "replacement: true");

        Assert.Contains(Findings(Parent("{}", "layer: global"), first, second), finding => finding.Code == "DD5805"
            && finding.Message.EndsWith("replaces it in turn; only one level of replacement is possible.", System.StringComparison.Ordinal));
    }

    [Fact]
    public void Only_what_the_site_needs_is_looked_at()
    {
        var reading = Read(Document("drydock/Rack/v1", "r1", "layer: site", "{location: {}}"),
            Thing("broken", "layer: nowhere", "{}", "substitutions: 5"),
            Document("drydock/HostProfile/v1", "unused", "abstract: true, layer: nowhere", "{nonsense: 1}"));

        Assert.Equal("r1", Assert.Single(reading.Site.Racks).Name);
        Assert.Empty(reading.Site.HostProfiles);
        Assert.Equal("2 documents of other schemas skipped: deckhand/LayeringPolicy/v1, x/Thing/v1.", Assert.Single(reading.Findings).Message);
    }

    [Fact]
    public void A_policy_among_documents_without_layers_changes_nothing() => Assert.Equal("r1", Assert.Single(
        Read("---\nschema: drydock/Rack/v1\nmetadata: {name: r1}\ndata: {location: {}}\n").Site.Racks).Name);

    [Fact]
    public void A_second_policy_does_not_count_and_is_warned_of()
    {
        var rendering = Render(Policy.Replace("[global, type, site]", "[other]", System.StringComparison.Ordinal), Thing("a", "layer: site", "{}"));

        Assert.Equal(FindingSeverity.Warning, rendering.Findings.Single().Severity);
        Assert.Equal("{}", Data(rendering, "a"));
    }
}
