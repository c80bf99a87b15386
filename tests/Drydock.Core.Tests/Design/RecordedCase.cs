using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Drydock.Design;
using Newtonsoft.Json.Linq;

namespace Drydock.Core.Tests.Design;

/// <summary>
/// What airshipit/drydock was seen to make of a site. A file begins with lines of comments: what the case is about, what
/// was found (<c>rule | severity | documents</c>), the effective model's differences from the base site's, or the crash.
/// The documents behind them replace those of the base site with the same schema and name, or come besides.
/// </summary>
internal sealed class RecordedCase
{
    private const string Images = "found with images: ";

    private RecordedCase(string name, string text)
    {
        Name = name;
        var lines = text.Split('\n');
        var header = lines.TakeWhile(line => line.StartsWith("# ", StringComparison.Ordinal)).Select(line => line[2..]).ToList();
        Found = [.. Values("found: ").Select(RecordedMessage.Parse)];
        FoundWithImages = [.. Values(Images).Select(RecordedMessage.Parse)];
        Crash = Values("crash: ").SingleOrDefault();
        Model = Values("model: ").SingleOrDefault() is { } model ? JObject.Parse(model) : null;
        var documents = string.Join("\n", lines.Skip(header.Count));
        Text = header.Contains("whole site") ? documents : Designs.Replaced(documents, [.. Values("without: ")]);

        IEnumerable<string> Values(string key) =>
            header.Where(line => line.StartsWith(key, StringComparison.Ordinal)).Select(line => line[key.Length..]);
    }

    public static string Folder { get; } = Path.Combine(Designs.Folder, "probes");

    public static IEnumerable<RecordedCase> All => Directory.GetFiles(Folder, "*.yaml").Order(StringComparer.Ordinal)
        .Select(file => new RecordedCase(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)));

    public string Name { get; }

    /// <summary>The whole site.</summary>
    public string Text { get; }

    /// <summary>Errors and warnings without an image catalogue.</summary>
    public IReadOnlyList<RecordedMessage> Found { get; }

    /// <summary>What Platform Selection found with the images of <see cref="RecordedImages"/>.</summary>
    public IReadOnlyList<RecordedMessage> FoundWithImages { get; }

    /// <summary>Why validation ended before its end; null where it did not.</summary>
    public string? Crash { get; }

    /// <summary>How documents differ from those of the base site; null where none was made.</summary>
    public JObject? Model { get; }
}

/// <summary>A message: the rule with its code, the severity, the documents that it names.</summary>
internal sealed record RecordedMessage(string Rule, FindingSeverity Severity, IReadOnlyList<string> Documents)
{
    private const string Reading = "DD000";

    public static RecordedMessage Parse(string line)
    {
        var parts = line.Split('|');
        // A document without a name, and one that was lost on the way to the message.
        var documents = parts[2].Split(',').Select(document => document.Trim())
            .Where(document => document.Length > 1 && !document.EndsWith("/Unknown", StringComparison.Ordinal));
        // The recorded name is misspelt.
        var rule = parts[0].Trim().Replace("Rationalty", "Rationality", StringComparison.Ordinal);
        return new RecordedMessage(Common(rule), Enum.Parse<FindingSeverity>(parts[1].Trim()), [.. documents]);
    }

    public static RecordedMessage Of(DesignFinding finding) => new(
        Common(finding.Code is "DD000" or "DD001" ? finding.Code : finding.Code + " " + finding.Rule), finding.Severity,
        [.. finding.Nodes.Select(node => "BaremetalNode/" + node).Concat(finding.Document is { } document ? [document] : [])]);

    /// <summary>Whether two messages say the same: rule and severity are equal, and a document is in both or one names none.</summary>
    public bool SaysSame(RecordedMessage other) => Rule == other.Rule && Severity == other.Severity
        && (Documents.Count == 0 || other.Documents.Count == 0 || Documents.Intersect(other.Documents).Any());

    public override string ToString() => $"{Rule} {Severity} {string.Join(", ", Documents)}";

    /// <summary>DD001 and DD000 only tell which of two layers noticed that a document is not as it should be.</summary>
    private static string Common(string rule) => rule == "DD001" ? Reading : rule;
}

/// <summary>The images and kernels with which cases were recorded.</summary>
internal sealed class RecordedImages : IImageCatalogue
{
    public IReadOnlyCollection<string> Images { get; } = ["xenial"];

    public IReadOnlyCollection<string> Kernels(string image) => image == "xenial" ? ["ga-16.04", "hwe-16.04"] : [];
}
