using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Drydock.Core.Design;
using Drydock.Design;
using Newtonsoft.Json.Linq;
using Xunit.Abstractions;

namespace Drydock.Core.Tests.Design;

/// <summary>
/// Walks all recorded cases: the same messages by rule, severity and documents, and the same effective model; or a
/// difference that <c>fixed.txt</c> lists with what is found instead and the reason.
/// </summary>
public sealed class RecordedCaseTests(ITestOutputHelper output)
{
    private static readonly JObject BaseModel = JObject.Parse(File.ReadAllText(Path.Combine(Designs.Folder, "base.json")));

    [Fact]
    public void The_base_site_is_as_recorded()
    {
        var reading = Check(Designs.Base);

        Assert.True(JToken.DeepEquals(BaseModel, Model(reading.Site)), Model(reading.Site).ToString());
        Assert.Equal("DD3001 Warning", Summary(reading));
        Assert.Empty(Check(Designs.Base, new RecordedImages()).Findings);
    }

    [Fact]
    public void Every_case_is_as_recorded_or_fixed_with_a_reason()
    {
        var fixes = Fixes();
        var (same, differing) = (0, new List<string>());
        foreach (var recorded in RecordedCase.All)
        {
            var difference = Difference(recorded);
            var summary = Summary(Check(recorded.Text));
            if (fixes.Remove(recorded.Name, out var fix))
            {
                if (difference is null) differing.Add($"{recorded.Name}: is the same, so fixed.txt need not list it");
                else if (fix.Found != summary) differing.Add($"{recorded.Name}: finds '{summary}', fixed.txt says '{fix.Found}'");
            }
            else if (difference is null)
            {
                same++;
            }
            else
            {
                differing.Add($"{recorded.Name}: {difference}; finds '{summary}'");
            }
        }
        differing.AddRange(fixes.Keys.Select(name => $"{name}: fixed.txt lists a case that does not exist"));
        output.WriteLine($"same {same}, fixed {RecordedCase.All.Count() - same - differing.Count}, differing {differing.Count}");
        Assert.True(differing.Count == 0, string.Join("\n", differing));
    }

    /// <summary>A finding says where, what and what to do, whatever the case; only remarks on the check itself have no place.</summary>
    [Fact]
    public void Every_finding_of_every_case_has_a_place_and_a_remedy()
    {
        var severities = new SiteDesignReader().Rules.ToDictionary(rule => rule.Name, rule => rule.Severity);
        var findings = RecordedCase.All.SelectMany(recorded => Check(recorded.Text).Findings.Select(finding => (recorded.Name, finding))).ToList();

        Assert.True(findings.Count > 100, $"only {findings.Count} findings");
        Assert.All(findings, found =>
        {
            var (name, finding) = found;
            Assert.True(finding.Message.Length > 10 && finding.Remedy is { Length: > 5 }, $"{name}: {finding} {finding.Remedy}");
            Assert.True(finding is { Code: "DD3001", Severity: FindingSeverity.Warning } or { File: "site.yaml", Line: > 0, Column: > 0 }, $"{name}: {finding}");
            Assert.True(finding.Document is null || finding.Message.Contains(finding.Document, StringComparison.Ordinal), $"{name}: {finding}");
            Assert.True(finding.Severity <= severities[finding.Rule], $"{name}: {finding.Severity} of {finding.Rule}");
        });
    }

    /// <summary>How a case differs from what was recorded; null where it does not.</summary>
    private static string? Difference(RecordedCase recorded)
    {
        if (recorded.Crash is not null) return "crashed: " + recorded.Crash;
        var reading = Check(recorded.Text);
        var withImages = Check(recorded.Text, new RecordedImages()).Findings.Where(finding => finding.Code == "DD3001");
        return Difference(recorded.Found, reading.Findings)
            ?? (recorded.Model is null ? null : Difference(recorded.FoundWithImages, withImages) ?? ModelDifference(recorded.Model, Model(reading.Site)));
    }

    private static string? Difference(IReadOnlyList<RecordedMessage> recorded, IEnumerable<DesignFinding> findings)
    {
        var found = findings.Where(finding => finding.Severity != FindingSeverity.Info).Select(RecordedMessage.Of).ToList();
        return recorded.FirstOrDefault(message => !found.Exists(message.SaysSame)) is { } missing ? "misses " + missing
            : found.Find(message => !recorded.Any(message.SaysSame)) is { } additional ? "adds " + additional : null;
    }

    private static string? ModelDifference(JObject changes, JObject actual)
    {
        foreach (var (part, documents) in BaseModel)
        {
            var names = ((JObject)documents!).Properties().Concat((changes[part] as JObject)?.Properties() ?? []).Select(document => document.Name);
            foreach (var name in names.Distinct())
            {
                // A node that the base site does not have is recorded by what sets it apart from the base site's.
                var standard = documents[name] ?? (part == "nodes" ? documents["n1"] : null);
                var change = changes[part]?[name];
                var wanted = change is JObject fields ? Merged(standard as JObject ?? [], fields) : change ?? standard;
                var made = actual[part]![name];
                if (wanted is null or { Type: JTokenType.Null } ? made is not null : !JToken.DeepEquals(wanted, made))
                    return $"makes of {part} {name} {Differing(wanted, made)}";
            }
        }
        return null;
    }

    private static string Differing(JToken? wanted, JToken? made) => wanted is JObject expected && made is JObject actual
        ? string.Join(", ", expected.Properties().Where(field => !JToken.DeepEquals(field.Value, actual[field.Name]))
            .Select(field => $"{field.Name} {actual[field.Name]?.ToString(Newtonsoft.Json.Formatting.None)}, not {field.Value.ToString(Newtonsoft.Json.Formatting.None)}"))
        : $"{made}, not {wanted}";

    private static JObject Merged(JObject recorded, JObject changes)
    {
        var merged = (JObject)recorded.DeepClone();
        foreach (var change in changes.Properties()) merged[change.Name] = change.Value;
        return merged;
    }

    private static SiteReading Check(string text, IImageCatalogue? images = null) =>
        new SiteDesignReader().Check([new SiteSource("site.yaml", text)], new DesignCheckOptions { Images = images });

    /// <summary>The model as text would give it, in which a null text is null.</summary>
    private static JObject Model(SiteDesign site) => JObject.Parse(EffectiveModel.Of(site).ToString());

    /// <summary>Codes and severities of errors and warnings; <c>nothing</c> where there is none.</summary>
    private static string Summary(SiteReading reading)
    {
        var found = reading.Findings.Where(finding => finding.Severity != FindingSeverity.Info)
            .Select(finding => $"{finding.Code} {finding.Severity}").Distinct().Order(StringComparer.Ordinal).ToList();
        return found.Count == 0 ? "nothing" : string.Join(", ", found);
    }

    /// <summary>The lines <c>case | what is found | reason</c>.</summary>
    private static Dictionary<string, (string Found, string Reason)> Fixes()
    {
        var fixes = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var line in File.ReadAllLines(Path.Combine(RecordedCase.Folder, "fixed.txt")))
        {
            var parts = line.Split('|').Select(part => part.Trim()).ToList();
            Assert.True(parts.Count == 3 && parts[2].Length > 10, "A line of fixed.txt is no 'case | found | reason': " + line);
            fixes.Add(parts[0], (parts[1], parts[2]));
        }
        return fixes;
    }
}
