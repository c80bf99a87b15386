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
    private const string Doing = "setting the boot override";

    /// <summary>How long a change may take to show.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <returns>What reads back other than asked without hindering the boot.</returns>
    public async Task<string> SetAsync(BootOverride boot, CancellationToken cancel)
    {
        var resource = await service.ReadAsync(system, cancel);
        var now = BootOf(resource);
        var (path, reply) = await FindWritableAsync(resource, cancel);
        var writable = BootOf(reply);
        if (now.HoldsExactly(boot) && writable.HoldsExactly(boot)) return "";
        if ((now.FindObstacle(boot) ?? writable.FindObstacle(boot)) is { } obstacle) throw call.Error(ErrorCatalogue.NotSupported, obstacle);
        await ChangeAsync(path, reply.ETag, writable.Changes(boot, Json.Text(resource.Json, "Manufacturer")), cancel);
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

    private async Task ChangeAsync(string path, string? etag, IReadOnlyList<JObject> changes, CancellationToken cancel)
    {
        RedfishReply? refusal = null;
        foreach (var change in changes)
        {
            var reply = await new GuardedPatch(service, call, path).SendAsync(etag, new JObject { ["Boot"] = change }, cancel);
            if (reply.IsSuccess)
            {
                await RedfishTask.AwaitAsync(service, call, reply, Doing, cancel);
                return;
            }

            refusal ??= reply;
            if (reply.Status is not (400 or 422)) throw service.Error(reply, Doing);
        }

        throw service.Error(refusal!, Doing);
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
