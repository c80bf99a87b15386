using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Design;

namespace Drydock.Core.Design.Findings;

/// <summary>Leaves out the findings of skipped rules, says so, and makes warnings errors where a check is strict.</summary>
internal static class FindingFilter
{
    public static ItemList<DesignFinding> Apply(IReadOnlyList<DesignFinding> findings, DesignCheckOptions options)
    {
        var skipped = new HashSet<RuleId>();
        var remarks = new List<DesignFinding>();
        foreach (var wanted in options.SkipRules.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var meant = RuleIds.All.Where(rule => Means(wanted, rule)).ToList();
            if (meant.Count == 0)
            {
                var names = RuleIds.All.SelectMany(rule => new[] { rule.Code, rule.Name });
                remarks.Add(Remark(FindingSeverity.Warning, $"There is no rule '{wanted}' to skip.{new NameSuggester().DidYouMean(wanted, names)}"));
            }
            foreach (var rule in meant)
            {
                if (rule.CanSkip) skipped.Add(rule);
                else remarks.Add(Remark(FindingSeverity.Warning, $"{rule.Code} {rule.Name} cannot be skipped: a design that breaks it cannot be compiled."));
            }
        }
        foreach (var rule in RuleIds.All.Where(skipped.Contains))
        {
            var count = findings.Count(finding => Is(finding, rule));
            remarks.Add(Remark(FindingSeverity.Info,
                $"{rule.Code} {rule.Name} was skipped; {count} finding{(count == 1 ? " was" : "s were")} left out."));
        }
        return new(findings.Where(finding => !skipped.Any(rule => Is(finding, rule))).Concat(remarks)
            .Select(finding => options.Strict && finding.Severity == FindingSeverity.Warning
                ? finding with { Severity = FindingSeverity.Error } : finding));
    }

    private static bool Means(string wanted, RuleId rule) => string.Equals(wanted, rule.Code, StringComparison.OrdinalIgnoreCase)
        || string.Equals(wanted, rule.Name, StringComparison.OrdinalIgnoreCase);

    private static bool Is(DesignFinding finding, RuleId rule) => finding.Code == rule.Code && finding.Rule == rule.Name;

    private static DesignFinding Remark(FindingSeverity severity, string message) => new()
    {
        Code = RuleIds.SkippedRules.Code,
        Rule = RuleIds.SkippedRules.Name,
        Severity = severity,
        Message = message,
        Remedy = severity == FindingSeverity.Warning ? "Name rules by their code or their full name." : null,
    };
}
