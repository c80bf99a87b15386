using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Redfish.Http;
using Drydock.Drivers.Oob.Redfish.Systems;
using Drydock.Errors;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.NetworkBoot;

/// <summary>Boots over HTTP from an address (DSP0268, <c>Boot.HttpBootUri</c> and the target <c>UefiHttp</c>).</summary>
internal static class HttpBoot
{
    private const string UriProperty = "HttpBootUri";
    private const string Target = "UefiHttp";

    /// <returns>What was set, as a sentence.</returns>
    public static async Task<string> SetAsync(BootSection section, OobCall call, PxeSettings pxe, CancellationToken cancel)
    {
        var boot = section.Writable;
        if (pxe.Mode == BootMode.Legacy) throw call.Error(ErrorCatalogue.NotSupported, "HTTP boot needs UEFI, and the node boots by BIOS");
        if (!boot.ContainsKey(UriProperty)) throw call.Error(ErrorCatalogue.NotSupported, "its service takes no address for HTTP boot (Boot.HttpBootUri)");
        var enabled = pxe.Persistent ? "Continuous" : "Once";
        if ((BootObject.FindObstacle(boot, BootObject.TargetProperty, Target) ?? BootObject.FindObstacle(boot, BootObject.EnabledProperty, enabled)) is { } obstacle)
            throw call.Error(ErrorCatalogue.NotSupported, obstacle);
        var wanted = new JObject
        {
            [UriProperty] = pxe.HttpBootUri!.AbsoluteUri,
            [BootObject.EnabledProperty] = enabled,
            [BootObject.TargetProperty] = Target,
        };
        var done = $"It boots over HTTP from {pxe.HttpBootUri} ({(pxe.Persistent ? "persistent" : "once")}, UEFI).";
        if (Holds(section.Now) && Holds(boot)) return done;
        var withMode = new JObject(wanted) { [BootObject.ModeProperty] = "UEFI" };
        await section.ChangeAsync(boot.ContainsKey(BootObject.ModeProperty) ? [withMode, wanted] : [wanted], "setting HTTP boot", cancel);
        var (held, last) = await section.ConfirmAsync(Holds, cancel);
        return held ? done : throw call.Error(ErrorCatalogue.OobBootNotSet,
            $"it accepted HTTP boot and reads back {new BootObject(last[last.Count - 1])} {Json.Text(last[last.Count - 1], UriProperty)}");

        bool Holds(JObject found) => wanted.Properties().All(property =>
            string.Equals((string?)property.Value, Json.Text(found, property.Name), StringComparison.OrdinalIgnoreCase));
    }
}
