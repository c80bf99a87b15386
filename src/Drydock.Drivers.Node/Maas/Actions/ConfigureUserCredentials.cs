using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Errors;
using Drydock.Results;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>
/// ConfigureUserCredentials: adds the region's SSH keys to the account, from where MAAS brings them onto each node it
/// deploys. Keys are compared without their comments; keys that the design does not name stay.
/// </summary>
internal static class ConfigureUserCredentials
{
    private const int LongestLabel = 40;

    public static async Task<SiteActionResult> RunAsync(MaasSession session, SiteDesign site, CancellationToken cancel)
    {
        var report = new SiteReport(session);
        var written = site.Region?.AuthorizedKeys ?? ItemList<string>.Empty;
        var wanted = written.Where(key => !SshKeyText.IsPrivate(key)).Select(SshKeyText.Normalise).Where(key => key.Length > 0).ToList();
        for (var i = 0; i < written.Count; i++)
        {
            if (SshKeyText.IsPrivate(written[i]))
                report.Error($"authorized_keys[{i}] of the region is a private key, which was not sent. Give the public one, from the .pub file beside it.");
        }

        if (wanted.Count > 0)
        {
            var keys = await session.Api.GetAsync("account/prefs/sshkeys/", null, cancel).ConfigureAwait(false);
            var present = new HashSet<string>((keys as JArray ?? []).Select(key => WithoutComment(SshKeyText.Normalise(key.Text("key")))), StringComparer.Ordinal);
            foreach (var key in wanted.Where(key => present.Add(WithoutComment(key))))
                await AddAsync(report, key, cancel).ConfigureAwait(false);
        }

        return report.Result(site.Name, ActionNames.ConfigureUserCredentials, ErrorCatalogue.MaasInvalid,
            $"{wanted.Count} SSH key(s), of which {report.Changes} were added.");
    }

    private static async Task AddAsync(SiteReport report, string key, CancellationToken cancel)
    {
        try
        {
            await report.PostAsync("account/prefs/sshkeys/", new MaasForm().Add("key", key), $"SSH key '{Label(key)}' added.", cancel)
                .ConfigureAwait(false);
        }
        catch (MaasApiException error) when (error.PlainMessage.Contains("already been added"))
        {
            report.Info($"SSH key '{Label(key)}' is there already.");
        }
        catch (MaasApiException error) when (error.Status == 400)
        {
            report.Error($"SSH key '{Label(key)}' is refused: {error.PlainMessage}");
        }
    }

    private static string WithoutComment(string key) => string.Join(" ", key.Split(' ').Take(2));

    /// <summary>The comment, by which people know a key; else its beginning.</summary>
    private static string Label(string key)
    {
        var parts = key.Split([' '], 3);
        var label = parts.Length == 3 ? parts[2] : key;
        return label.Length <= LongestLabel ? label : label.Substring(0, LongestLabel) + "…";
    }
}
