using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>The filters of lists of machines (maasserver/node_constraint_filter_forms.py): values of a key are alternatives, keys all count.</summary>
internal static class MachineFilter
{
    private static readonly Regex MacForm = new("^([0-9a-fA-F]{1,2}[:-]){5}[0-9a-fA-F]{1,2}$", RegexOptions.CultureInvariant);

    private delegate Func<Node, bool> Filter(Region region, string key, IReadOnlyList<string> values);

    private static readonly Dictionary<string, Filter> Filters = new(StringComparer.Ordinal)
    {
        ["id"] = (_, _, values) => node => values.Contains(node.SystemId),
        ["system_id"] = (_, _, values) => node => values.Contains(node.SystemId),
        ["hostname"] = (_, _, values) => node => values.Contains(node.Hostname),
        ["domain"] = (_, _, values) => node => values.Contains(node.Domain.Name),
        ["agent_name"] = (_, _, values) => node => values.Contains(node.AgentName),
        ["owner"] = (_, _, values) => node => node.Owner is not null && values.Contains(node.Owner.Name),
        ["power_state"] = (_, _, values) => node => values.Contains(node.PowerState),
        ["arch"] = (_, _, values) => node => values.Any(value => node.Architecture == value || node.Architecture.StartsWith(value + "/", StringComparison.Ordinal)),
        ["mac_address"] = Macs,
        ["status"] = Statuses,
        ["zone"] = (region, key, values) => Groups(region.Zones.Values, key, values, node => node.Zone),
        ["pool"] = (region, key, values) => Groups(region.Pools.Values, key, values, node => node.Pool),
        ["tags"] = Tags,
        ["cpu_count"] = (_, key, values) => AtLeast(key, values, "Invalid CPU count: number required.", node => node.CpuCount),
        ["mem"] = (_, key, values) => AtLeast(key, values, "Invalid memory: number of MiB required.", node => node.MemoryMiB),
        ["fabrics"] = (_, _, values) => node => node.Interfaces.Exists(nic => nic.Vlan is not null && values.Contains(nic.Vlan.Fabric.Name)),
        ["vlans"] = (_, _, values) => node => node.Interfaces.Exists(nic => nic.Vlan is not null && values.Contains(Text(nic.Vlan.Id))),
        ["subnets"] = (_, _, values) => node => node.Interfaces.SelectMany(nic => nic.Links)
            .Any(link => link.Subnet is not null && (values.Contains(Text(link.Subnet.Id)) || values.Contains(link.Subnet.Name))),
        ["link_speed"] = (_, key, values) => AtLeast(key, values, "Enter a whole number.", node => node.Interfaces.Select(nic => nic.LinkSpeed).DefaultIfEmpty().Max()),
    };

    /// <summary>The machines that all filters of a query let through.</summary>
    public static IEnumerable<Node> Apply(Region region, Parameters query)
    {
        var conditions = new List<Func<Node, bool>>();
        foreach (var name in query.Names.Where(name => name != "op"))
        {
            var negated = name.StartsWith("not_", StringComparison.Ordinal);
            var key = negated ? name.Substring("not_".Length) : name;
            if (!Filters.TryGetValue(key, out var filter)) throw MaasError.Field(name, "No such constraint.");
            var condition = filter(region, name, query.All(name));
            conditions.Add(negated ? node => !condition(node) : condition);
        }

        return region.Machines.Where(node => conditions.TrueForAll(condition => condition(node)));
    }

    private static Func<Node, bool> Macs(Region region, string key, IReadOnlyList<string> values)
    {
        var bad = values.Where(value => !MacForm.IsMatch(value)).ToArray();
        if (bad.Length > 0) throw MaasError.Field(key, [.. bad.Select(value => $"'{value}' is not a valid MAC address.")]);
        // Compared as written: MAAS keeps lower case, and finds nothing for upper case.
        var wanted = new HashSet<string>(values, StringComparer.Ordinal);
        return node => node.Interfaces.Exists(nic => wanted.Contains(nic.Mac));
    }

    private static Func<Node, bool> Statuses(Region region, string key, IReadOnlyList<string> values)
    {
        var wanted = new HashSet<NodeStatus>();
        foreach (var value in values)
            wanted.Add(NodeStatusNames.Parse(value) ?? throw MaasError.Field(key, $"Select a valid choice. {value} is not one of the available choices."));
        return node => wanted.Contains(node.Status);
    }

    private static Func<Node, bool> Groups(IEnumerable<Grouping> known, string key, IReadOnlyList<string> values, Func<Node, Grouping> of)
    {
        var unknown = values.Except(known.Select(group => group.Name)).ToList();
        if (unknown.Count > 0) throw MaasError.Field(key, $"No such {key}(s): {string.Join(", ", unknown)}.");
        return node => values.Contains(of(node).Name);
    }

    private static Func<Node, bool> Tags(Region region, string key, IReadOnlyList<string> values)
    {
        var wanted = values.SelectMany(value => value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)).ToList();
        var unknown = wanted.Except(region.Tags.Select(tag => tag.Name)).ToList();
        if (unknown.Count > 0) throw MaasError.Field(key, $"No such tag(s): {string.Join(", ", unknown.Select(name => $"'{name}'"))}.");
        return node => wanted.TrueForAll(node.Tags.Contains);
    }

    private static Func<Node, bool> AtLeast(string key, IReadOnlyList<string> values, string message, Func<Node, int> of)
    {
        if (!double.TryParse(values[values.Count - 1], NumberStyles.Float, CultureInfo.InvariantCulture, out var least)) throw MaasError.Field(key, message);
        return node => of(node) >= least;
    }

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
