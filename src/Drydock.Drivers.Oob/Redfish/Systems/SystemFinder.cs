using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Redfish.Http;
using Drydock.Errors;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.Systems;

/// <summary>Finds which of a service's systems the node is: the only one, or the one of that Id, UUID or name.</summary>
internal static class SystemFinder
{
    private static readonly string[] Identities = ["Id", "UUID", "Name", "HostName"];

    /// <returns>The system's path.</returns>
    public static async Task<string> FindAsync(RedfishService service, OobCall call, CancellationToken cancel)
    {
        var collection = service.PathOf(Json.Link(service.Root, "Systems") ?? service.Settings.Root.AbsolutePath + "Systems");
        var members = Json.Links((await service.ReadAsync(collection, cancel)).Json, "Members");
        if (members.Count == 0) throw call.Error(ErrorCatalogue.OobProtocol, "its Redfish service has no system");
        var wanted = service.Settings.SystemId;
        if (members.Count == 1 && wanted is null) return service.PathOf(members[0]);

        var systems = new List<JObject>();
        foreach (var member in members) systems.Add((await service.ReadAsync(service.PathOf(member), cancel)).Json);
        var matches = Enumerable.Range(0, members.Count).Where(i => Is(systems[i], wanted ?? call.Target.Node)).ToList();
        if (matches.Count == 1) return service.PathOf(members[matches[0]]);
        throw OobTarget.Misconfigured(call.Target.Node, $"BMC {call.Endpoint} has {members.Count} systems and "
            + $"{(matches.Count == 0 ? "none" : matches.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))} is "
            + $"{(wanted is null ? "named like the node" : $"'{wanted}'")}; set oob.system_id to one of: "
            + string.Join(", ", systems.Select(system => Json.Text(system, "Id") ?? Json.Text(system, "Name"))));
    }

    private static bool Is(JObject system, string identity) =>
        Identities.Any(name => string.Equals(Json.Text(system, name), identity, StringComparison.OrdinalIgnoreCase));
}
