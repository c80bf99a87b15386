using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Actions.Provisioner;

/// <summary>
/// Makes and mends package repositories. MAAS's own archives are changed and never removed: there, pockets and components
/// that the design does not list are switched off; a repository of one's own has the components that it lists.
/// </summary>
internal static class RepositoryStep
{
    private static readonly string[] Archives = ["main_archive", "ports_archive"];

    // MAAS knows no way to switch off main.
    private static readonly string[] Optional = ["restricted", "universe", "multiverse"];

    public static async Task RunAsync(MaasSession session, Region region, SiteReport report, CancellationToken cancel)
    {
        if (region.Repositories.Count == 0 && !region.RemoveUnlistedRepositories) return;
        var list = await session.Api.GetAsync("package-repositories/", null, cancel).ConfigureAwait(false);
        var present = (list as JArray ?? []).Select(MaasSiteParsing.PackageRepository).ToList();
        foreach (var wanted in region.Repositories) await EnsureAsync(wanted, present, report, cancel).ConfigureAwait(false);
        if (!region.RemoveUnlistedRepositories) return;
        foreach (var stranger in present.Where(old => !Archives.Contains(old.Name) && !region.Repositories.Any(wanted => wanted.Name == old.Name)))
        {
            await report.DeleteAsync($"package-repositories/{stranger.Id}/", $"Repository '{stranger.Name}' removed, as the design does not list it.", cancel)
                .ConfigureAwait(false);
        }
    }

    private static async Task EnsureAsync(
        PackageRepository wanted, List<MaasPackageRepository> present, SiteReport report, CancellationToken cancel)
    {
        if (wanted.RepositoryType != "apt")
        {
            report.Error($"Repository '{wanted.Name}' is of type {wanted.RepositoryType}; MAAS has apt repositories only.");
            return;
        }

        var old = present.Find(candidate => candidate.Name == wanted.Name);
        var form = Difference(wanted, old ?? new());
        if (old is not null && form.Count == 0) return;
        try
        {
            if (old is null)
            {
                await report.PostAsync("package-repositories/", form.Add("name", wanted.Name), $"Repository '{wanted.Name}' made.", cancel).ConfigureAwait(false);
                return;
            }

            await report.PutAsync($"package-repositories/{old.Id}/", form,
                $"Repository '{wanted.Name}': {string.Join(", ", form.Select(field => field.Key))} changed.", cancel).ConfigureAwait(false);
        }
        catch (MaasApiException error) when (error.Status == 400)
        {
            report.Error($"MAAS refuses the repository '{wanted.Name}': {error.PlainMessage}");
        }
    }

    /// <summary>The fields that differ. What the design leaves empty is left as it is.</summary>
    private static MaasForm Difference(PackageRepository wanted, MaasPackageRepository old)
    {
        var form = new MaasForm();
        var isArchive = Archives.Contains(wanted.Name);
        if (wanted.Url.TrimEnd('/') != old.Url.TrimEnd('/')) form.Add("url", wanted.Url);
        if (!old.Enabled && old.Id != 0) form.Add("enabled", true);
        Words("distributions", wanted.Distributions, old.Distributions);
        Words("arches", wanted.Architectures, old.Architectures);
        Words("disabled_pockets", wanted.DisabledPockets, old.DisabledPockets, mayBeEmpty: wanted.StatesPockets);
        if (!isArchive) Words("components", wanted.Components, old.Components);
        else Words("disabled_components", [.. wanted.DisabledComponents.Intersect(Optional)], old.DisabledComponents, mayBeEmpty: wanted.Components.Count > 0);
        if (wanted.GpgKey is { } key && Lines(key) != Lines(old.Key)) form.Add("key", key);
        return form;

        void Words(string field, IReadOnlyList<string> design, IReadOnlyList<string> there, bool mayBeEmpty = false)
        {
            if ((design.Count > 0 || mayBeEmpty) && !new HashSet<string>(design, StringComparer.Ordinal).SetEquals(there))
                form.Add(field, string.Join(",", design));
        }
    }

    /// <summary>A key without what editors do to line ends.</summary>
    private static string Lines(string key) =>
        string.Join("\n", key.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
}
