using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Documents;

/// <summary>
/// Finds where a value of a compiled site is written: in the document itself, else in the nearest host profile that it is
/// inherited from. Searched for when there is something to report, so that reading keeps no places.
/// </summary>
internal sealed class DocumentMap(IReadOnlyList<SourceDocument> documents)
{
    private readonly Lazy<Dictionary<SourceLocation, SourceDocument>> _byPlace =
        new(() => documents.GroupBy(document => document.Start).ToDictionary(same => same.Key, same => same.First()));

    private readonly Lazy<Dictionary<string, SourceDocument>> _profiles = new(() => documents
        .Where(document => document.Kind == DocumentKinds.HostProfile).GroupBy(document => document.Name, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal));

    /// <summary>The place of a value.</summary>
    /// <param name="document">A document of the compiled site.</param>
    /// <param name="path">
    /// Keys from the document's content on. An item of a list goes by its text, its <c>name</c>, its <c>network</c>, or
    /// <c>[n]</c>.
    /// </param>
    /// <returns>The value's place; that of the document's nearest value above it where it is written nowhere.</returns>
    public DesignPlace Find(DesignDocument document, params string[] path)
    {
        var place = Search(document, path);
        return document is BaremetalNode ? place with { Node = document.Name } : place;
    }

    private DesignPlace Search(DesignDocument document, string[] path)
    {
        var own = _byPlace.Value[document.Source!];
        if (own.IsObject) return new DesignPlace(own.Label, path.Length == 0 ? "" : "." + string.Join(".", path).Replace(".[", "["), own.Written);
        var visited = new HashSet<SourceDocument>();
        for (var source = own; source is not null && visited.Add(source); source = Parent(source))
            if (Walk(source, path, partly: false) is { } place) return place;
        return Walk(own, path, partly: true)!;
    }

    private SourceDocument? Parent(SourceDocument document) =>
        document.Body.Find("host_profile")?.Value is YamlScalar name
        && _profiles.Value.TryGetValue(name.Text, out var profile) ? profile : null;

    private static DesignPlace? Walk(SourceDocument document, string[] path, bool partly)
    {
        YamlValue value = document.Body;
        var written = "";
        foreach (var step in path)
        {
            var (next, name) = Step(value, step);
            if (next is null)
            {
                if (partly) break;
                return null;
            }
            value = next;
            written += name;
        }
        return written.Length == 0 ? new DesignPlace(document.Label, "", document.Start) : document.Place(value, written);
    }

    private static (YamlValue? Value, string Name) Step(YamlValue value, string step)
    {
        if (value is YamlMapping mapping) return (mapping.Find(step)?.Value, "." + step);
        if (value is not YamlSequence sequence) return (null, "");
        for (var index = 0; index < sequence.Items.Count; index++)
        {
            var name = $"[{index.ToString(CultureInfo.InvariantCulture)}]";
            if (step == name || Goes(sequence.Items[index], step)) return (sequence.Items[index], name);
        }
        return (null, "");
    }

    private static bool Goes(YamlValue item, string step) => item switch
    {
        YamlScalar scalar => scalar.Text == step,
        YamlMapping mapping => ((mapping.Find("name") ?? mapping.Find("network"))?.Value as YamlScalar)?.Text == step,
        _ => false,
    };
}
