using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Drydock.Core.Design.Airship;
using Drydock.Design;
using Newtonsoft.Json.Linq;
using Xunit.Abstractions;

namespace Drydock.Core.Tests.Design.Airship;

/// <summary>
/// Layering and substitution as airshipit/deckhand was seen to do them. The first line of each file says what it shows,
/// the second what came out: all rendered documents, or the error.
/// </summary>
public sealed class RecordedLayeringTests(ITestOutputHelper output)
{
    private const string Expected = "# expected: ";

    private static readonly string Folder = Path.Combine(Designs.Folder, "layering");

    /// <summary>Which rule speaks for an error of Deckhand's.</summary>
    private static readonly Dictionary<string, string[]> Rules = new()
    {
        ["LayeringPolicyNotFound"] = ["Layering Policy"],
        ["InvalidDocumentFormat"] = ["Document Schema"],
        ["InvalidDocumentLayer"] = ["Layer"],
        ["InvalidDocumentParent"] = ["Layering Parent"],
        ["IndeterminateDocumentParent"] = ["Layering Parent"],
        ["InvalidDocumentReplacement"] = ["Replacement"],
        ["MissingDocumentKey"] = ["Layering Action"],
        ["SubstitutionSourceNotFound"] = ["Substitution Source"],
        ["SubstitutionSourceDataNotFound"] = ["Substitution Source"],
        ["SubstitutionDependencyCycle"] = ["Layering and Substitution Cycle"],
        ["UnknownSubstitutionError"] = ["Substitution Pattern", "Substitution Path"],
    };

    [Fact]
    public void Every_case_comes_out_as_recorded_or_is_listed_as_fixed()
    {
        var reasons = File.ReadAllLines(Path.Combine(Folder, "fixed.txt")).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1]);
        var differences = Directory.GetFiles(Folder, "*.yaml").Order(StringComparer.Ordinal)
            .Select(file => (Name: Path.GetFileNameWithoutExtension(file), Difference: Difference(File.ReadAllText(file)))).ToList();

        var differing = differences.Where(found => found.Difference is not null && !reasons.ContainsKey(found.Name)).ToList();
        var same = differences.Count(found => found.Difference is null);
        output.WriteLine($"same {same}, fixed {differences.Count - same - differing.Count}, differing {differing.Count}");

        Assert.Equal(63, differences.Count);
        Assert.True(differing.Count == 0, string.Join(Environment.NewLine, differing.Select(found => $"{found.Name}: {found.Difference}")));
        Assert.Equal(reasons.Keys.Order(), differences.Where(found => found.Difference is not null).Select(found => found.Name).Order());
        Assert.All(reasons.Values, reason => Assert.NotEmpty(reason.Trim()));
    }

    /// <summary>How a case's outcome differs from the recorded one; null where it does not.</summary>
    private static string? Difference(string text)
    {
        var expected = JObject.Parse(text.Split('\n')[1].Substring(Expected.Length));
        var renderer = new AirshipRenderer { SkipFailedSubstitutions = (bool?)expected["skipMissing"] ?? false };
        var error = (string?)expected["error"];
        try
        {
            var rendered = new JObject(renderer.Render([new SiteSource("case.yaml", text)]).Documents
                .Where(document => document.Schema != "deckhand/LayeringPolicy/v1")
                .Select(document => new JProperty($"{document.Schema}|{document.Name}", Content(document))));
            if (error is not null) return $"expected {error}, rendered {rendered}";
            return JToken.DeepEquals(rendered, expected["rendered"]) ? null : $"expected {expected["rendered"]}, rendered {rendered}";
        }
        catch (SiteDesignException found)
        {
            var first = found.Findings.First(finding => finding.Severity == FindingSeverity.Error);
            return error is not null && Rules[error].Contains(first.Rule) ? null : $"expected {error ?? "no error"}: {found.Message}";
        }
    }

    /// <summary>What a recorded document holds: metadata and data.</summary>
    private static JObject Content(RenderedDocument document)
    {
        var content = JObject.Parse(document.Json.Reveal());
        content.Remove("schema");
        return content;
    }
}
