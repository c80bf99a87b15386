using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Redfish.Http;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Redfish.Systems;

/// <summary>Sets the boot override of a system and reads it back.</summary>
internal static class SystemBoot
{
    /// <returns>What reads back other than asked without hindering the boot.</returns>
    public static async Task<string> SetAsync(RedfishService service, OobCall call, string system, BootOverride boot, CancellationToken cancel)
    {
        var section = await BootSection.ReadAsync(service, call, system, cancel);
        var (now, writable) = (new BootObject(section.Now), new BootObject(section.Writable));
        if (now.HoldsExactly(boot) && writable.HoldsExactly(boot)) return "";
        if ((now.FindObstacle(boot) ?? writable.FindObstacle(boot)) is { } obstacle) throw call.Error(ErrorCatalogue.NotSupported, obstacle);
        await section.ChangeAsync(writable.Changes(boot, Json.Text(section.System, "Manufacturer")), "setting the boot override", cancel);
        var (held, last) = await section.ConfirmAsync(each => new BootObject(each).HoldsExactly(boot), cancel);
        if (held) return "";
        var found = last.Select(each => new BootObject(each)).ToList();
        return found.Find(each => each.Holds(boot))?.DescribeDifference(boot)
            ?? throw call.Error(ErrorCatalogue.OobBootNotSet, $"it accepted {boot.Device} and reads back {found[found.Count - 1]}");
    }
}
