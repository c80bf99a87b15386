using System;
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

    /// <summary>The findings of a design that must have errors.</summary>
    public static DesignFinding[] Findings(params string[] texts) =>
        [.. Assert.Throws<SiteDesignException>(() => Read(texts)).Findings];

    /// <summary>The base site with the documents of a text in place of those of the same schema and name, or besides.</summary>
    public static SiteReading ReadChanged(string documents) => Read(Changed(documents));

    public static string Changed(string documents)
    {
        var changes = Split(documents);
        var names = changes.Select(Key).ToHashSet();
        return string.Concat(Split(Base).Where(document => !names.Contains(Key(document))).Concat(changes).Select(text => "---\n" + text));
    }

    /// <summary>The base site with its node's content replaced.</summary>
    public static BaremetalNode Node(string content) => ReadChanged(NodeDocument(content)).Site.Nodes.Single();

    public static string NodeDocument(string content) =>
        "schema: drydock/BaremetalNode/v1\nmetadata:\n  name: n1\ndata:\n  host_profile: prof\n" +
        "  addressing:\n  - network: mgmt\n    address: 10.0.1.11\n" + content;

    private static string FileName(int index) => index == 0 ? "site.yaml" : $"site{index}.yaml";

    private static string[] Split(string text) => [.. ("\n" + text).Split("\n---\n")
        .Select(document => string.Join("\n", document.Split('\n').Where(line => !line.StartsWith('#'))).Trim('\n') + "\n")
        .Where(document => document.Trim().Length > 0)];

    private static string Key(string document)
    {
        var lines = document.Split('\n');
        return lines.First(line => line.StartsWith("schema:", StringComparison.Ordinal)) +
            lines.First(line => line.StartsWith("  name:", StringComparison.Ordinal));
    }
}
