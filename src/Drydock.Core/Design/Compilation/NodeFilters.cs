using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Design;

namespace Drydock.Core.Design.Compilation;

/// <summary>Chooses nodes by the filters of boot actions.</summary>
internal sealed class NodeFilters(IReadOnlyCollection<BaremetalNode> nodes, IEnumerable<Rack> racks)
{
    private readonly ILookup<string, Rack> _racks = racks.ToLookup(rack => rack.Name, StringComparer.Ordinal);

    /// <summary>The names of the nodes that a filter set chooses, in the order of the design; all without one.</summary>
    public ItemList<string> Targets(NodeFilterSet? set)
    {
        if (set is null) return new ItemList<string>(nodes.Select(node => node.Name).Distinct(StringComparer.Ordinal));
        var names = set.Filters.Select(filter => new HashSet<string>(filter.NodeNames, StringComparer.Ordinal)).ToList();
        var chosen = nodes.Where(node => Matches(set, names, node));
        return new ItemList<string>(chosen.Select(node => node.Name).Distinct(StringComparer.Ordinal));
    }

    /// <summary>An intersection without criteria takes no part; where no filter takes part nobody is chosen.</summary>
    private bool Matches(NodeFilterSet set, List<HashSet<string>> names, BaremetalNode node)
    {
        var parts = new List<bool>();
        for (var index = 0; index < set.Filters.Count; index++)
        {
            var filter = set.Filters[index];
            List<bool> criteria = [.. Criteria(filter, names[index], node)];
            if (criteria.Count > 0 || filter.Operation == SetOperation.Union) parts.Add(Joined(filter.Operation, criteria));
        }
        return Joined(set.Operation, parts);
    }

    private static bool Joined(SetOperation operation, List<bool> parts) => operation == SetOperation.Union
        ? parts.Contains(true)
        : parts.Count > 0 && !parts.Contains(false);

    private IEnumerable<bool> Criteria(NodeFilter filter, HashSet<string> names, BaremetalNode node)
    {
        if (names.Count > 0) yield return names.Contains(node.Name);
        if (filter.NodeTags.Count > 0) yield return filter.NodeTags.Any(tag => node.Tags.Contains(tag));
        if (filter.NodeLabels.Count > 0) yield return filter.NodeLabels.Any(label => node.OwnerData.Find(label.Key) == label.Value);
        if (filter.RackNames.Count > 0) yield return node.Rack is not null && filter.RackNames.Contains(node.Rack);
        if (filter.RackLabels.Count > 0) yield return _racks[node.Rack ?? ""].Any(rack => Matches(filter.RackLabels, rack));
    }

    private static bool Matches(TextMap wanted, Rack rack) =>
        wanted.Any(label => rack.Labels.Find(label.Key) == label.Value || rack.Location.Find(label.Key) == label.Value);
}
