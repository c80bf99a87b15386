using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;
using Drydock.Core.Design.Reading;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>What a rule gets: the compiled site, where its values are written, and where findings go.</summary>
internal sealed class DesignCheck(SiteDesign site, SiteDraft draft, DocumentMap documents, FindingSink findings)
{
    /// <summary>The compiled site, without what could not be compiled.</summary>
    public SiteDesign Site { get; } = site;

    /// <summary>The documents as written.</summary>
    public SiteDraft Draft { get; } = draft;

    /// <summary>Where a value is written.</summary>
    /// <param name="document">A document of the site.</param>
    /// <param name="path">Keys; see <see cref="DocumentMap.Find"/>.</param>
    public DesignPlace Find(DesignDocument document, params string[] path) => documents.Find(document, path);

    public void Error(RuleId rule, DesignPlace place, string message, string? remedy = null) =>
        findings.Error(rule, place, place + " " + message, remedy);

    public void Warning(RuleId rule, DesignPlace place, string message, string? remedy = null) =>
        findings.Warning(rule, place, place + " " + message, remedy);

    /// <summary>The known name nearest to a wrong one, as the end of a message.</summary>
    public string DidYouMean(string kind, string wrong) => findings.Names.DidYouMean(wrong, Draft.Names(kind));
}
