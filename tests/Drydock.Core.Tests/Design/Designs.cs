using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Drydock.Core.Design;
using Drydock.Design;

namespace Drydock.Core.Tests.Design;

/// <summary>Reads designs for tests, alone or as changes to a small site.</summary>
internal static class Designs
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Fixtures", "design");

    /// <summary>A site of one node that inherits from two profiles.</summary>
    public static string Base { get; } = File.ReadAllText(Path.Combine(Folder, "base.yaml"));

    public static SiteReading Read(params string[] texts) =>
        new SiteDesignReader().Read([.. texts.Select((text, index) => new SiteSource(FileName(index), text))]);

    /// <summary>A site of one document, named x.</summary>
    public static SiteDesign Site(string kind, string data) =>
        Read($"schema: drydock/{kind}/v1\nmetadata:\n  name: x\ndata:\n{data}\n").Site;

    /// <summary>The findings of a design that must have errors.</summary>
    public static DesignFinding[] Findings(params string[] texts) =>
        [.. Assert.Throws<SiteDesignException>(() => Read(texts)).Findings];

    /// <summary>The base site with the documents of a text in place of those of the same schema and name, or besides.</summary>
    public static SiteReading ReadChanged(string documents) => Read(Changed(documents));

    public static string Changed(string documents) => Replaced(documents, []);

    /// <summary>As <see cref="Changed"/>, without some documents of the base site, which are given as <c>Kind/name</c>.</summary>
    public static string Replaced(string documents, IReadOnlyCollection<string> without)
    {
        var changes = Split(documents);
        var site = new List<string>();
        foreach (var document in Split(Base).Where(document => !without.Contains(Label(document))))
        {
            var replacements = changes.Where(change => Key(change) == Key(document)).ToList();
            site.AddRange(replacements.Count == 0 ? [document] : replacements);
        }
        site.AddRange(changes.Where(change => !site.Contains(change)));
        return string.Concat(site.Select(text => "---\n" + text));
    }

    /// <summary>The base site with its node's content replaced.</summary>
    public static BaremetalNode Node(string content) => ReadChanged(NodeDocument(content)).Site.Nodes.Single();

    public static string NodeDocument(string content) =>
        "schema: drydock/BaremetalNode/v1\nmetadata:\n  name: n1\ndata:\n  host_profile: prof\n" +
        "  addressing:\n  - network: oob\n    address: 10.0.0.11\n  - network: mgmt\n    address: 10.0.1.11\n" + content;

    private static string FileName(int index) => index == 0 ? "site.yaml" : $"site{index}.yaml";

    private static string[] Split(string text) => [.. ("\n" + text).Split("\n---\n")
        .Select(document => string.Join("\n", document.Split('\n').Where(line => !line.StartsWith('#'))).Trim('\n') + "\n")
        .Where(document => document.Trim().Length > 0)];

    private static string Key(string document)
    {
        var lines = document.Split('\n');
        return Line(lines, "schema:") + Line(lines, "  name:");
    }

    private static string Label(string document)
    {
        var lines = document.Split('\n');
        return Line(lines, "schema:").Split('/').ElementAtOrDefault(1) + "/" + Line(lines, "  name:").Split(' ').Last();
    }

    private static string Line(string[] lines, string start) =>
        lines.FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal)) ?? "";
}
