using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;
using Drydock.Core.Design.Reading;
using Drydock.Design;

namespace Drydock.Core.Design.Compilation;

/// <summary>Host profiles with what they inherit, each worked out once, parents first.</summary>
internal sealed class ProfileTree
{
    private readonly SiteDraft _draft;
    private readonly FindingSink _findings;
    private readonly Dictionary<string, HostLayer> _layers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HostProfile?> _effective = new(StringComparer.Ordinal);

    public ProfileTree(SiteDraft draft, FindingSink findings)
    {
        _draft = draft;
        _findings = findings;
        foreach (var layer in draft.HostProfiles)
            if (!_layers.ContainsKey(layer.Own.Name)) _layers.Add(layer.Own.Name, layer);
        foreach (var layer in _layers.Values) Resolve(layer.Own.Name);
    }

    /// <summary>The effective profiles, in the order of the design; those that cannot be worked out are left out.</summary>
    public IEnumerable<HostProfile> Profiles => _layers.Keys.Select(name => _effective[name]).Where(profile => profile is not null)!;

    /// <summary>A host with what it inherits; null where a profile above it is missing or wrong.</summary>
    public HostSettings? Effective(HostLayer layer)
    {
        if (layer.Own.HostProfile is not { } parent) return new HostMerger(layer).Merge(null);
        if (_effective.TryGetValue(parent, out var profile)) return profile is null ? null : new HostMerger(layer).Merge(profile);
        ReportUnknown(layer, parent);
        return null;
    }

    private void Resolve(string name)
    {
        // Upwards until something is known, then down again: chains may be longer than a stack is deep.
        var chain = new List<HostLayer>();
        var inChain = new HashSet<string>(StringComparer.Ordinal);
        var next = name;
        while (next is not null && !_effective.ContainsKey(next) && _layers.TryGetValue(next, out var layer))
        {
            if (!inChain.Add(next))
            {
                ReportCycle(chain.SkipWhile(member => member.Own.Name != next).ToList());
                foreach (var member in chain) _effective[member.Own.Name] = null;
                return;
            }
            chain.Add(layer);
            next = layer.Own.HostProfile;
        }
        for (var index = chain.Count - 1; index >= 0; index--)
            _effective[chain[index].Own.Name] = (HostProfile?)Effective(chain[index]);
    }

    private void ReportUnknown(HostLayer layer, string parent)
    {
        if (_draft.Exists(DocumentKinds.HostProfile, parent)) return;
        var place = Place(layer);
        _findings.Error(RuleIds.HostProfileReference, place,
            $"{place} names the host profile '{parent}', which is not in the design." +
            _findings.Names.DidYouMean(parent, _draft.Names(DocumentKinds.HostProfile)),
            "Correct the name, or add the profile's document.");
    }

    private void ReportCycle(List<HostLayer> cycle)
    {
        var last = cycle[cycle.Count - 1];
        var place = Place(last);
        var names = cycle.Select(layer => layer.Own.Name).Concat([cycle[0].Own.Name]);
        _findings.Error(RuleIds.HostProfileCycle, place, $"{place} closes a circle of host profiles: {string.Join(" → ", names)}.",
            "Let one of them inherit from nothing.");
    }

    private static DesignPlace Place(HostLayer layer) =>
        layer.Document.Place(layer.Document.Body.Find("host_profile")!.Value.Value, ".host_profile");
}
