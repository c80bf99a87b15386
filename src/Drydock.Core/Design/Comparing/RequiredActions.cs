using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Design;
using Drydock.Drivers;

namespace Drydock.Core.Design.Comparing;

/// <summary>
/// Tells which actions bring a change about. MAAS edits interfaces and storage only of machines that are not deployed, and
/// a system gets its image, kernel and kernel parameters when it is installed; tags and annotations change at any time.
/// </summary>
internal static class RequiredActions
{
    /// <summary>A node's way from the rack to its system.</summary>
    private static readonly string[] WholeChain =
    [
        ActionNames.ValidateOobServices, ActionNames.ValidateNodeServices, ActionNames.SetNodeBoot, ActionNames.PowerCycleNode,
        ActionNames.IdentifyNode, ActionNames.ConfigureHardware, ActionNames.ApplyNodeNetworking, ActionNames.ApplyNodeStorage,
        ActionNames.ApplyNodePlatform, ActionNames.DeployNode,
    ];

    /// <summary>The order in which actions run on a node.</summary>
    private static readonly string[] Order =
    [
        ActionNames.ValidateOobServices, ActionNames.DestroyNode, ActionNames.IdentifyNode, ActionNames.ApplyNodeNetworking,
        ActionNames.ApplyNodeStorage, ActionNames.ApplyNodePlatform, ActionNames.DeployNode,
    ];

    /// <summary>Which actions a property's change needs, by the beginning of its path; the first that fits counts.</summary>
    private static readonly (string Path, string[] Actions)[] NodeActions =
    [
        ("oob", [ActionNames.ValidateOobServices]),
        ("interfaces", Redeployed(ActionNames.ApplyNodeNetworking)),
        ("addressing", Redeployed(ActionNames.ApplyNodeNetworking)),
        ("primary_network", Redeployed(ActionNames.ApplyNodeNetworking)),
        ("storage", Redeployed(ActionNames.ApplyNodeStorage)),
        ("platform.kernel_params", Redeployed(ActionNames.ApplyNodePlatform)),
        ("platform", Redeployed()),
        ("metadata.tags", [ActionNames.ApplyNodePlatform]),
        ("metadata.owner_data", [ActionNames.ApplyNodePlatform]),
        ("metadata.boot_mac", [ActionNames.IdentifyNode]),
        ("fqdn", [ActionNames.IdentifyNode]),
        // What follows from another profile or rack shows at interfaces, disks and parameters; the name itself needs nothing.
        ("hardware_profile", []),
        ("metadata.rack", []),
    ];

    /// <summary>The actions for a new node.</summary>
    public static ItemList<string> ForNewNode { get; } = new(WholeChain);

    /// <summary>The actions for changes of a node.</summary>
    public static ItemList<string> ForNode(IEnumerable<DesignPropertyChange> changes, BaremetalNode before, BaremetalNode after)
    {
        var needed = new HashSet<string>(changes.SelectMany(change => ForProperty(change.Path, before, after)), StringComparer.Ordinal);
        return new(Order.Where(needed.Contains));
    }

    /// <summary>The actions for another region: keys go to the account, storage settings to their own action, the rest to the provisioner.</summary>
    public static ItemList<string> ForRegion(IEnumerable<string> keys) => new(keys.Select(key => key switch
    {
        "authorized_keys" => ActionNames.ConfigureUserCredentials,
        "storage" => ActionNames.CreateStorageTemplate,
        _ => ActionNames.ConfigureNodeProvisioner,
    }).Distinct());

    /// <summary>The actions for another boot action: it runs when a node is installed.</summary>
    public static ItemList<string> ForBootAction { get; } = new(Redeployed());

    private static string[] ForProperty(string path, BaremetalNode before, BaremetalNode after)
    {
        if (IsOobAddress(path, before) || IsOobAddress(path, after)) return [ActionNames.ValidateOobServices];
        return Array.Find(NodeActions, entry => path == entry.Path || path.StartsWith(entry.Path + ".", StringComparison.Ordinal)
            || path.StartsWith(entry.Path + "[", StringComparison.Ordinal)).Actions ?? [];
    }

    /// <summary>Whether a path is that of an address at which only the BMC is reached.</summary>
    private static bool IsOobAddress(string path, BaremetalNode node) => node.Oob.Network is { } network
        && path.StartsWith($"addressing[{network}]", StringComparison.Ordinal)
        && !node.Interfaces.Any(item => item.Networks.Contains(network));

    private static string[] Redeployed(params string[] actions) => [ActionNames.DestroyNode, .. actions, ActionNames.DeployNode];
}
