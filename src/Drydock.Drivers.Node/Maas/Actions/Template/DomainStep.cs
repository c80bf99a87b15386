using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;

namespace Drydock.Drivers.Node.Maas.Actions.Template;

/// <summary>Makes the DNS domains that the design's networks name.</summary>
internal static class DomainStep
{
    public static async Task RunAsync(SiteDesign site, NetworkState actual, SiteReport report, CancellationToken cancel)
    {
        foreach (var domain in site.Networks.Select(network => network.DnsDomain).Distinct(StringComparer.OrdinalIgnoreCase)
            .Except(actual.Domains, StringComparer.OrdinalIgnoreCase).ToList())
        {
            // Not authoritative: the site's own name servers are asked for names that MAAS does not know.
            await report.PostAsync("domains/", new MaasForm().Add("name", domain).Add("authoritative", false),
                $"Domain '{domain}' created.", cancel).ConfigureAwait(false);
        }
    }
}
