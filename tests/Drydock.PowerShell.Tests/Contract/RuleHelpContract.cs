using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;
using Drydock.Core.Design;
using Drydock.Design;

namespace Drydock.PowerShell.Tests.Contract;

/// <summary>
/// <c>about_DrydockRules</c> says of every rule what the catalogue says. Where it does not, what it should say is written
/// beside the module, in <c>artifacts</c>, to be copied.
/// </summary>
public sealed class RuleHelpContract
{
    private const string Name = "about_DrydockRules.help.txt";
    private const int Width = 76;

    [Fact]
    public void Every_rule_is_told_of_as_it_is()
    {
        var expected = Text(new SiteDesignReader().Rules);
        var actual = File.ReadAllText(Path.Combine(Repository.Module, "en-US", Name)).Replace("\r\n", "\n", StringComparison.Ordinal);
        var copy = Path.Combine(Repository.Root, "artifacts", Name);
        if (actual != expected) File.WriteAllText(copy, expected);

        Assert.True(actual == expected, $"{Name} is stale; copy {copy} over it.");
        Assert.All(actual.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    private static string Text(IReadOnlyList<DesignRule> rules)
    {
        var text = new StringBuilder();
        text.Append("TOPIC\n    about_DrydockRules\n\nSHORT DESCRIPTION\n    The rules by which Test-SiteDesign checks a site design.\n\nLONG DESCRIPTION\n");
        Add("Each finding has the code and the name of its rule. Codes below DD5000 are those of airshipit/drydock, which uses some of them twice: " +
            "there the name tells which is meant. The severity given here is the worst that a finding of the rule can have.", 4);
        text.Append('\n');
        Add("Test-SiteDesign -SkipRule takes codes and names; a code that two rules have skips both. Rules marked with * keep a design from being read or compiled, " +
            "and cannot be skipped.", 4);
        foreach (var rule in rules)
        {
            text.Append($"\n{rule.Code}{(rule.CanSkip ? "" : "*")} {rule.Name} ({rule.Severity.ToString().ToLowerInvariant()})\n");
            Add(rule.Description, 4);
            Add("Remedy: " + rule.Remedy, 4);
        }
        text.Append("\nSEE ALSO\n    Test-SiteDesign\n    Import-SiteDesign\n    about_Drydock\n");
        return text.ToString();

        void Add(string paragraph, int indent)
        {
            foreach (Match line in Regex.Matches(paragraph, $@"(.{{1,{Width - indent}}})(?: +|\z)"))
                text.Append(' ', indent).Append(line.Groups[1].Value).Append('\n');
        }
    }
}
