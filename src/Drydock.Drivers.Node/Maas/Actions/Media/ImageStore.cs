using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Actions.Media;

/// <summary>MAAS's images and their import.</summary>
/// <param name="session">The session.</param>
/// <param name="context">Is told how far an import is.</param>
internal sealed class ImageStore(MaasSession session, DriverContext context)
{
    // MAAS begins an import a while after it was asked for.
    private const int IdleLooks = 5;

    /// <summary>Whether MAAS imports images now.</summary>
    public async Task<bool> IsImportingAsync(CancellationToken cancel) =>
        await session.Api.GetAsync("boot-resources/", new MaasForm().Add("op", "is_importing"), cancel).ConfigureAwait(false)
            is { Type: JTokenType.Boolean } flag && (bool)flag;

    /// <summary>
    /// The images that can be used. During an import, MAAS lists images that it has begun to fetch; those without a whole
    /// set of files are left out.
    /// </summary>
    /// <param name="needs">The images that matter.</param>
    /// <param name="importing">Whether MAAS imports images now.</param>
    /// <param name="cancel">Stops the requests.</param>
    public async Task<IReadOnlyList<MaasBootResource>> ListAsync(IReadOnlyList<ImageNeed> needs, bool importing, CancellationToken cancel)
    {
        var all = (await session.Api.GetAsync("boot-resources/", null, cancel).ConfigureAwait(false) as JArray ?? [])
            .Select(MaasSiteParsing.BootResource).ToList();
        if (!importing) return all;
        var matter = all.Where(image => needs.Any(need => need.IsImage(image) && need.HasKernel(image))).ToList();
        var whole = await Task.WhenAll(matter.Select(image => IsWholeAsync(image, cancel))).ConfigureAwait(false);
        return [.. matter.Where((_, index) => whole[index])];
    }

    /// <summary>Waits until images are there, or their import has ended without them.</summary>
    /// <param name="needs">The images.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>The sentences that say what is missing; none where all is there. Whether the import was still under way.</returns>
    public async Task<(IReadOnlyList<string> Lacks, bool Importing)> AwaitAsync(
        IReadOnlyList<ImageNeed> needs, TimeSpan limit, CancellationToken cancel)
    {
        var deadline = session.Clock.Elapsed + limit;
        for (var idle = 0; ;)
        {
            var importing = await IsImportingAsync(cancel).ConfigureAwait(false);
            var present = await ListAsync(needs, importing, cancel).ConfigureAwait(false);
            var lacks = needs.Select(need => need.Lack(present)).OfType<string>().ToList();
            idle = importing ? 0 : idle + 1;
            if (lacks.Count == 0 || idle >= IdleLooks || session.Clock.Elapsed + session.PollInterval > deadline) return (lacks, importing);
            Tell(needs.Count - lacks.Count, needs.Count);
            await session.Clock.Delay(session.PollInterval, cancel).ConfigureAwait(false);
        }
    }

    private async Task<bool> IsWholeAsync(MaasBootResource image, CancellationToken cancel)
    {
        var sets = (await session.Api.GetAsync($"boot-resources/{image.Id}/", null, cancel).ConfigureAwait(false)).Object("sets");
        return sets is null || sets.Count == 0 || sets.Properties().Any(set => set.Value.Flag("complete"));
    }

    private void Tell(int done, int all)
    {
        var text = $"Importing images: {done} of {all} are there.";
        context.SiteProgress(text, done * 100 / all);
        context.Log.Write(LogLevel.Verbose, text);
    }
}
