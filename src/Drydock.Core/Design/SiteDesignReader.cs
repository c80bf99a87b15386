using System;
using System.Collections.Generic;
using System.Linq;
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
/// other schemas are skipped. Everything that is wrong is reported, each with its file, line and column.
/// </summary>
public sealed class SiteDesignReader : ISiteDesignReader, ISiteDesignChecker
{
    /// <inheritdoc/>
    public IReadOnlyList<DesignRule> Rules { get; } =
        [.. RuleIds.All.Select(rule => new DesignRule(rule.Code, rule.Name, rule.Description, rule.CanSkip))];

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

    private static SiteDesign Analyse(IReadOnlyList<SiteSource> sources, FindingSink findings, IImageCatalogue? images, bool advises)
    {
        var draft = new SiteDraft();
        foreach (var source in sources ?? throw new ArgumentNullException(nameof(sources))) ReadText(source, draft, findings);
        if (draft.Documents.Count == 0 && findings.Errors == 0)
        {
            findings.Warning(RuleIds.Empty, null, "The texts have no document of a site design.",
                "A document begins with schema: drydock/<Kind>/v1.");
        }
        var documents = new DocumentMap(draft.Documents);
        var site = new SiteCompiler(draft, documents, findings).Compile();
        var check = new DesignCheck(site, draft, documents, findings, images, advises && findings.Errors == 0);
        foreach (var rule in DesignRules.All) rule.Check(check);
        return site;
    }

    private static void ReadText(SiteSource source, SiteDraft draft, FindingSink findings)
    {
        var text = new YamlTextReader(source, findings).Read();
        foreach (var (kind, name) in text.Lost) draft.DeclareLost(kind, name);
        var header = new DocumentHeader(source.File, findings);
        var others = new List<(string Schema, YamlValue Root)>();
        foreach (var (root, problems) in text.Documents)
        {
            var errors = findings.Errors;
            var document = header.Read(root, out var other);
            if (other is not null)
            {
                others.Add((other, root));
                continue;
            }
            foreach (var problem in problems) findings.Error(problem.Rule, problem.Place, problem.Message, problem.Remedy);
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
        ReportOthers(source.File, others, findings);
    }

    private static void ReportOthers(string file, List<(string Schema, YamlValue Root)> others, FindingSink findings)
    {
        if (others.Count == 0) return;
        var schemas = others.GroupBy(other => other.Schema).Select(same => same.Count() == 1 ? same.Key : $"{same.Key} ({same.Count()})");
        var first = others[0].Root;
        findings.Info(RuleIds.Skipped, new DesignPlace(null, "", new SourceLocation(file, first.Line, first.Column)),
            $"{others.Count} document{(others.Count == 1 ? "" : "s")} of other schemas skipped: {string.Join(", ", schemas)}.");
    }
}
