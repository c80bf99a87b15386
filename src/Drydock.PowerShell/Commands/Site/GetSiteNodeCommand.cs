using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Drydock.Design;
using Drydock.PowerShell.Base;
using Drydock.PowerShell.Binding;

namespace Drydock.PowerShell.Commands;

/// <summary>The nodes of a site, in the order of the design.</summary>
[Cmdlet(VerbsCommon.Get, "SiteNode")]
[OutputType(typeof(BaremetalNode))]
public sealed class GetSiteNodeCommand : DrydockCmdlet
{
    /// <summary>Names of nodes; all nodes where none is given.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NodeNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Tags; a node has one of them.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>Racks; a node stands in one of them.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Rack { get; set; } = [];

    /// <summary>The site; the one imported last where none is given.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public SiteDesign? Site { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if ((Site ?? State.Site) is not { } site)
        {
            WriteError(NodeInput.NotFound(Name.FirstOrDefault() ?? "*", null).ToErrorRecord());
            return;
        }
        var names = Patterns(Name);
        var tags = Patterns(Tag);
        var racks = Patterns(Rack);
        foreach (var node in site.Nodes)
        {
            if (Fits(names, [node.Name]) && Fits(tags, node.Tags) && Fits(racks, node.Rack is null ? [] : [node.Rack])) WriteObject(node);
        }
        foreach (var name in Name)
        {
            if (!WildcardPattern.ContainsWildcardCharacters(name) && !site.Nodes.Any(node => Same(node.Name, name)))
                WriteError(NodeInput.NotFound(name, site).ToErrorRecord());
        }
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static List<WildcardPattern> Patterns(string[] texts) => [.. texts.Select(text => new WildcardPattern(text, WildcardOptions.IgnoreCase))];

    private static bool Fits(List<WildcardPattern> patterns, IEnumerable<string> values) =>
        patterns.Count == 0 || values.Any(value => patterns.Exists(pattern => pattern.IsMatch(value)));
}
