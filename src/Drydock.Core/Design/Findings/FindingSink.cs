using System.Collections.Generic;
using System.Linq;
using Drydock.Design;

namespace Drydock.Core.Design.Findings;

/// <summary>
/// Collects findings; what several nodes inherit from one place is reported once. A finding without a remedy of its own
/// gets its rule's.
/// </summary>
internal sealed class FindingSink
{
    private readonly Dictionary<DesignFinding, List<string>> _nodes = [];
    private readonly List<DesignFinding> _findings = [];

    public NameSuggester Names { get; } = new();

    /// <summary>How many errors there are so far.</summary>
    public int Errors { get; private set; }

    public void Error(RuleId rule, DesignPlace? place, string message, string? remedy = null) =>
        Add(rule, FindingSeverity.Error, place, message, remedy);

    public void Warning(RuleId rule, DesignPlace? place, string message, string? remedy = null) =>
        Add(rule, FindingSeverity.Warning, place, message, remedy);

    public void Info(RuleId rule, DesignPlace? place, string message) =>
        Add(rule, FindingSeverity.Info, place, message, null);

    /// <summary>All findings in the order of the files; those without a place come last.</summary>
    public IReadOnlyList<DesignFinding> InOrder(IReadOnlyList<SiteSource> sources)
    {
        var order = new Dictionary<string, int>();
        foreach (var source in sources)
            if (!order.ContainsKey(source.File)) order.Add(source.File, order.Count);
        return [.. _findings.OrderBy(finding => finding.Location is { } location && order.TryGetValue(location.File, out var file) ? file : int.MaxValue)
            .ThenBy(finding => finding.Location?.Line).ThenBy(finding => finding.Location?.Column)
            .Select(finding => _nodes[finding] is { Count: > 0 } nodes ? finding with { Nodes = new(nodes) } : finding)];
    }

    private void Add(RuleId rule, FindingSeverity severity, DesignPlace? place, string message, string? remedy)
    {
        var finding = new DesignFinding
        {
            Code = rule.Code,
            Rule = rule.Name,
            Severity = severity,
            Message = message,
            Document = place?.Document,
            Path = string.IsNullOrEmpty(place?.Path) ? null : place!.Path,
            Location = place?.Location,
            Remedy = remedy ?? rule.Remedy,
        };
        if (severity == FindingSeverity.Error) Errors++;
        if (!_nodes.TryGetValue(finding, out var nodes))
        {
            _nodes.Add(finding, nodes = []);
            _findings.Add(finding);
        }
        // Findings about a node come one after another, so that looking at the last one is enough.
        if (place?.Node is { } node && (nodes.Count == 0 || nodes[nodes.Count - 1] != node)) nodes.Add(node);
    }
}
