using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Design;
using Drydock.Errors;

namespace Drydock.Core.Design.Findings;

/// <summary>Finds rules by what users call them.</summary>
internal static class RuleCatalogue
{
    /// <summary>All rules, in the order of their codes.</summary>
    public static IReadOnlyList<DesignRule> All { get; } = [.. RuleIds.All.Select(Describe)];

    /// <summary>The rules that a code or a name means; all of them may be skipped.</summary>
    /// <exception cref="DrydockException">There is none, or one that must not be skipped.</exception>
    public static IReadOnlyList<RuleId> FindSkippable(string codeOrName)
    {
        var meant = RuleIds.All.Where(rule => Is(rule.Code) || Is(rule.Name)).ToList();
        if (meant.Count == 0)
        {
            var names = RuleIds.All.SelectMany(rule => new[] { rule.Code, rule.Name });
            throw Refused($"There is no rule '{codeOrName}' to skip.{new NameSuggester().DidYouMean(codeOrName, names)}");
        }
        return meant.Find(rule => !rule.CanSkip) is { } must
            ? throw Refused($"The rule {must.Code} {must.Name} cannot be skipped: a design that breaks it cannot be compiled.") : meant;

        bool Is(string known) => string.Equals(known, codeOrName, StringComparison.OrdinalIgnoreCase);

        DrydockException Refused(string message) => new(ErrorCatalogue.DesignRuleNotFound, message) { Target = codeOrName };
    }

    /// <summary>A rule as users see it.</summary>
    public static DesignRule Describe(RuleId rule) => new(rule.Code, rule.Name, rule.Severity, rule.Description, rule.Remedy, rule.CanSkip);
}
