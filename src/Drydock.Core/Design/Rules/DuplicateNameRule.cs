using System;
using System.Collections.Generic;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>Names are unique within a kind, and a site has one region.</summary>
internal sealed class DuplicateNameRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        var seen = new Dictionary<string, SourceDocument>(StringComparer.Ordinal);
        SourceDocument? region = null;
        foreach (var document in check.Draft.Documents)
        {
            var place = new DesignPlace(document.Label, "", document.Written);
            if (seen.TryGetValue(document.Label, out var first))
            {
                check.Error(RuleIds.DuplicateName, place, $"has the name of another {document.Kind} document{Of(first, "that of ")}.",
                    "Give one of them another name, or leave it out.");
            }
            else
            {
                seen.Add(document.Label, document);
                if (document.Kind != DocumentKinds.Region) continue;
                if (region is not null)
                {
                    check.Error(RuleIds.SeveralRegions, place, $"is a second region beside {region.Label}{Of(region, "that of ")}.",
                        "A site has one region.");
                }
                region ??= document;
            }
        }
    }

    private static string Of(SourceDocument document, string word) => document.Written is null ? "" : $", {word}{document.Written}";
}
