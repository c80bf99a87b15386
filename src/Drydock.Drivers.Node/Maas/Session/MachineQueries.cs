using System.Collections.Generic;
using System.Linq;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>Writes queries of machines so that their URLs stay within what web servers accept.</summary>
public static class MachineQueries
{
    /// <summary>What a query may take in characters; the common limit of a request line is 8 KiB.</summary>
    public const int LongestQuery = 7000;

    /// <summary>
    /// How many machines a query may name. MAAS takes some 50 ms for each that it renders, and one of its workers for as long;
    /// more of them would bring a request near to the time-outs of proxies.
    /// </summary>
    public const int MostMachines = 200;

    /// <summary>Queries that together ask for all values of one filter.</summary>
    /// <param name="filter">The filter, for example <c>hostname</c>.</param>
    /// <param name="values">The values.</param>
    public static IEnumerable<MaasForm> Split(string filter, IEnumerable<string> values)
    {
        var form = new MaasForm();
        var length = 0;
        foreach (var value in values)
        {
            var size = new MaasForm().Add(filter, value).Encode().Length + 1;
            if ((length + size > LongestQuery || form.Count == MostMachines) && form.Count > 0)
            {
                yield return form;
                form = [];
                length = 0;
            }

            form.Add(filter, value);
            length += size;
        }

        if (form.Count > 0) yield return form;
    }

    /// <summary>A state as the <c>status</c> filter names it.</summary>
    /// <param name="status">The state.</param>
    public static string FilterName(MaasMachineStatus status) => string.Concat(status.ToString().Select((letter, at) =>
        (char.IsUpper(letter) && at > 0 ? "_" : "") + char.ToLowerInvariant(letter)));

    /// <summary>The forms of a query of users; several where a list of names is long.</summary>
    /// <param name="query">The query.</param>
    public static IReadOnlyList<MaasForm> Of(MaasMachineQuery query)
    {
        var common = new MaasForm()
            .Add("status", query.Statuses.Select(FilterName))
            .Add("pool", query.Pools)
            .Add("tags", query.Tags);
        (string Name, IReadOnlyList<string> Values)[] lists =
        [
            ("hostname", query.Hostnames), ("id", query.SystemIds),
            ("mac_address", query.MacAddresses.Select(mac => mac.ToLowerInvariant()).ToArray()),
        ];
        var longest = lists.OrderByDescending(list => list.Values.Count).First();
        foreach (var (name, values) in lists.Where(list => list.Name != longest.Name)) common.Add(name, values);
        if (longest.Values.Count == 0) return [common];
        return [.. Split(longest.Name, longest.Values).Select(form => common.Aggregate(form, (all, field) => all.Add(field.Key, field.Value)))];
    }
}
