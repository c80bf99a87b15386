using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Airship;
using Drydock.Core.Design.Compilation;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;
using Drydock.Core.Design.Reading;
using Drydock.Core.Design.Rules;
using Drydock.Design;

namespace Drydock.Core.Design;

/// <summary>
/// Reads site designs: YAML texts with any number of documents, in the form <c>schema: drydock/Kind/v1</c> with
/// <c>data</c> and the form <c>apiVersion: drydock/v1</c>, <c>kind</c> with <c>spec</c>, mixed as you like. Documents of
/// other schemas are skipped. Where a document <c>deckhand/LayeringPolicy/v1</c> is among them, and one of the site's
/// names its layer, all are taken as a raw Airship site and layered and substituted first, as Deckhand does. Everything
/// that is wrong is reported, each with its file, line and column.
/// </summary>
public sealed class SiteDesignReader : ISiteDesignReader, ISiteDesignChecker
{
    /// <summary>
    /// Whether a substitution that cannot be done, as its source is missing or the place for its value is, is a warning,
    /// and left out, as Pegleg does. Otherwise it is an error.
    /// </summary>
    public bool SkipFailedSubstitutions { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<DesignRule> Rules => RuleCatalogue.All;

    /// <inheritdoc/>
    public IReadOnlyList<DesignRule> FindSkippable(string codeOrName) =>
        [.. RuleCatalogue.FindSkippable(codeOrName).Select(RuleCatalogue.Describe)];

    /// <inheritdoc/>
    public SiteReading Read(IReadOnlyList<SiteSource> sources)
    {
        var findings = new FindingSink();
        var site = Analyse(sources, findings, images: null, advises: false);
        var found = findings.InOrder(sources);
        return findings.Errors > 0 ? throw new SiteDesignException(found) : new SiteReading(site, new ItemList<DesignFinding>(found));
    }

    /// <inheritdoc/>
    public SiteReading Check(IReadOnlyList<SiteSource> sources, DesignCheckOptions? options = null)
    {
        options ??= new DesignCheckOptions();
        var findings = new FindingSink();
        var site = Analyse(sources, findings, options.Images, advises: true);
        return new SiteReading(site, FindingFilter.Apply(findings.InOrder(sources), options));
    }

    /// <inheritdoc/>
    public SiteReading Check(SiteDesign site, DesignCheckOptions? options = null)
    {
        if ((site ?? throw new ArgumentNullException(nameof(site))).Texts is { } texts) return Check(texts.Reveal(), options);
        options ??= new DesignCheckOptions();
        var findings = new FindingSink();
        var objects = new ObjectDraft(site);
        Run(objects.Site, objects.Draft, new DocumentMap(objects.Draft.Documents), findings, options.Images, advises: true);
        return new SiteReading(site, FindingFilter.Apply(findings.InOrder([]), options));
    }

    /// <summary>The documents of texts that were read before, as written; those of a raw Airship site rendered.</summary>
    internal static IReadOnlyList<SourceDocument> Written(SiteTexts texts)
    {
        var findings = new FindingSink();
        var header = new DocumentHeader(findings);
        // Substitutions that fail were errors when the site was read, unless it was read like this.
        var reader = new SiteDesignReader { SkipFailedSubstitutions = true };
        return [.. reader.Documents(texts.Reveal(), new SiteDraft(), findings, out _)
            .Select(document => header.Read(document.Root, out _)).OfType<SourceDocument>()];
    }

    private SiteDesign Analyse(IReadOnlyList<SiteSource> sources, FindingSink findings, IImageCatalogue? images, bool advises)
    {
        var draft = new SiteDraft();
        var documents = Documents(sources ?? throw new ArgumentNullException(nameof(sources)), draft, findings, out var layered);
        // A raw Airship site has hundreds of files of other schemas: those are counted once.
        foreach (var file in documents.GroupBy(document => layered ? "" : document.Root.File)) ReadFile(file, draft, findings);
        if (draft.Documents.Count == 0 && findings.Errors == 0)
        {
            var start = sources.Count == 0 ? null : new DesignPlace(null, "", new SourceLocation(sources[0].File, 1, 1));
            findings.Warning(RuleIds.Empty, start, "The texts have no document of a site design.",
                "A document begins with schema: drydock/<Kind>/v1.");
        }
        var map = new DocumentMap(draft.Documents);
        var site = new SiteCompiler(draft, map, findings).Compile(new SiteTexts(sources));
        Run(site, draft, map, findings, images, advises);
        return site;
    }

    private static void Run(SiteDesign site, SiteDraft draft, DocumentMap map, FindingSink findings, IImageCatalogue? images, bool advises)
    {
        var check = new DesignCheck(site, draft, map, findings, images, advises && findings.Errors == 0);
        foreach (var rule in DesignRules.All) rule.Check(check);
    }

    /// <summary>All documents; where one of them is a layering policy, those of the site rendered.</summary>
    private IReadOnlyList<YamlDocument> Documents(
        IReadOnlyList<SiteSource> sources, SiteDraft draft, FindingSink findings, out bool layered)
    {
        var documents = new List<YamlDocument>();
        var texts = new TextPool();
        foreach (var source in sources)
        {
            var text = new YamlTextReader(source, findings, texts).Read();
            foreach (var (kind, name) in text.Lost) draft.DeclareLost(kind, name);
            documents.AddRange(text.Documents);
        }
        layered = LayeredReading.Applies(documents, DocumentHeader.IsOfSite);
        return layered
            ? LayeredReading.Render(documents, DocumentHeader.IsOfSite, SkipFailedSubstitutions, findings, draft.DeclareLost) : documents;
    }

    private static void ReadFile(IEnumerable<YamlDocument> file, SiteDraft draft, FindingSink findings)
    {
        var header = new DocumentHeader(findings);
        var others = new List<(string Schema, YamlValue Root)>();
        foreach (var (root, problems) in file)
        {
            var errors = findings.Errors;
            var document = header.Read(root, out var other);
            if (other is not null)
            {
                others.Add((other, root));
                continue;
            }
            foreach (var problem in problems) problem.Report(findings, DocumentHeader.Guess(root));
            if (document is not null)
            {
                DocumentReader.Read(document, draft, findings);
            }
            else if (findings.Errors > errors)
            {
                var (kind, name) = DocumentHeader.Guess(root);
                draft.DeclareLost(kind, name);
            }
        }
        ReportOthers(others, findings);
    }

    private static void ReportOthers(List<(string Schema, YamlValue Root)> others, FindingSink findings)
    {
        if (others.Count == 0) return;
        var schemas = others.GroupBy(other => other.Schema).Select(same => same.Count() == 1 ? same.Key : $"{same.Key} ({same.Count()})");
        var first = others[0].Root;
        findings.Info(RuleIds.Skipped, new DesignPlace(null, "", first.Location),
            $"{others.Count} document{(others.Count == 1 ? "" : "s")} of other schemas skipped: {string.Join(", ", schemas)}.");
    }
}
