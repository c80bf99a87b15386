using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Redfish.Http;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.Systems;

/// <summary>
/// The <c>Boot</c> section of a system as one reads and changes it: in the settings object where that has one (DSP0266,
/// 9.10), else in the system itself.
/// </summary>
internal sealed class BootSection
{
    private const string Name = "Boot";

    /// <summary>How long a change may take to show.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly RedfishService _service;
    private readonly OobCall _call;
    private readonly string[] _places;
    private readonly string? _etag;

    private BootSection(RedfishService service, OobCall call, string[] places, RedfishReply system, RedfishReply writable)
    {
        (_service, _call, _places, _etag, System) = (service, call, places, writable.ETag, system.Json);
        (Now, Writable) = (Json.Object(System, Name), Json.Object(writable.Json, Name));
    }

    /// <summary>The system's resource.</summary>
    public JObject System { get; }

    /// <summary>What is in force.</summary>
    public JObject Now { get; }

    /// <summary>What will be; the same where there is no settings object.</summary>
    public JObject Writable { get; }

    public static async Task<BootSection> ReadAsync(RedfishService service, OobCall call, string path, CancellationToken cancel)
    {
        var system = await service.ReadAsync(path, cancel);
        if (Json.Link(Json.Object(system.Json, "@Redfish.Settings"), "SettingsObject") is { } link)
        {
            var settings = await service.GetAsync(service.PathOf(link), cancel);
            if (settings.IsSuccess && settings.Json[Name] is JObject) return new(service, call, [path, service.PathOf(link)], system, settings);
        }

        return new(service, call, [path], system, system);
    }

    /// <summary>Tries changes in turn until the BMC takes one; waits for the task that it may make of it.</summary>
    /// <param name="changes">Bodies of the section.</param>
    /// <param name="doing">What it is for, for messages.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <exception cref="Errors.DrydockException">The BMC takes none; the message holds what it says of the first.</exception>
    public async Task ChangeAsync(IReadOnlyList<JObject> changes, string doing, CancellationToken cancel)
    {
        RedfishReply? refusal = null;
        foreach (var change in changes)
        {
            var reply = await new GuardedPatch(_service, _call, _places[_places.Length - 1]).SendAsync(_etag, new JObject { [Name] = change }, cancel);
            if (reply.IsSuccess)
            {
                await RedfishTask.AwaitAsync(_service, _call, reply, doing, cancel);
                return;
            }

            refusal ??= reply;
            if (reply.Status is not (400 or 422)) break;
        }

        throw _service.Error(refusal!, doing);
    }

    /// <summary>Reads the section, in the system and in the settings object, until one of them is as it shall be.</summary>
    /// <param name="holds">Whether it is.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <returns>Whether it came to be, and the sections as they were read last.</returns>
    public async Task<(bool Held, IReadOnlyList<JObject> Last)> ConfirmAsync(Func<JObject, bool> holds, CancellationToken cancel)
    {
        var begun = _call.Clock.Elapsed;
        var waits = new Backoff(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(4));
        while (true)
        {
            var found = new List<JObject>();
            foreach (var place in _places) found.Add(Json.Object((await _service.ReadAsync(place, cancel)).Json, Name));
            if (found.Any(holds)) return (true, found);
            if (_call.Clock.Elapsed - begun > Grace) return (false, found);
            await _call.Clock.Delay(waits.Next(), cancel);
        }
    }
}
