using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;

namespace Drydock.Drivers.Node.Maas.Actions.Provisioner;

/// <summary>Makes the tags that MAAS gives to machines by a rule over their <c>lshw</c> output, and mends rules that differ.</summary>
internal static class TagRuleStep
{
    public static async Task RunAsync(MaasSession session, Region region, SiteReport report, CancellationToken cancel)
    {
        foreach (var wanted in region.TagDefinitions)
        {
            var present = await session.Site.FindTagAsync(wanted.Tag, cancel).ConfigureAwait(false);
            if (present?.Definition == wanted.Definition) continue;
            var form = new MaasForm().Add("definition", wanted.Definition);
            try
            {
                var written = present is null
                    ? await report.PostAsync("tags/", form.Add("name", wanted.Tag), $"Tag '{wanted.Tag}' made with its rule.", cancel).ConfigureAwait(false)
                    : await report.PutAsync($"tags/{Uri.EscapeDataString(wanted.Tag)}/", form, $"Rule of tag '{wanted.Tag}' changed.", cancel)
                        .ConfigureAwait(false);
                session.Site.Remember(MaasSiteParsing.Tag(written));
            }
            catch (MaasApiException error) when (error.Status == 400)
            {
                report.Error($"MAAS refuses the rule of tag '{wanted.Tag}', {wanted.Definition}: {error.PlainMessage}");
            }
        }
    }
}
