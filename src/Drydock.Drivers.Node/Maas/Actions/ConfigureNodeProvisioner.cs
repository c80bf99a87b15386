using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Actions.Provisioner;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Errors;
using Drydock.Results;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>
/// ConfigureNodeProvisioner: package repositories, rules of tags, and the settings that the region's <c>provisioner</c>
/// states: kernel parameters, proxy, NTP and DNS servers. What is there is compared first; what is left out stays.
/// </summary>
internal static class ConfigureNodeProvisioner
{
    public static async Task<SiteActionResult> RunAsync(MaasSession session, SiteDesign site, CancellationToken cancel)
    {
        var report = new SiteReport(session);
        if (site.Region is { } region)
        {
            await RepositoryStep.RunAsync(session, region, report, cancel).ConfigureAwait(false);
            await TagRuleStep.RunAsync(session, region, report, cancel).ConfigureAwait(false);
            if (region.Provisioner is { } wanted) await SettingsAsync(new RegionSettings(session, report), wanted, cancel).ConfigureAwait(false);
        }

        return report.Result(site.Name, ActionNames.ConfigureNodeProvisioner, ErrorCatalogue.MaasInvalid,
            report.Changes == 0 ? "MAAS is configured as designed." : $"MAAS is configured as designed now; {report.Changes} writes.");
    }

    private static async Task SettingsAsync(RegionSettings settings, RegionProvisioner wanted, CancellationToken cancel)
    {
        if (wanted.KernelParameters is { } kernel) await settings.EnsureAsync("kernel_opts", kernel, cancel).ConfigureAwait(false);
        if (wanted.HttpProxy is { } proxy)
        {
            await settings.EnsureAsync("enable_http_proxy", proxy.Length > 0, cancel).ConfigureAwait(false);
            await settings.EnsureAsync("http_proxy", proxy, cancel).ConfigureAwait(false);
        }

        if (wanted.NtpServers is { } ntp) await settings.EnsureAsync("ntp_servers", ntp, cancel).ConfigureAwait(false);
        if (wanted.DnsServers is { } dns) await settings.EnsureAsync("upstream_dns", dns, cancel).ConfigureAwait(false);
        if (wanted.CommissioningSeries is { } series)
            await settings.EnsureAsync("commissioning_distro_series", series, cancel).ConfigureAwait(false);
    }
}
