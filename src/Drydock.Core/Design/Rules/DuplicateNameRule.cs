using System.Collections.Generic;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>Names are unique within a kind, and a site has one region.</summary>
internal sealed class DuplicateNameRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        var seen = new Dictionary<(string Kind, string Name), SourceDocument>();
        SourceDocument? region = null;
        foreach (var document in check.Draft.Documents)
        {
            if (seen.TryGetValue((document.Kind, document.Name), out var first))
            {
                check.Error(RuleIds.DuplicateName, Place(document), $"has the name of another {document.Kind} document{Of(first, "that of ")}.",
                    "Give one of them another name, or leave it out.");
            }
            else
            {
                seen.Add((document.Kind, document.Name), document);
                if (document.Kind != DocumentKinds.Region) continue;
                if (region is not null)
                {
                    check.Error(RuleIds.SeveralRegions, Place(document), $"is a second region beside {region.Label}{Of(region, "that of ")}.",
                        "A site has one region.");
                }
                region ??= document;
            }
        }
    }

    private static DesignPlace Place(SourceDocument document) => new(document.Label, "", document.Written);

    private static string Of(SourceDocument document, string word) => document.Written is null ? "" : $", {word}{document.Written}";
}
