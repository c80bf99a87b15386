using System.Collections.Generic;
using System.Linq;
using Drydock.Design;

namespace Drydock.Core.BootActions;

/// <summary>What templates of boot actions can name: the node, and the action with the key that reports of it bear.</summary>
public static class BootActionContext
{
    /// <summary>The values for one action on one node.</summary>
    /// <param name="action">The action.</param>
    /// <param name="node">The node.</param>
    /// <param name="key">The node's key, in hexadecimal.</param>
    public static IReadOnlyDictionary<string, object?> Of(BootAction action, BaremetalNode node, Secret key) => new Dictionary<string, object?>
    {
        ["node"] = Node(node),
        ["action"] = Action(action, node, key),
    };

    private static Dictionary<string, object?> Action(BootAction action, BaremetalNode node, Secret key)
    {
        var values = new Dictionary<string, object?>
        {
            ["name"] = action.Name,
            ["action_id"] = node.Name + "." + action.Name,
            ["action_key"] = key.Reveal(),
            ["design_ref"] = node.Site?.Name ?? "",
        };
        // Without a receiver there is no value, so that a template which needs one fails.
        if (node.Site?.Region?.BootActionReportUrl is { } url) values["report_url"] = url;
        return values;
    }

    private static Dictionary<string, object?> Node(BaremetalNode node) => new()
    {
        ["hostname"] = node.Name,
        ["domain"] = node.Domain,
        ["fqdn"] = node.Fqdn,
        ["rack"] = node.Rack,
        ["tags"] = node.Tags.Cast<object?>().ToList(),
        ["labels"] = Map(node.OwnerData),
        ["kernel_params"] = Map(node.KernelParams),
        ["network"] = Networks(node),
        ["interfaces"] = node.Interfaces.ToDictionary(nic => nic.Name, object? (nic) => Interface(nic)),
    };

    private static Dictionary<string, object?> Networks(BaremetalNode node)
    {
        var networks = new Dictionary<string, object?>();
        foreach (var address in node.Addressing.Where(address => address.Address is not null))
        {
            var network = node.Site?.FindNetwork(address.Network);
            var values = new Dictionary<string, object?>
            {
                ["ip"] = address.Address,
                ["cidr"] = network?.Cidr ?? "",
                ["dns_suffix"] = network?.DnsDomain ?? "",
                ["vlan"] = network?.Vlan,
            };
            if (!networks.ContainsKey(address.Network)) networks[address.Network] = values;
            if (address.Network == node.PrimaryNetwork && !networks.ContainsKey("default")) networks["default"] = values;
        }

        return networks;
    }

    private static Dictionary<string, object?> Interface(HostInterface nic) => new()
    {
        ["slaves"] = nic.Slaves.Cast<object?>().ToList(),
        ["networks"] = nic.Networks.Cast<object?>().ToList(),
        ["sriov"] = nic.Sriov is not null,
        ["vf_count"] = nic.Sriov?.VirtualFunctions ?? 0,
        ["trustedmode"] = nic.Sriov?.Trusted ?? false,
    };

    private static Dictionary<string, object?> Map(TextMap map) => map.ToDictionary(entry => entry.Key, object? (entry) => entry.Value);
}
