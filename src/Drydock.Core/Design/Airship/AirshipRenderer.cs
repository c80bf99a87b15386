using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Airship;

/// <summary>
/// Renders all documents of a raw Airship site, of whatever schema, as Deckhand's layering and substitution do
/// (airship-deckhand.readthedocs.io, Document Layering and Document Substitution). <see cref="SiteDesignReader"/> renders
/// by itself what a site design needs; this shows what the whole site comes to.
/// </summary>
public sealed class AirshipRenderer
{
    /// <summary>Whether a substitution that cannot be done is a warning only, as for <see cref="SiteDesignReader"/>.</summary>
    public bool SkipFailedSubstitutions { get; init; }

    /// <summary>Renders documents.</summary>
    /// <param name="sources">All texts of the site; one of their documents is a <c>deckhand/LayeringPolicy/v1</c>.</param>
    /// <returns>The concrete documents that no other replaces, in the order of the texts, and warnings.</returns>
    /// <exception cref="SiteDesignException">Something is wrong; it lists all of it.</exception>
    public AirshipRendering Render(IReadOnlyList<SiteSource> sources)
    {
        var findings = new FindingSink();
        var texts = new TextPool();
        var documents = (sources ?? throw new ArgumentNullException(nameof(sources)))
            .SelectMany(source => new YamlTextReader(source, findings, texts).Read().Documents).ToList();
        var rendered = LayeredReading.Render(documents, null, SkipFailedSubstitutions, findings, (_, _) => { })
            .Where(document => document.Root is YamlMapping).Select(document => Document((YamlMapping)document.Root)).ToList();
        var found = findings.InOrder(sources);
        return findings.Errors > 0 ? throw new SiteDesignException(found)
            : new AirshipRendering(new ItemList<RenderedDocument>(rendered), new ItemList<DesignFinding>(found));
    }

    private static RenderedDocument Document(YamlMapping root) => new(Text(root, "schema"),
        Text(root.Find("metadata")?.Value as YamlMapping, "name"), root.Location, new Secret(YamlJson.Text(root)));

    private static string Text(YamlMapping? mapping, string key) => (mapping?.Find(key)?.Value as YamlScalar)?.Text ?? "";
}

/// <summary>What rendering a raw site gives.</summary>
/// <param name="Documents">The documents.</param>
/// <param name="Findings">Warnings.</param>
public sealed record AirshipRendering(ItemList<RenderedDocument> Documents, ItemList<DesignFinding> Findings);

/// <summary>A document of an Airship site after layering and substitution.</summary>
/// <param name="Schema">Its schema, for example <c>drydock/HostProfile/v1</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Source">Where it begins.</param>
/// <param name="Json">The whole document as JSON; passwords may have been put into it.</param>
public sealed record RenderedDocument(string Schema, string Name, SourceLocation Source, Secret Json);
