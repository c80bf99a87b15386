using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Drydock.Design;
using Drydock.Errors;
using Drydock.PowerShell.Base;
using Drydock.PowerShell.Binding;
using Drydock.PowerShell.Module;

namespace Drydock.PowerShell.Commands;

/// <summary>The nodes of a site, in the order of the design.</summary>
[Cmdlet(VerbsCommon.Get, "SiteNode")]
[OutputType(typeof(BaremetalNode))]
public sealed class GetSiteNodeCommand : SiteQueryCmdlet
{
    /// <summary>Tags; a node has one of them.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SiteItemCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>Labels, which are a node's <c>owner_data</c>, as a key or as key=value; a node has one of them.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SiteItemCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Label { get; set; } = [];

    /// <summary>Racks; a node stands in one of them.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SiteItemCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Rack { get; set; } = [];

    /// <summary>A node filter as boot actions have one.</summary>
    [Parameter]
    [NodeFilter]
    [ValidateNotNull]
    public NodeFilterSet? FilterSet { get; set; }

    private protected override string Noun => "node";

    private protected override void Write(SiteDesign site)
    {
        var chosen = FilterSet is null ? null : new HashSet<string>(Composition.Choose(site, FilterSet), StringComparer.Ordinal);
        var (tags, racks) = (Patterns(Tag), Patterns(Rack));
        var labels = Label.Select(label => label.Split(['='], 2)).Select(parts => (Key: Patterns([parts[0]]), Value: Patterns([.. parts.Skip(1)]))).ToList();
        Write(site, site.Nodes, node => Fits(tags, node.Tags) && Fits(racks, node.Rack is null ? [] : [node.Rack])
            && (labels.Count == 0 || labels.Exists(label => node.OwnerData.Any(entry => Fits(label.Key, [entry.Key]) && Fits(label.Value, [entry.Value]))))
            && chosen?.Contains(node.Name) != false);
    }

    private protected override DrydockException NotFound(string name, SiteDesign? site) => NodeInput.NotFound(name, site);
}
