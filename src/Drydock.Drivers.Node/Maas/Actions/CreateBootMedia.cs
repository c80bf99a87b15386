using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Actions.Media;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Errors;
using Drydock.Results;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>
/// CreateBootMedia: has MAAS select and import the images and kernels of every node, and waits until they are there.
/// Uploaded images cannot be imported; a missing one is an error. Where all is there, nothing is written.
/// </summary>
internal static class CreateBootMedia
{
    public static async Task<SiteActionResult> RunAsync(
        MaasSession session, SiteDesign site, DriverContext context, CancellationToken cancel)
    {
        var begun = session.Clock.Elapsed;
        var report = new SiteReport(session);
        var store = new ImageStore(session, context);
        var needs = ImageNeed.Of(site);
        if (needs.Count > 0) await ImportAsync().ConfigureAwait(false);
        session.Site.InvalidateImages();
        return report.Result(site.Name, ActionNames.CreateBootMedia, ErrorCatalogue.MaasNotReady,
            needs.Count == 0 ? "The design deploys no image." : report.Changes == 0 ? $"All {needs.Count} image(s) of the design are there."
            : $"All {needs.Count} image(s) of the design are there now; {report.Changes} writes.");

        async Task ImportAsync()
        {
            var importing = await store.IsImportingAsync(cancel).ConfigureAwait(false);
            var present = await store.ListAsync(needs, importing, cancel).ConfigureAwait(false);
            var missing = needs.Where(need => need.Lack(present) is not null).ToList();
            if (missing.Count == 0) return;
            var selected = await SelectAsync(missing).ConfigureAwait(false);
            if (selected.Count == 0) return;
            if (!importing || report.Changes > 0)
            {
                await report.OperateAsync("boot-resources/", "import", [], "Import of images begun.", cancel).ConfigureAwait(false);
            }

            var (lacks, unfinished) = await store.AwaitAsync(selected, context.Timeout - (session.Clock.Elapsed - begun), cancel).ConfigureAwait(false);
            foreach (var lack in lacks)
                report.Error(lack + (unfinished ? " Its import is still under way; give it more time with -TimeoutSec." : " The import ended without it; look at MAAS's images."));
            if (lacks.Count == 0) report.Info("The import is done.");
        }

        async Task<IReadOnlyList<ImageNeed>> SelectAsync(List<ImageNeed> missing)
        {
            var uploads = missing.Where(need => need.Name.System == "custom").ToList();
            foreach (var need in uploads) report.Error($"{need.Lack([])} It is an uploaded image: upload it to MAAS.");
            var others = missing.Except(uploads).ToList();
            return others.Count == 0 ? [] : await BootSelections.EnsureAsync(session, site.Region?.BootMedia ?? new(), others, report, cancel).ConfigureAwait(false);
        }
    }
}
