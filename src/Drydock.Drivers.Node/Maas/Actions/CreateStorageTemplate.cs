using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Errors;
using Drydock.Results;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>
/// CreateStorageTemplate: the storage layout that commissioning gives to machines, and whether and how disks are erased on
/// release, as the region's <c>storage</c> says. What it leaves out stays.
/// </summary>
internal static class CreateStorageTemplate
{
    public static async Task<SiteActionResult> RunAsync(MaasSession session, SiteDesign site, CancellationToken cancel)
    {
        var report = new SiteReport(session);
        if (site.Region?.Storage is { } wanted)
        {
            var settings = new RegionSettings(session, report);
            if (wanted.DefaultLayout is { } layout) await settings.EnsureAsync("default_storage_layout", layout, cancel).ConfigureAwait(false);
            if (wanted.EraseOnRelease is { } erase) await settings.EnsureAsync("enable_disk_erasing_on_release", erase, cancel).ConfigureAwait(false);
            if (wanted.EraseMethod is { } method)
            {
                // With both, MAAS erases securely where the drive can, else quickly; with neither it writes every block.
                await settings.EnsureAsync("disk_erase_with_secure_erase", method is "secure" or "secure-or-quick", cancel).ConfigureAwait(false);
                await settings.EnsureAsync("disk_erase_with_quick_erase", method is "quick" or "secure-or-quick", cancel).ConfigureAwait(false);
            }
        }

        return report.Result(site.Name, ActionNames.CreateStorageTemplate, ErrorCatalogue.MaasInvalid,
            site.Region?.Storage is null ? "The region says nothing of storage; MAAS's settings stay."
            : report.Changes == 0 ? "MAAS's storage settings are as designed." : $"MAAS's storage settings are as designed now; {report.Changes} writes.");
    }
}
