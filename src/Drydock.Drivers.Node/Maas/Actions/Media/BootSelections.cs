using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Actions.Media;

/// <summary>What MAAS imports from its boot sources (<c>boot-sources/{id}/selections/</c>).</summary>
internal static class BootSelections
{
    private const string All = "*";

    /// <summary>Selects images in a boot source; a selection that leaves out an architecture or kernel is widened.</summary>
    /// <returns>The images that are selected now; for the others the report has an error.</returns>
    public static async Task<IReadOnlyList<ImageNeed>> EnsureAsync(
        MaasSession session, RegionBootMedia media, IReadOnlyList<ImageNeed> needs, SiteReport report, CancellationToken cancel)
    {
        var sources = (await session.Api.GetAsync("boot-sources/", null, cancel).ConfigureAwait(false) as JArray ?? []).ToList();
        var source = media.Source is null ? sources.FirstOrDefault() : sources.Find(candidate => Same(candidate.Text("url"), media.Source));
        if (source is null)
        {
            report.Error(sources.Count == 0 ? "MAAS has no boot source to import images from."
                : $"MAAS has no boot source {media.Source}; it has {string.Join(", ", sources.Select(candidate => candidate.Text("url")))}.");
            return [];
        }

        var path = $"boot-sources/{source.Int("id")}/selections/";
        var selections = (await session.Api.GetAsync(path, null, cancel).ConfigureAwait(false) as JArray ?? []).ToList();
        List<ImageNeed> selected = [];
        foreach (var image in needs.GroupBy(need => need.Name))
        {
            var present = selections.Find(selection => selection.Text("os") == image.Key.System && selection.Text("release") == image.Key.Series);
            var arches = present?.Texts("arches") ?? ItemList<string>.Empty;
            var name = image.Key.System + "/" + image.Key.Series;
            var enough = present is not null && present.Texts("subarches").Contains(All)
                && (arches.Contains(All) || media.Architectures.All(arches.Contains));
            if (!enough)
            {
                var form = new MaasForm().Add("os", image.Key.System).Add("release", image.Key.Series)
                    .Add("arches", arches.Union(media.Architectures)).Add("subarches", All).Add("labels", All);
                try
                {
                    if (present is null) await report.PostAsync(path, form, $"Image {name} selected for {string.Join(", ", media.Architectures)}.", cancel).ConfigureAwait(false);
                    else await report.PutAsync($"{path}{present.Int("id")}/", form, $"Selection of image {name} widened.", cancel).ConfigureAwait(false);
                }
                catch (MaasApiException error) when (error.Status == 400)
                {
                    report.Error($"{image.First().Lack([])} Its boot source {source.Text("url")} does not offer it: {error.PlainMessage}");
                    continue;
                }
            }

            selected.AddRange(image);
        }

        return selected;
    }

    private static bool Same(string one, string other) => one.TrimEnd('/') == other.TrimEnd('/');
}
