using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary><c>events/?op=query</c>: what happened, newest first.</summary>
internal static class EventHandlers
{
    private const int MaxLimit = 1000;
    private const int DefaultLimit = 100;

    private static readonly string[] Levels = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"];

    public static void Map(Router router) => router.Map("events/").Get("query", Query);

    private static MaasReply Query(MaasCall call)
    {
        var query = call.Query;
        var limit = Number(query, "limit") ?? DefaultLimit;
        if (limit > MaxLimit) throw MaasError.BadRequest($"Requested number of events {limit} is greater than limit: {MaxLimit}");
        var level = query.Find("level") ?? "INFO";
        if (level != "AUDIT" && !Levels.Contains(level)) throw MaasError.BadRequest("Unrecognised log level: " + level);
        var events = call.Region.Events.Where(entry => Array.IndexOf(Levels, entry.Level) >= Array.IndexOf(Levels, level) && level != "AUDIT");
        events = Filter(events, query, "id", entry => entry.Node.SystemId);
        events = Filter(events, query, "hostname", entry => entry.Node.Hostname);
        events = Filter(events, query, "domain", entry => entry.Node.Domain.Name);
        events = Filter(events, query, "zone", entry => entry.Node.Zone.Name);
        events = Filter(events, query, "agent_name", entry => entry.Node.AgentName);
        events = Filter(events, query, "owner", entry => entry.User);
        if (query.Has("mac_address")) events = events.Where(entry => entry.Node.Interfaces.Exists(nic => query.All("mac_address").Contains(nic.Mac)));

        var (after, before) = (Number(query, "after"), Number(query, "before"));
        if (after is not null && before is not null) throw MaasError.BadRequest("There is undetermined behaviour when both 'after' and 'before' are specified.");
        var page = after is { } first ? [.. events.Where(entry => entry.Id > first).Take(limit)]
            : events.Where(entry => before is null || entry.Id < before).Reverse().Take(limit).Reverse().ToList();
        page.Reverse();
        return MaasReply.Json(new JObject
        {
            ["count"] = page.Count,
            ["events"] = new JArray(page.Select(entry => entry.Json())),
            ["next_uri"] = Link(query, "after", page.Count > 0 ? page[0].Id : after ?? 0),
            ["prev_uri"] = Link(query, "before", page.Count > 0 ? page[page.Count - 1].Id : before ?? 1),
        });
    }

    private static IEnumerable<NodeEvent> Filter(IEnumerable<NodeEvent> events, Parameters query, string key, Func<NodeEvent, string> of) =>
        query.Has(key) ? events.Where(entry => query.All(key).Contains(of(entry))) : events;

    private static int? Number(Parameters query, string name)
    {
        if (query.Find(name) is not { Length: > 0 } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw MaasError.BadRequest($"Invalid {name}: Please enter an integer value");
    }

    private static string Link(Parameters query, string direction, int id)
    {
        var kept = from name in query.Names
                   where name is not ("after" or "before" or "op")
                   from value in query.All(name)
                   select Uri.EscapeDataString(name) + "=" + Uri.EscapeDataString(value);
        return Uris.Root + "events/?op=query" + string.Concat(kept.Select(pair => "&" + pair)) + FormattableString.Invariant($"&{direction}={id}");
    }
}
