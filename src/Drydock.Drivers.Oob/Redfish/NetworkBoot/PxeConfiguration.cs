using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Redfish.Http;
using Drydock.Drivers.Oob.Redfish.Inventory;
using Drydock.Drivers.Oob.Redfish.Systems;
using Drydock.Errors;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.NetworkBoot;

/// <summary>
/// Makes a server boot from the network, from the interface that is asked for: by the boot order, by a UEFI target, or by
/// the BIOS settings, whichever the service offers.
/// </summary>
internal sealed class PxeConfiguration(RedfishService service, OobCall call, string system)
{
    private const string Order = "BootOrder";
    private const string UefiTarget = "UefiTarget";
    private const string DevicePath = "UefiTargetBootSourceOverride";
    private const string Doing = "configuring network boot";

    /// <returns>What was set, as a sentence.</returns>
    /// <exception cref="DrydockException">The service offers no way, which the message explains.</exception>
    public async Task<string> SetAsync(PxeSettings pxe, CancellationToken cancel)
    {
        var section = await BootSection.ReadAsync(service, call, system, cancel);
        if (pxe.HttpBootUri is not null) return await HttpBoot.SetAsync(section, call, pxe, cancel);
        if (pxe.MacAddress is null) return await SetAnyAsync(pxe, "the firmware chooses the interface", cancel);
        var mac = NicInventory.Normalise(pxe.MacAddress)
            ?? throw OobTarget.Misconfigured(call.Target.Node, $"'{pxe.MacAddress}' is no MAC address to boot from");

        var options = pxe.Mode == BootMode.Legacy ? [] : await RedfishCollection.ReadAsync(service,
            Json.Link(section.Now, "BootOptions") ?? Json.Link(section.Writable, "BootOptions"), cancel);
        if (BootOptionChoice.Find(options, mac) is { } option)
        {
            if (pxe.Persistent && section.Writable[Order] is JArray order) return await SetFirstAsync(section, order, option, mac, cancel);
            if (CanTarget(section, option)) return await SetTargetAsync(section, option, mac, pxe.Persistent, cancel);
        }

        var nics = await NicInventory.ReadAsync(service, section.System, cancel);
        if (nics.FirstOrDefault(nic => nic.MacAddress == mac) is not { } chosen)
        {
            throw call.Error(ErrorCatalogue.NotSupported, $"it knows no interface with MAC address {mac}; it knows "
                + (nics.Count == 0 ? "none" : string.Join(", ", nics)));
        }

        if (pxe.Persistent && pxe.Mode != BootMode.Legacy && await BiosPxe.SetAsync(service, call, section.System, chosen, cancel) is { } done) return done;
        if (nics.Count == 1) return await SetAnyAsync(pxe, $"{chosen.Id} ({mac}) is the only interface", cancel);
        throw call.Error(ErrorCatalogue.NotSupported, $"it offers no way to choose {chosen.Id} ({mac}) of {nics.Count} interfaces: "
            + (pxe.Mode == BootMode.Legacy ? "boot options are for UEFI, and this is legacy boot"
                : options.Count == 0 ? "it has no boot options" : "none of its boot options fits")
            + ", and its BIOS settings have no attributes for PXE devices that Drydock knows; choose it in the server's setup");
    }

    private static bool CanTarget(BootSection section, JObject option) => BootOptionChoice.PathOf(option) is not null
        && Json.Texts(section.Writable, BootObject.TargetProperty + BootObject.Allowable)?.Contains(UefiTarget) == true;

    private static string Name(JObject option, string mac) => $"{Json.Text(option, "DisplayName") ?? BootOptionChoice.Reference(option)} ({mac})";

    private async Task<string> SetAnyAsync(PxeSettings pxe, string remark, CancellationToken cancel)
    {
        var differs = await SystemBoot.SetAsync(service, call, system, new BootOverride(BootDevice.Pxe, pxe.Persistent, pxe.Mode), cancel);
        return $"It boots over PXE ({(pxe.Persistent ? "persistent" : "once")}); {remark}.{differs}";
    }

    private async Task<string> SetFirstAsync(BootSection section, JArray order, JObject option, string mac, CancellationToken cancel)
    {
        var reference = BootOptionChoice.Reference(option)!;
        await EnableAsync(option, cancel);
        var done = $"{Name(option, mac)} is first in the boot order.";
        if (IsFirst(section.Now) && IsFirst(section.Writable)) return done;
        var wanted = new JArray(order.Values<string>().Where(each => each != reference).Prepend(reference).Cast<object>().ToArray());
        await section.ChangeAsync([new JObject { [Order] = wanted }], Doing, cancel);
        var (held, last) = await section.ConfirmAsync(IsFirst, cancel);
        return held ? done : throw call.Error(ErrorCatalogue.OobBootNotSet,
            $"it accepted {reference} as first in the boot order and reads back {string.Join(", ", Json.Texts(last[last.Count - 1], Order) ?? [])}");

        bool IsFirst(JObject boot) => Json.Texts(boot, Order) is { Count: > 0 } found && found[0] == reference;
    }

    private async Task<string> SetTargetAsync(BootSection section, JObject option, string mac, bool persistent, CancellationToken cancel)
    {
        var enabled = persistent ? "Continuous" : "Once";
        if (BootObject.FindObstacle(section.Writable, BootObject.EnabledProperty, enabled) is { } obstacle)
            throw call.Error(ErrorCatalogue.NotSupported, obstacle);
        var wanted = new JObject
        {
            [BootObject.EnabledProperty] = enabled,
            [BootObject.TargetProperty] = UefiTarget,
            [DevicePath] = BootOptionChoice.PathOf(option),
        };
        List<JObject> bodies = [wanted];
        if (section.Writable.ContainsKey(BootObject.ModeProperty)) bodies.Insert(0, new JObject(wanted) { [BootObject.ModeProperty] = "UEFI" });
        var done = $"It boots from {Name(option, mac)} ({(persistent ? "persistent" : "once")}).";
        if (Holds(section.Now) && Holds(section.Writable)) return done;
        await section.ChangeAsync(bodies, Doing, cancel);
        var (held, last) = await section.ConfirmAsync(Holds, cancel);
        return held ? done : throw call.Error(ErrorCatalogue.OobBootNotSet,
            $"it accepted {Name(option, mac)} and reads back {new BootObject(last[last.Count - 1])}");

        bool Holds(JObject boot) => wanted.Properties().All(property =>
            string.Equals((string?)property.Value, Json.Text(boot, property.Name), StringComparison.OrdinalIgnoreCase));
    }

    private async Task EnableAsync(JObject option, CancellationToken cancel)
    {
        if (option["BootOptionEnabled"] is not JValue { Value: false } || Json.Text(option, "@odata.id") is not { } link) return;
        var reply = await new GuardedPatch(service, call, service.PathOf(link))
            .SendAsync(Json.Text(option, "@odata.etag"), new JObject { ["BootOptionEnabled"] = true }, cancel);
        if (!reply.IsSuccess) throw service.Error(reply, "enabling boot option " + BootOptionChoice.Reference(option));
    }
}
