using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Actions.Template;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Errors;
using Drydock.Results;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>
/// CreateNetworkTemplate: brings MAAS's domains, fabrics, VLANs, spaces, subnets, address ranges, DHCP and static routes to what
/// the design says of its networks. What is there is compared first and only differences are written.
/// </summary>
internal static class CreateNetworkTemplate
{
    public static async Task<SiteActionResult> RunAsync(MaasSession session, SiteDesign site, CancellationToken cancel)
    {
        var report = new SiteReport(session);
        var actual = await NetworkState.ReadAsync(session.Api, cancel).ConfigureAwait(false);
        try
        {
            await DomainStep.RunAsync(site, actual, report, cancel).ConfigureAwait(false);
            var places = await FabricStep.RunAsync(site, actual, report, cancel).ConfigureAwait(false);
            await SpaceStep.RunAsync(session.Api, places, actual, report, cancel).ConfigureAwait(false);
            await SubnetStep.RunAsync(places, actual, report, cancel).ConfigureAwait(false);
            await RangeStep.RunAsync(session.Api, places, actual, report, cancel).ConfigureAwait(false);
            // DHCP needs its ranges; where they are refused, its own refusal would only hide that.
            if (!report.HasErrors) await DhcpStep.RunAsync(places, actual, report, cancel).ConfigureAwait(false);
            await RouteStep.RunAsync(places, actual, report, cancel).ConfigureAwait(false);
        }
        finally
        {
            session.Site.InvalidateFabrics();
            session.Site.InvalidateSubnets();
        }

        return report.Result(site.Name, ActionNames.CreateNetworkTemplate, ErrorCatalogue.MaasDesignConflict,
            report.Changes == 0 ? "MAAS's networks are as designed." : $"MAAS's networks are as designed now; {report.Changes} writes.");
    }
}
