using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Airship.Layering;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Airship;

/// <summary>Where layering meets the reading of a site: raw documents go in, those of the site come out rendered.</summary>
internal static class LayeredReading
{
    /// <summary>
    /// Whether documents are to be layered: one of them is a layering policy, and one that is wanted stands in a layer. A
    /// policy alone, among documents that say nothing of layers, orders nothing.
    /// </summary>
    public static bool Applies(IReadOnlyList<YamlDocument> documents, Func<string, bool> isWanted) =>
        documents.Any(document => LayerOrder.IsPolicy(document.Root))
        && documents.Any(document => LayeredDocument.Of(document) is { IsLayered: true } layered && isWanted(layered.Schema));

    /// <summary>Renders the documents that are wanted.</summary>
    /// <param name="documents">All documents, in the order of the texts.</param>
    /// <param name="isWanted">
    /// Which are wanted, by their schema: the concrete ones of them, and what these need, are rendered, the rest is not
    /// looked at. Null for all, abstract ones too.
    /// </param>
    /// <param name="skipFailed">Whether a substitution that cannot be done is a warning only.</param>
    /// <param name="findings">Takes what is wrong.</param>
    /// <param name="lost">Takes kind and name of wanted documents that could not be rendered.</param>
    /// <returns>The documents, in order: wanted ones rendered, without abstract and replaced ones; others as they are.</returns>
    public static IReadOnlyList<YamlDocument> Render(IReadOnlyList<YamlDocument> documents, Func<string, bool>? isWanted,
        bool skipFailed, FindingSink findings, Action<string, string> lost)
    {
        var layered = documents.Select(LayeredDocument.Of).ToList();
        var wanted = new HashSet<LayeredDocument>(layered.Where(document => document is not null && (isWanted is null || isWanted(document.Schema)))!);
        new DocumentRenderer(findings, skipFailed, documents.Count == 0 ? null : documents[0].Root.Location).Render([.. layered.OfType<LayeredDocument>()],
            document => wanted.Contains(document) && !(isWanted is not null && document.IsAbstract));
        var rendered = new List<YamlDocument>(documents.Count);
        for (var index = 0; index < documents.Count; index++)
        {
            if (layered[index] is not { } document || !wanted.Contains(document)) rendered.Add(documents[index]);
            else if (document.IsAbstract || document.ReplacedBy is not null) continue;
            else if (document.Rendered is { } data) rendered.Add(new YamlDocument(DataTree.With(document.Root, "data", data, document.Root), []));
            else lost(document.Kind, document.Name);
        }
        return rendered;
    }
}
