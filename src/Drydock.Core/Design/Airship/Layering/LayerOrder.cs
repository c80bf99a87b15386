using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Airship.Layering;

/// <summary>The layers of a site, the most general one first, as its <c>deckhand/LayeringPolicy/v1</c> gives them.</summary>
internal sealed class LayerOrder
{
    private const string PolicySchema = "deckhand/LayeringPolicy/";
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    private LayerOrder(IEnumerable<string> layers)
    {
        foreach (var layer in layers)
            if (!_places.ContainsKey(layer)) _places.Add(layer, _places.Count);
    }

    /// <summary>The layers' names.</summary>
    public IEnumerable<string> Names => _places.OrderBy(layer => layer.Value).Select(layer => layer.Key);

    /// <summary>Whether a document orders layers.</summary>
    public static bool IsPolicy(YamlValue root) => root is YamlMapping mapping
        && mapping.Find("schema")?.Value is YamlScalar schema && schema.Text.StartsWith(PolicySchema, StringComparison.Ordinal);

    /// <summary>Reads the first policy among the documents; null where there is none, or none that can be used.</summary>
    /// <param name="documents">All documents.</param>
    /// <param name="findings">Takes what is wrong.</param>
    /// <param name="start">Where the first document begins; null for no document.</param>
    public static LayerOrder? Read(IEnumerable<LayeredDocument> documents, FindingSink findings, SourceLocation? start)
    {
        LayerOrder? order = null;
        LayeredDocument? first = null;
        foreach (var policy in documents.Where(document => IsPolicy(document.Root)))
        {
            if (first is not null)
            {
                findings.Warning(RuleIds.LayeringPolicy, policy.Start(),
                    $"{policy.Label} is a second layering policy and does not count; the first is {first.Label} in {first.Root.Location}.",
                    "Leave one of them out.");
                continue;
            }
            first = policy;
            order = Read(policy, findings);
        }
        // A text that cannot be read may hold it.
        if (first is null && findings.Errors == 0)
        {
            findings.Error(RuleIds.LayeringPolicy, new DesignPlace(null, "", start), "There is no document deckhand/LayeringPolicy/v1, so the order of layers is unknown.",
                "Add one with data.layerOrder, for example [global, type, site].");
        }
        return order;
    }

    /// <summary>A layer's place from 0; -1 for one that the policy does not have.</summary>
    public int IndexOf(string layer) => _places.TryGetValue(layer, out var index) ? index : -1;

    private static LayerOrder? Read(LayeredDocument policy, FindingSink findings)
    {
        var written = (policy.Data as YamlMapping)?.Find("layerOrder")?.Value;
        if (written is YamlSequence list && list.Items.All(item => item is YamlScalar { Kind: ScalarKind.Text }))
            return new LayerOrder(list.Items.Select(item => ((YamlScalar)item).Text));
        var place = policy.Place(written ?? policy.Data, ".layerOrder");
        findings.Error(RuleIds.LayeringPolicy, place, $"{place} is {written?.Describe() ?? "missing"}; expected a list of layers' names.");
        return null;
    }
}
