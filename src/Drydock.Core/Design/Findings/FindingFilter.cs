using System.Collections.Generic;
using System.Linq;
using Drydock.Design;

namespace Drydock.Core.Design.Findings;

/// <summary>Leaves out the findings of skipped rules, says so, and makes warnings errors where a check is strict.</summary>
internal static class FindingFilter
{
    public static ItemList<DesignFinding> Apply(IReadOnlyList<DesignFinding> findings, DesignCheckOptions options)
    {
        var skipped = new HashSet<RuleId>(options.SkipRules.SelectMany(RuleCatalogue.FindSkippable));
        var counts = RuleIds.All.Where(skipped.Contains).Select(rule => (Rule: rule, Count: findings.Count(finding => Is(finding, rule)))).ToList();
        return new(findings.Where(finding => !skipped.Any(rule => Is(finding, rule)))
            .Select(finding => options.Strict && finding.Severity == FindingSeverity.Warning && IsOfDesign(finding)
                ? finding with { Severity = FindingSeverity.Error } : finding)
            .Concat(Remarks(counts)));
    }

    /// <summary>One warning for all that was left out, and a note for each rule that was skipped for nothing.</summary>
    private static IEnumerable<DesignFinding> Remarks(List<(RuleId Rule, int Count)> skipped)
    {
        foreach (var (rule, _) in skipped.Where(entry => entry.Count == 0))
            yield return Remark(FindingSeverity.Info, $"{rule.Code} {rule.Name} was skipped, though it found nothing.", "Skip the rule no longer.");
        var hits = skipped.Where(entry => entry.Count > 0).ToList();
        if (hits.Count == 0) yield break;
        var sum = hits.Sum(entry => entry.Count);
        yield return Remark(FindingSeverity.Warning, $"{sum} finding{(sum == 1 ? " was" : "s were")} left out by skipping " +
            string.Join(", ", hits.Select(entry => $"{entry.Rule.Code} {entry.Rule.Name} ({entry.Count})")) + ".", RuleIds.SkippedRules.Remedy);
    }

    /// <summary>Whether it is about the design, and no remark on the check.</summary>
    private static bool IsOfDesign(DesignFinding finding) => finding.Location is not null || finding.Document is not null;

    private static bool Is(DesignFinding finding, RuleId rule) => finding.Code == rule.Code && finding.Rule == rule.Name;

    private static DesignFinding Remark(FindingSeverity severity, string message, string remedy) => new()
    {
        Code = RuleIds.SkippedRules.Code,
        Rule = RuleIds.SkippedRules.Name,
        Severity = severity,
        Message = message,
        Remedy = remedy,
    };
}
