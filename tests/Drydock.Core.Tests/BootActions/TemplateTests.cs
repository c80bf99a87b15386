using System;
using System.Collections.Generic;
using System.Text;
using Drydock.Core.BootActions;

namespace Drydock.Core.Tests.BootActions;

/// <summary>Templates and pipelines of boot actions.</summary>
public sealed class TemplateTests
{
    private static readonly Dictionary<string, object?> Values = new()
    {
        ["name"] = "node01",
        ["count"] = 3,
        ["on"] = true,
        ["none"] = null,
        ["tags"] = new List<object?> { "a", "b" },
        ["labels"] = new Dictionary<string, object?> { ["rack"] = "r1", ["slot"] = "7" },
    };

    [Theory]
    [InlineData("plain { text } and {{ name }}", "plain { text } and node01")]
    [InlineData("{{name|upper}} {{ 'x' | b64encode }} {{ name | b64encode | b64decode }}", "NODE01 eA== node01")]
    [InlineData("{{ labels.rack }}{{ labels['slot'] }}{{ tags[1] }}", "r17b")]
    [InlineData("{{ tags | join(',') }} {{ tags|length }}", "a,b 2")]
    [InlineData("{{ nosuch | default('d') }}{{ labels.no|default('e') }}", "de")]
    [InlineData("{{ on }} {{ count }} {{ none }}", "True 3 None")]
    [InlineData("{% for tag in tags %}<{{ tag }}>{% endfor %}", "<a><b>")]
    [InlineData("{% for k, v in labels.items() %}{{ k }}={{ v }};{% endfor %}", "rack=r1;slot=7;")]
    [InlineData("{% if 'a' in tags and not nosuch %}yes{% else %}no{% endif %}", "yes")]
    [InlineData("{% if name == 'x' %}1{% elif name != 'node01' %}2{% else %}3{% endif %}", "3")]
    [InlineData("a\n{% for tag in tags %}\n- {{ tag }}\n{% endfor %}\nz\n", "a\n- a\n- b\nz\n")]
    [InlineData("{# remark #}x{{ (nosuch or name) }}", "xnode01")]
    public void Texts_are_rendered(string template, string expected) => Assert.Equal(expected, Template.Parse(template).Render(Values));

    [Theory]
    [InlineData("{{ nosuch }}", "there is no value 'nosuch'")]
    [InlineData("{{ labels.no }}", "there is no value 'labels.no'")]
    [InlineData("{{ tags }}", "no text")]
    [InlineData("line\n{% if name %}", "template line 2")]
    [InlineData("{% include 'x' %}", "no block that is known")]
    [InlineData("{{ name | nosuch }}", "no filter that is known")]
    [InlineData("{{ name ~ 'x' }}", "not understood")]
    [InlineData("{% endfor %}", "ends nothing")]
    [InlineData("{% for x in name %}{% endfor %}", "a text is no list")]
    public void What_is_not_known_is_an_error(string template, string problem)
    {
        var error = Assert.Throws<FormatException>(() => Template.Parse(template).Render(Values));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pipelines_run_their_steps_in_order()
    {
        var encoded = AssetPipeline.Run(Encoding.UTF8.GetBytes("{{ name }}"), ["template", "utf8_encode", "base64_encode"], Values);
        Assert.Equal("bm9kZTAx", Encoding.UTF8.GetString(encoded));
        Assert.Equal("node01", Encoding.UTF8.GetString(AssetPipeline.Run(encoded, ["base64_decode", "utf8_decode"], Values)));
        Assert.Throws<FormatException>(() => AssetPipeline.Run([0xff], ["utf8_decode"], Values));
        Assert.Throws<FormatException>(() => AssetPipeline.Run([], ["gzip"], Values));
    }
}
