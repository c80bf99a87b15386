using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;
using Drydock.Core.Design.Reading;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>What a rule gets: the compiled site, where its values are written, and where findings go.</summary>
/// <param name="site">The compiled site, without what could not be compiled.</param>
/// <param name="draft">The documents as written.</param>
/// <param name="documents">Where values are written.</param>
/// <param name="findings">Takes the findings.</param>
/// <param name="images">What the node provisioner can install; null where it is not known.</param>
/// <param name="advises">Whether what is not wrong in itself is told too.</param>
internal sealed class DesignCheck(
    SiteDesign site, SiteDraft draft, DocumentMap documents, FindingSink findings, IImageCatalogue? images, bool advises)
{
    /// <summary>The compiled site, without what could not be compiled.</summary>
    public SiteDesign Site { get; } = site;

    /// <summary>The documents as written.</summary>
    public SiteDraft Draft { get; } = draft;

    /// <summary>What the node provisioner can install; null where it is not known.</summary>
    public IImageCatalogue? Images { get; } = images;

    /// <summary>Names of the host profiles that nodes inherit from, directly or through others.</summary>
    public HashSet<string> UsedProfiles => field ??= FindUsedProfiles();

    /// <summary>Whether a document itself has a key.</summary>
    public bool IsWritten(DesignDocument document, params string[] path) => Find(document, path).Path == "." + string.Join(".", path);

    /// <summary>Where a value is written.</summary>
    /// <param name="document">A document of the site.</param>
    /// <param name="path">Keys; see <see cref="DocumentMap.Find"/>.</param>
    public DesignPlace Find(DesignDocument document, params string[] path) => documents.Find(document, path);

    /// <summary>Where the design begins, for what it lacks as a whole; its region's beginning where it has one.</summary>
    public DesignPlace Start => new(null, "",
        (Draft.Documents.Find(document => document.Kind == DocumentKinds.Region) ?? Draft.Documents.FirstOrDefault())?.Written);

    public void Error(RuleId rule, DesignPlace place, string message, string? remedy = null) =>
        findings.Error(rule, place, place.Says(message), remedy);

    public void Warning(RuleId rule, DesignPlace place, string message, string? remedy = null) =>
        findings.Warning(rule, place, place.Says(message), remedy);

    /// <summary>
    /// Warns of what is not wrong in itself. It is told to those who ask for a check, and not of designs with documents that
    /// cannot be read, as it would mostly follow from that.
    /// </summary>
    public void Advise(RuleId rule, DesignPlace? place, string message, string? remedy = null)
    {
        if (advises) findings.Warning(rule, place, place?.Says(message) ?? message, remedy);
    }

    /// <summary>The known name nearest to a wrong one, as the end of a message.</summary>
    public string DidYouMean(string kind, string wrong) => findings.Names.DidYouMean(wrong, Draft.Names(kind));

    /// <summary>The one of some words nearest to a wrong one, as the end of a message.</summary>
    public string Nearest(string wrong, IEnumerable<string> words) => findings.Names.DidYouMean(wrong, words);

    private HashSet<string> FindUsedProfiles()
    {
        var parents = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var profile in Draft.HostProfiles)
            if (!parents.ContainsKey(profile.Own.Name)) parents.Add(profile.Own.Name, profile.Own.HostProfile);
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in Draft.Nodes)
        {
            var next = node.Own.HostProfile;
            while (next is not null && used.Add(next)) next = parents.TryGetValue(next, out var parent) ? parent : null;
        }
        return used;
    }
}
