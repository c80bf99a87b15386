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
        var chosen = set is null ? nodes : nodes.Where(node => Matches(set.Operation, set.Filters.Select(filter => Matches(filter, node))));
        return new ItemList<string>(chosen.Select(node => node.Name).Distinct(StringComparer.Ordinal));
    }

    private bool Matches(NodeFilter filter, BaremetalNode node) => Matches(filter.Operation, Criteria(filter, node));

    /// <summary>In a union of nothing is nobody; an intersection of nothing leaves everybody.</summary>
    private static bool Matches(SetOperation operation, IEnumerable<bool> parts) =>
        operation == SetOperation.Union ? parts.Any(part => part) : parts.All(part => part);

    private IEnumerable<bool> Criteria(NodeFilter filter, BaremetalNode node)
    {
        if (filter.NodeNames.Count > 0) yield return filter.NodeNames.Contains(node.Name);
        if (filter.NodeTags.Count > 0) yield return filter.NodeTags.Any(tag => node.Tags.Contains(tag));
        if (filter.NodeLabels.Count > 0) yield return filter.NodeLabels.Any(label => node.OwnerData.Find(label.Key) == label.Value);
        if (filter.RackNames.Count > 0) yield return node.Rack is not null && filter.RackNames.Contains(node.Rack);
        if (filter.RackLabels.Count > 0) yield return _racks[node.Rack ?? ""].Any(rack => Matches(filter.RackLabels, rack));
    }

    private static bool Matches(TextMap wanted, Rack rack) =>
        wanted.Any(label => rack.Labels.Find(label.Key) == label.Value || rack.Location.Find(label.Key) == label.Value);
}
