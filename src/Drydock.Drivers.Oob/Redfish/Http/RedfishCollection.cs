using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.Http;

/// <summary>
/// Reads collections in few requests: with <c>$expand</c> where the service root says that it works (DSP0266, 7.3), else
/// members two at a time. Members that cannot be read are left out.
/// </summary>
internal static class RedfishCollection
{
    private const int MaxMembers = 256;
    private const int Parallel = 2;

    /// <summary>Reads a collection's members.</summary>
    /// <param name="service">The service.</param>
    /// <param name="link">Where it is; null for none.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <returns>The members; empty where there is no such collection.</returns>
    public static async Task<IReadOnlyList<JObject>> ReadAsync(RedfishService service, string? link, CancellationToken cancel)
    {
        if (link is null) return [];
        if (ExpandQuery(service.Root) is { } query && await service.TryReadAsync(link + query, cancel) is { } expanded
            && expanded["Members"] is JArray whole && whole.OfType<JObject>().All(member => member.Count > 1)
            && NextOf(expanded) is null)
        {
            return [.. whole.OfType<JObject>()];
        }

        var paths = await FindPathsAsync(service, link, cancel);
        var members = new List<JObject>();
        for (var at = 0; at < paths.Count; at += Parallel)
        {
            members.AddRange((await Task.WhenAll(paths.Skip(at).Take(Parallel).Select(ReadMemberAsync))).OfType<JObject>());
        }

        return members;

        async Task<JObject?> ReadMemberAsync(string path)
        {
            // Not every service writes into a resource where it is.
            if (await service.TryReadAsync(path, cancel) is not { } member) return null;
            if (Json.Text(member, "@odata.id") is null) member["@odata.id"] = path;
            return member;
        }
    }

    /// <summary>Reads the paths of a collection's members, page by page.</summary>
    /// <param name="service">The service.</param>
    /// <param name="link">Where it is.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <returns>The paths, in the service's order, each once; empty where there is no such collection.</returns>
    public static async Task<IReadOnlyList<string>> FindPathsAsync(RedfishService service, string link, CancellationToken cancel)
    {
        var paths = new List<string>();
        for (var next = link; next is not null && paths.Count < MaxMembers;)
        {
            var page = await service.TryReadAsync(next, cancel);
            var found = Json.Links(page, "Members").Select(service.PathOf).Where(path => !paths.Contains(path)).ToList();
            paths.AddRange(found);
            next = found.Count > 0 ? NextOf(page) : null;
        }

        return [.. paths.Take(MaxMembers)];
    }

    private static string? NextOf(JObject? page) => Json.Text(page, "Members@odata.nextLink");

    private static string? ExpandQuery(JObject root)
    {
        var expand = Json.Object(Json.Object(root, "ProtocolFeaturesSupported"), "ExpandQuery");
        return Is(expand, "NoLinks") ? "?$expand=." : Is(expand, "ExpandAll") ? "?$expand=*" : null;
    }

    private static bool Is(JObject expand, string feature) => expand[feature] is JValue { Value: true };
}
