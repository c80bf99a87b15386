using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Redfish.Http;
using Drydock.Errors;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.Systems;

/// <summary>The action <c>#ComputerSystem.Reset</c> of a system.</summary>
internal sealed class SystemReset(RedfishService service, OobCall call, string system)
{
    public async Task SwitchAsync(PowerState wanted, PowerState seen, CancellationToken cancel)
    {
        var (target, allowed) = await ReadAsync((await service.ReadAsync(system, cancel)).Json, cancel);
        var type = ResetChoice.Find(wanted, seen, allowed) ?? throw Missing(wanted, allowed);
        var reply = await service.PostAsync(target, new JObject { ["ResetType"] = type }, cancel);
        if (reply is null) return;
        if (!reply.IsSuccess) throw service.Error(reply, $"reset {type}");
        await RedfishTask.AwaitAsync(service, call, reply, $"reset {type}", cancel);
    }

    /// <summary>Checks that the BMC offers a way to switch on and one to switch off.</summary>
    public async Task CheckAsync(JObject resource, CancellationToken cancel)
    {
        var (_, allowed) = await ReadAsync(resource, cancel);
        if (ResetChoice.Find(PowerState.Off, PowerState.On, allowed) is null) throw Missing(PowerState.Off, allowed);
        if (ResetChoice.Find(PowerState.On, PowerState.Off, allowed) is null) throw Missing(PowerState.On, allowed);
    }

    private DrydockException Missing(PowerState wanted, IReadOnlyCollection<string>? allowed) =>
        call.Error(ErrorCatalogue.NotSupported, $"it offers no way to switch power {wanted.ToString().ToLowerInvariant()}; "
            + $"it allows only reset {string.Join(", ", allowed ?? [])}");

    /// <summary>Where to post, and the values allowed there; these may be in the action or in a page of their own.</summary>
    private async Task<(string Target, IReadOnlyList<string>? Allowed)> ReadAsync(JObject resource, CancellationToken cancel)
    {
        var action = Json.Object(Json.Object(resource, "Actions"), "#ComputerSystem.Reset");
        var target = Json.Text(action, "target") ?? throw call.Error(ErrorCatalogue.NotSupported, "its system offers no reset action");
        var allowed = Json.Texts(action, "ResetType@Redfish.AllowableValues");
        if (allowed is null && await service.TryReadAsync(Json.Text(action, "@Redfish.ActionInfo"), cancel) is { } info)
        {
            allowed = (info["Parameters"] as JArray ?? []).OfType<JObject>().Where(parameter => Json.Text(parameter, "Name") == "ResetType")
                .Select(parameter => Json.Texts(parameter, "AllowableValues")).FirstOrDefault();
        }

        return (service.PathOf(target), allowed);
    }
}
