using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Actions.Hardware;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Errors;
using Drydock.Results;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>
/// PrepareHardwareConfig: gives MAAS the commissioning and testing scripts that hardware profiles name. Texts, tags and
/// kinds are compared first. MAAS does not run them by itself; ConfigureHardware asks for those of a node's profile.
/// </summary>
internal static class PrepareHardwareConfig
{
    public static async Task<SiteActionResult> RunAsync(MaasSession session, SiteDesign site, CancellationToken cancel)
    {
        var report = new SiteReport(session);
        var scripts = await ReadAsync(site, report).ConfigureAwait(false);
        if (scripts.Count > 0)
        {
            var query = new MaasForm().Add("include_script", true).Add("filters", string.Join(",", scripts.Select(script => script.Script.Name)));
            var present = (await session.Api.GetAsync("scripts/", query, cancel).ConfigureAwait(false) as JArray ?? []).ToList();
            foreach (var script in scripts)
                await EnsureAsync(script, present.Find(old => old.Text("name") == script.Script.Name), report, cancel).ConfigureAwait(false);
            session.Site.InvalidateScripts();
        }

        return report.Result(site.Name, ActionNames.PrepareHardwareConfig, ErrorCatalogue.MaasInvalid,
            scripts.Count == 0 ? "No hardware profile names a script."
            : report.Changes == 0 ? $"All {scripts.Count} script(s) are as designed." : $"All {scripts.Count} script(s) are as designed now; {report.Changes} writes.");
    }

    private static async Task<IReadOnlyList<ProfileScript>> ReadAsync(SiteDesign site, SiteReport report)
    {
        var scripts = new Dictionary<string, ProfileScript>(StringComparer.Ordinal);
        foreach (var profile in site.HardwareProfiles)
        {
            foreach (var named in profile.Scripts)
            {
                try
                {
                    var script = await ProfileScript.ReadAsync(profile, named).ConfigureAwait(false);
                    if (!scripts.TryGetValue(named.Name, out var other)) scripts.Add(named.Name, script);
                    else if (!other.Bytes.SequenceEqual(script.Bytes) || other.MaasType != script.MaasType || !other.Tags.SequenceEqual(script.Tags))
                        report.Error($"Script '{named.Name}' differs between the hardware profiles '{other.Profile.Name}' and '{profile.Name}'; MAAS has one script of a name.");
                }
                catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
                {
                    report.Error($"Script '{named.Name}' of hardware profile '{profile.Name}' cannot be read from '{ProfileScript.FileOf(profile, named)}': {fault.Message}");
                }
            }
        }

        return [.. scripts.Values];
    }

    private static async Task EnsureAsync(ProfileScript script, JToken? present, SiteReport report, CancellationToken cancel)
    {
        var name = script.Script.Name;
        if (present.Flag("default"))
        {
            report.Error($"Script '{name}' of hardware profile '{script.Profile.Name}' has the name of one of MAAS's own; give it another.");
            return;
        }

        var form = Difference(script, present);
        if (present is not null && form.Count == 0 && form.Files.Count == 0) return;
        var what = string.Join(", ", form.Select(field => field.Key).Concat(form.Files.Select(_ => "text")));
        try
        {
            if (present is null)
            {
                form.Add("name", name).Add("comment", "Drydock: hardware profile " + script.Profile.Name);
                await report.PostAsync("scripts/", form, $"Script '{name}' uploaded.", cancel).ConfigureAwait(false);
            }
            else
            {
                await report.PutAsync("scripts/" + Uri.EscapeDataString(name), form, $"Script '{name}': {what} changed.", cancel).ConfigureAwait(false);
            }
        }
        catch (MaasApiException error) when (error.Status == 400)
        {
            report.Error($"MAAS refuses script '{name}' of hardware profile '{script.Profile.Name}': {error.PlainMessage}");
        }
    }

    private static MaasForm Difference(ProfileScript script, JToken? present)
    {
        var form = new MaasForm();
        if (!script.StatesItself("script_type") && (present is null || present.Int("type") != script.MaasType))
            form.Add("type", script.Script.Type.ToString().ToLowerInvariant());
        if (!script.StatesItself("tags") && !Without(present).SetEquals(Without(script.Tags))) form.Add("tags", string.Join(",", script.Tags));
        if (present is null || !script.Bytes.SequenceEqual(TextOf(present))) form.Attach([new("script", script.Script.Name, script.Bytes)]);
        return form;
    }

    private static HashSet<string> Without(JToken? present) => Without(present.Texts("tags"));

    /// <summary>Tags without those that MAAS adds of its own accord: the kind of script and of hardware.</summary>
    private static HashSet<string> Without(IEnumerable<string> tags) =>
        [.. tags.Where(tag => tag is not ("commissioning" or "testing" or "node" or "cpu" or "memory" or "storage" or "network"))];

    /// <summary>The newest of a script's texts; MAAS lists the newest first.</summary>
    private static byte[] TextOf(JToken present)
    {
        var newest = present.Items("history").OrderByDescending(version => version.Int("id")).FirstOrDefault();
        try
        {
            return Convert.FromBase64String(newest.Text("data"));
        }
        catch (FormatException)
        {
            return Encoding.UTF8.GetBytes(newest.Text("data"));
        }
    }
}
