using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Redfish.Http;
using Drydock.Drivers.Oob.Redfish.Systems;
using Drydock.Errors;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.NetworkBoot;

/// <summary>
/// Chooses the interface to boot from in the BIOS settings, where these have Dell's attributes: <c>PxeDev1EnDis</c> and
/// <c>PxeDev1Interface</c>, and so on for further devices. They take effect as the server starts the next time.
/// </summary>
internal static class BiosPxe
{
    private const int Devices = 4;
    private const string Attributes = "Attributes";
    private const string OnReset = "OnReset";

    /// <param name="service">The service.</param>
    /// <param name="call">The action.</param>
    /// <param name="system">The system's resource.</param>
    /// <param name="nic">The interface; its id is the attribute's value.</param>
    /// <param name="cancel">Stops the requests.</param>
    /// <returns>What was set, as a sentence; null where the BIOS settings have no such attributes.</returns>
    public static async Task<string?> SetAsync(RedfishService service, OobCall call, JObject system, OobNic nic, CancellationToken cancel)
    {
        if (Json.Link(system, "Bios") is not { } link) return null;
        var path = service.PathOf(link);
        var bios = await service.GetAsync(path, cancel);
        var active = Json.Object(bios.Json, Attributes);
        var known = Enumerable.Range(1, Devices).Where(number => active[Interface(number)] is not null && active[Enabled(number)] is not null).ToList();
        if (!bios.IsSuccess || known.Count == 0) return null;

        // A device that has the interface already is only switched on: two must not have the same.
        var device = known.Where(number => Json.Text(active, Interface(number)) == nic.Id).Append(known[0]).First();
        var wanted = new JObject { [Enabled(device)] = "Enabled", [Interface(device)] = nic.Id };
        var done = $"PXE device {device} boots from {nic.Id} ({nic.MacAddress})";
        if (Holds(active, wanted)) return done + ".";
        var settings = Json.Object(bios.Json, "@Redfish.Settings");
        var place = Json.Link(settings, "SettingsObject") is { } pending ? service.PathOf(pending) : path;
        var writable = place == path ? bios : await service.ReadAsync(place, cancel);
        if (!Holds(Json.Object(writable.Json, Attributes), wanted))
        {
            var body = new JObject { [Attributes] = wanted };
            if (Json.Texts(settings, "SupportedApplyTimes")?.Contains(OnReset) == true)
                body["@Redfish.SettingsApplyTime"] = new JObject { ["ApplyTime"] = OnReset };
            var reply = await new GuardedPatch(service, call, place).SendAsync(writable.ETag, body, cancel);
            if (!reply.IsSuccess) throw service.Error(reply, "setting the PXE device in the BIOS settings");
            // Not its task: that ends only when the server has started again.
            var found = Json.Object((await service.ReadAsync(place, cancel)).Json, Attributes);
            if (!Holds(found, wanted)) throw call.Error(ErrorCatalogue.OobBootNotSet, "it accepted the PXE device, which does not read back from its BIOS settings");
        }

        return done + " from its next start on.";
    }

    private static string Enabled(int device) => $"PxeDev{device}EnDis";

    private static string Interface(int device) => $"PxeDev{device}Interface";

    private static bool Holds(JObject attributes, JObject wanted) =>
        wanted.Properties().All(property => Json.Text(attributes, property.Name) == (string?)property.Value);
}
