using System;
using Drydock.Core.Design.Compilation;
using Drydock.Design;

namespace Drydock.Core.Design;

/// <summary>Chooses nodes of a compiled site as the filters of boot actions do.</summary>
public static class NodeChoice
{
    /// <summary>The names of the nodes that a filter set chooses, in the order of the design.</summary>
    /// <param name="site">The site.</param>
    /// <param name="filters">The filters; null chooses all nodes.</param>
    public static ItemList<string> Names(SiteDesign site, NodeFilterSet? filters) =>
        new NodeFilters((site ?? throw new ArgumentNullException(nameof(site))).Nodes, site.Racks).Targets(filters);
}
