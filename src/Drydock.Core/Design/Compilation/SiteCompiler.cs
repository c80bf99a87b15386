using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;
using Drydock.Core.Design.Reading;
using Drydock.Design;

namespace Drydock.Core.Design.Compilation;

/// <summary>
/// Makes a site of its documents: inheritance, device selectors, kernel parameters, boot action targets, routes of
/// domains. What cannot be worked out is reported and left out.
/// </summary>
internal sealed class SiteCompiler(SiteDraft draft, DocumentMap documents, FindingSink findings)
{
    private readonly Dictionary<string, HardwareProfile> _hardware = draft.HardwareProfiles
        .GroupBy(profile => profile.Name, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);

    private readonly Dictionary<ItemList<HostInterface>, (HardwareProfile Hardware, ItemList<HostInterface> Resolved)> _interfaces =
        new(ByReference<ItemList<HostInterface>>.Instance);

    /// <summary>The compiled site.</summary>
    /// <param name="texts">What it was read from.</param>
    public SiteDesign Compile(SiteTexts texts)
    {
        var profiles = new ProfileTree(draft, findings);
        var nodes = new List<BaremetalNode>(draft.Nodes.Count);
        foreach (var layer in draft.Nodes)
            if (profiles.Effective(layer) is BaremetalNode merged && Resolve(merged) is { } node) nodes.Add(node);
        var filters = new NodeFilters(nodes, draft.Racks);
        return new SiteDesign
        {
            Region = draft.Regions.LastOrDefault(),
            Racks = new(draft.Racks),
            NetworkLinks = new(draft.NetworkLinks),
            Networks = RouteDomains.Apply(draft.Networks, ReportRoute),
            HardwareProfiles = new(draft.HardwareProfiles),
            HostProfiles = new(profiles.Profiles),
            Nodes = new(nodes),
            BootActions = new(draft.BootActions.Select(action => action with { TargetNodes = filters.Targets(action.NodeFilter) })),
            Texts = texts,
        };
    }

    private BaremetalNode? Resolve(BaremetalNode node)
    {
        if (node.HardwareProfile is not { } name)
        {
            var place = documents.Find(node);
            findings.Error(RuleIds.HardwareProfileReference, place,
                $"{place} has no hardware_profile, neither of its own nor from its host profiles.",
                "Name the node's hardware profile in its document or in a host profile.");
            return null;
        }
        if (!_hardware.TryGetValue(name, out var hardware))
        {
            ReportHardware(node, name);
            return null;
        }
        return node with
        {
            Interfaces = Interfaces(node.Interfaces, hardware),
            KernelParams = KernelParameters.Resolve(node.KernelParams, hardware, parameter => ReportParameter(node, parameter)),
        };
    }

    /// <summary>Interfaces with their selectors; nodes that inherit one list share the outcome.</summary>
    private ItemList<HostInterface> Interfaces(ItemList<HostInterface> interfaces, HardwareProfile hardware)
    {
        if (_interfaces.TryGetValue(interfaces, out var known) && ReferenceEquals(known.Hardware, hardware)) return known.Resolved;
        ItemList<HostInterface> resolved = new(interfaces.Select(item => item with { Selectors = Selectors(item, hardware) }));
        _interfaces[interfaces] = (hardware, resolved);
        return resolved;
    }

    private static ItemList<DeviceSelector> Selectors(HostInterface item, HardwareProfile hardware) => item.Slaves.Count == 0
        ? new([DeviceSelectors.ForInterface(hardware, item.Name)])
        : new(item.Slaves.Select(slave => DeviceSelectors.ForInterface(hardware, slave)));

    private void ReportHardware(BaremetalNode node, string name)
    {
        if (draft.Exists(DocumentKinds.HardwareProfile, name)) return;
        var place = documents.Find(node, "hardware_profile");
        findings.Error(RuleIds.HardwareProfileReference, place,
            $"{place} names the hardware profile '{name}', which is not in the design." +
            findings.Names.DidYouMean(name, draft.Names(DocumentKinds.HardwareProfile)),
            "Correct the name, or add the profile's document.");
    }

    private void ReportParameter(BaremetalNode node, string parameter)
    {
        var place = documents.Find(node, "platform", "kernel_params", parameter);
        findings.Warning(RuleIds.KernelParameterReference, place,
            $"{place} refers to '{node.KernelParams[parameter]}', which the hardware profile '{node.HardwareProfile}' " +
            "does not have; it stays as written.",
            "Write hardwareprofile:cpuset.NAME, hardwareprofile:hugepages.NAME.size or hardwareprofile:hugepages.NAME.count.");
    }

    private void ReportRoute(Network network, string domain)
    {
        var place = documents.Find(network, "routes");
        findings.Warning(RuleIds.RouteDomain, place,
            $"{place}: the first route to the route domain '{domain}' lacks gateway or metric, " +
            "so no routes to its networks are made.",
            "Give it a gateway and a metric.");
    }
}
