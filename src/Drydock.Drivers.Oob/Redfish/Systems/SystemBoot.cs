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

/// <summary>Sets the boot override of a system, through its settings object where it has one, and reads it back.</summary>
internal sealed class SystemBoot(RedfishService service, OobCall call, string system)
{
    private const int SettlingRetries = 6;

    /// <summary>How long a change may take to show.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <returns>What reads back other than asked without hindering the boot.</returns>
    public async Task<string> SetAsync(BootOverride boot, CancellationToken cancel)
    {
        var resource = await service.ReadAsync(system, cancel);
        var now = BootOf(resource);
        var (path, reply) = await FindWritableAsync(resource, cancel);
        if (now.HoldsExactly(boot) && path == system) return "";
        var writable = BootOf(reply);
        if ((now.FindObstacle(boot) ?? writable.FindObstacle(boot)) is { } obstacle) throw call.Error(ErrorCatalogue.NotSupported, obstacle);
        await ChangeAsync(path, reply, writable.Changes(boot), cancel);
        return await ConfirmAsync(path, boot, cancel);
    }

    private static BootObject BootOf(RedfishReply reply) => new(Json.Object(reply.Json, "Boot"));

    /// <summary>The settings object where it has a boot section, else the system itself (DSP0266, 9.10).</summary>
    private async Task<(string Path, RedfishReply Reply)> FindWritableAsync(RedfishReply resource, CancellationToken cancel)
    {
        if (Json.Link(Json.Object(resource.Json, "@Redfish.Settings"), "SettingsObject") is not { } link) return (system, resource);
        var path = service.PathOf(link);
        var settings = await service.ReadAsync(path, cancel);
        return settings.Json["Boot"] is JObject ? (path, settings) : (system, resource);
    }

    private async Task ChangeAsync(string path, RedfishReply resource, IReadOnlyList<JObject> changes, CancellationToken cancel)
    {
        RedfishReply? refusal = null;
        foreach (var change in changes)
        {
            var reply = await SettleAsync(path, resource.ETag, new JObject { ["Boot"] = change }, cancel);
            if (reply.IsSuccess)
            {
                await service.AwaitTaskAsync(reply, "setting the boot override", cancel);
                return;
            }

            refusal ??= reply;
            if (reply.Status is not (400 or 422)) throw service.Error(reply, "setting the boot override");
        }

        throw service.Error(refusal!, "setting the boot override");
    }

    /// <summary>Waits where the server's self-test does not allow a change yet.</summary>
    private async Task<RedfishReply> SettleAsync(string path, string? etag, JObject body, CancellationToken cancel)
    {
        var waits = new Backoff(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
        for (var tries = 0; ; tries++)
        {
            var reply = await MatchAsync(path, etag, body, cancel);
            if (reply.IsSuccess || tries == SettlingRetries || !service.Error(reply, "").IsTransient) return reply;
            call.Write(LogLevel.Verbose, $"the boot override cannot be set yet: {reply.Explain()}");
            await call.Clock.Delay(waits.Next(), cancel);
        }
    }

    /// <summary>
    /// Sends the change with the ETag as the BMC wrote it. Where that is refused (412, 428): as a strong one, without
    /// quotes, not at all, for any. BMCs differ in what they compare.
    /// </summary>
    private async Task<RedfishReply> MatchAsync(string path, string? etag, JObject body, CancellationToken cancel)
    {
        var strong = etag?.StartsWith("W/", StringComparison.Ordinal) == true ? etag.Substring(2) : etag;
        string?[] ladder = [.. new[] { etag, strong, strong?.Trim('"'), null, "*" }.Distinct()];
        RedfishReply reply;
        var rung = 0;
        do
        {
            reply = await service.PatchAsync(path, body, ladder[rung++], cancel);
        }
        while (reply.Status is 412 or 428 && rung < ladder.Length);
        return reply;
    }

    private async Task<string> ConfirmAsync(string path, BootOverride boot, CancellationToken cancel)
    {
        var begun = call.Clock.Elapsed;
        var waits = new Backoff(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(4));
        string[] places = path == system ? [system] : [system, path];
        while (true)
        {
            var found = new List<BootObject>();
            foreach (var place in places) found.Add(BootOf(await service.ReadAsync(place, cancel)));
            if (found.FirstOrDefault(each => each.HoldsExactly(boot)) is not null) return "";
            var late = call.Clock.Elapsed - begun > Grace;
            if (late && found.FirstOrDefault(each => each.Holds(boot)) is { } near) return near.DescribeDifference(boot);
            if (late) throw call.Error(ErrorCatalogue.OobBootNotSet, $"it accepted {boot.Device} and reads back {found[found.Count - 1]}");
            await call.Clock.Delay(waits.Next(), cancel);
        }
    }
}
