using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Redfish.Http;
using Drydock.Errors;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.Systems;

/// <summary>Finds which of a service's systems the node is: the only one, or the one of that Id, UUID, name or path.</summary>
internal static class SystemFinder
{
    private const string PathProperty = "@odata.id";
    private static readonly string[] Identities = ["Id", "UUID", "Name", "HostName", "SerialNumber"];

    /// <returns>The system's path, and how many systems there are.</returns>
    public static async Task<(string Path, int Count)> FindAsync(RedfishService service, OobCall call, CancellationToken cancel)
    {
        var collection = Json.Link(service.Root, "Systems") ?? service.Settings.Root.AbsolutePath + "Systems";
        // Whether it can be read at all is told apart from that it is empty.
        var paths = Json.Links((await service.ReadAsync(service.PathOf(collection), cancel)).Json, "Members");
        if (paths.Count == 0) throw call.Error(ErrorCatalogue.OobProtocol, "its Redfish service has no system");
        var wanted = service.Settings.SystemId;
        if (paths.Count == 1 && wanted is null) return (service.PathOf(paths[0]), 1);

        var systems = await RedfishCollection.ReadAsync(service, collection, cancel);
        var matches = systems.Where(system => Is(system, wanted ?? call.Target.Node)).ToList();
        if (matches.Count == 1 && Json.Text(matches[0], PathProperty) is { } path) return (service.PathOf(path), systems.Count);
        throw OobTarget.Misconfigured(call.Target.Node, $"BMC {call.Endpoint} has {Number(systems.Count)} {(systems.Count == 1 ? "system" : "systems")} and "
            + $"{(matches.Count == 0 ? "none" : Number(matches.Count))} is {(wanted is null ? "named like the node" : $"'{wanted}'")}; "
            + "set oob.system_id to one of: " + string.Join(", ", systems.Select(Describe)));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Describe(JObject system)
    {
        var others = Identities.Skip(1).Select(name => Json.Text(system, name)).OfType<string>().ToList();
        return (Json.Text(system, "Id") ?? Json.Text(system, PathProperty)) + (others.Count == 0 ? "" : $" ({string.Join(", ", others)})");
    }

    private static bool Is(JObject system, string identity) => Identities.Any(name =>
            string.Equals(Json.Text(system, name), identity, StringComparison.OrdinalIgnoreCase))
        || string.Equals(Json.Text(system, PathProperty)?.TrimEnd('/'), identity.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
}
