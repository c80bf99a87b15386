using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Redfish.Http;
using Drydock.Errors;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.Systems;

/// <summary>The action <c>#ComputerSystem.Reset</c> of a system. What it allows is read once.</summary>
internal sealed class SystemReset(RedfishService service, OobCall call)
{
    private (string Target, IReadOnlyList<string>? Allowed)? _action;

    /// <summary>Asks for a power state.</summary>
    /// <param name="system">The system's resource.</param>
    /// <param name="wanted">On or off.</param>
    /// <param name="seen">The state last read.</param>
    /// <param name="cancel">Stops the requests.</param>
    public async Task SwitchAsync(JObject system, PowerState wanted, PowerState seen, CancellationToken cancel)
    {
        var (target, allowed) = await FindAsync(system, cancel);
        await SendAsync(target, ResetChoice.Find(wanted, seen, allowed) ?? throw Missing("switch power " + wanted.ToString().ToLowerInvariant(), allowed), cancel);
    }

    /// <summary>Asks the operating system to shut down.</summary>
    /// <param name="system">The system's resource.</param>
    /// <param name="seen">The state last read.</param>
    /// <param name="cancel">Stops the requests.</param>
    public async Task ShutDownAsync(JObject system, PowerState seen, CancellationToken cancel)
    {
        var (target, allowed) = await FindAsync(system, cancel);
        await SendAsync(target, ResetChoice.FindShutdown(seen, allowed) ?? throw Missing("shut down the operating system", allowed), cancel);
    }

    /// <summary>Checks that the BMC offers a way to switch on and one to switch off.</summary>
    /// <param name="system">The system's resource.</param>
    /// <param name="cancel">Stops the requests.</param>
    /// <returns>What it allows; empty where it does not say.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync(JObject system, CancellationToken cancel)
    {
        var (_, allowed) = await FindAsync(system, cancel);
        if (ResetChoice.Find(PowerState.Off, PowerState.On, allowed) is null) throw Missing("switch power off", allowed);
        if (ResetChoice.Find(PowerState.On, PowerState.Off, allowed) is null) throw Missing("switch power on", allowed);
        return allowed ?? [];
    }

    private async Task SendAsync(string target, string type, CancellationToken cancel)
    {
        var reply = await service.PostAsync(target, new JObject { ["ResetType"] = type }, cancel);
        if (reply is null) return;
        if (!reply.IsSuccess) throw service.Error(reply, $"reset {type}");
        await RedfishTask.AwaitAsync(service, call, reply, $"reset {type}", cancel);
    }

    private DrydockException Missing(string what, IReadOnlyList<string>? allowed) => call.Error(ErrorCatalogue.NotSupported,
        $"it offers no way to {what}; it allows only reset {string.Join(", ", allowed ?? [])}");

    /// <summary>Where to post, and the values allowed there; these may be in the action or in a page of their own.</summary>
    private async Task<(string Target, IReadOnlyList<string>? Allowed)> FindAsync(JObject system, CancellationToken cancel)
    {
        if (_action is { } known) return known;
        var action = Json.Object(Json.Object(system, "Actions"), "#ComputerSystem.Reset");
        var target = Json.Text(action, "target") ?? throw call.Error(ErrorCatalogue.NotSupported, "its system offers no reset action");
        var allowed = Json.Texts(action, "ResetType@Redfish.AllowableValues");
        if (allowed is null && await service.TryReadAsync(Json.Text(action, "@Redfish.ActionInfo"), cancel) is { } info)
        {
            allowed = (info["Parameters"] as JArray ?? []).OfType<JObject>().Where(parameter => Json.Text(parameter, "Name") == "ResetType")
                .Select(parameter => Json.Texts(parameter, "AllowableValues")).FirstOrDefault();
        }

        // An empty list is as good as none: something must be allowed.
        var found = (service.PathOf(target), allowed is { Count: > 0 } ? allowed : null);
        _action = found;
        return found;
    }
}
