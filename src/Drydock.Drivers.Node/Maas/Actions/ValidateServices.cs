using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Actions.Media;
using Drydock.Drivers.Node.Maas.Actions.Template;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Errors;
using Drydock.Results;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>
/// ValidateNodeServices: may the account do what is needed, are rack controllers healthy, is there one for every network
/// that needs DHCP, are there images and kernels for every node? An import that is under way is waited for.
/// </summary>
internal static class ValidateServices
{
    // What is older lacks commissioning without BMC setup and filters of machines, which all actions rely on.
    private static readonly Version Oldest = new(2, 9);

    private static readonly string[] NeededServices = ["rackd", "tftp", "http", "dhcpd"];

    public static async Task<SiteActionResult> RunAsync(
        MaasSession session, SiteDesign site, DriverContext context, CancellationToken cancel)
    {
        var report = new SiteReport(session);
        await CheckAccountAsync(session, report, cancel).ConfigureAwait(false);
        var racks = await CheckRacksAsync(session, report, cancel).ConfigureAwait(false);
        await CheckDhcpAsync(session, report, site, racks, cancel).ConfigureAwait(false);
        await CheckImagesAsync(session, report, site, context, cancel).ConfigureAwait(false);
        return report.Result(site.Name, ActionNames.ValidateNodeServices, ErrorCatalogue.MaasNotReady,
            $"MAAS {session.Version} at {session.Url} is fit for the site.");
    }

    private static async Task CheckAccountAsync(MaasSession session, SiteReport report, CancellationToken cancel)
    {
        var version = (await session.Api.GetAsync("version/", null, cancel).ConfigureAwait(false)).Text("version");
        var user = await session.Api.GetAsync("users/", new MaasForm().Add("op", "whoami"), cancel).ConfigureAwait(false);
        if (Version.TryParse(Regex.Match(version, @"^\d+\.\d+").Value, out var number) && number < Oldest)
            report.Warn($"MAAS {version} is older than {Oldest}, the oldest that Drydock is tested with.");
        if (user.Flag("is_superuser")) report.Info($"MAAS {version}; '{user.Text("username")}' is an administrator.");
        else report.Error($"'{user.Text("username")}' is no administrator of MAAS, which commissioning and networks need.");
    }

    private static async Task<IReadOnlyList<JToken>> CheckRacksAsync(MaasSession session, SiteReport report, CancellationToken cancel)
    {
        var racks = await session.Api.GetAsync("rackcontrollers/", null, cancel).ConfigureAwait(false) as JArray ?? [];
        var ailing = racks.Select(rack => (Name: rack.Text("hostname"), Troubles: Troubles(rack).ToList())).ToList();
        var healthy = ailing.Count(rack => rack.Troubles.Count == 0);
        if (racks.Count == 0) report.Error("MAAS has no rack controller; without one no node boots from the network.");
        else if (healthy > 0) report.Info($"{healthy} of {racks.Count} rack controller(s) are healthy.");
        foreach (var (name, troubles) in ailing.Where(rack => rack.Troubles.Count > 0))
        {
            var text = $"On rack controller '{name}' {string.Join(", ", troubles)}.";
            if (healthy > 0) report.Warn(text);
            else report.Error(text);
        }

        return [.. racks];
    }

    /// <summary>Services that nodes need and that do not run. One that is off has nothing to do, such as DHCP nobody asked for.</summary>
    private static IEnumerable<string> Troubles(JToken rack) => rack.Items("service_set")
        .Where(service => NeededServices.Contains(service.Text("name")) && service.Text("status") is "dead" or "degraded")
        .Select(service => $"the service {service.Text("name")} is {service.Text("status")}"
            + (service.Text("status_info") is { Length: > 0 } info ? $" ({info})" : ""));

    /// <summary>A network whose nodes get addresses by DHCP needs a healthy rack controller in its VLAN, or a relay.</summary>
    private static async Task CheckDhcpAsync(
        MaasSession session, SiteReport report, SiteDesign site, IReadOnlyList<JToken> racks, CancellationToken cancel)
    {
        var served = site.Networks.Where(network => network.DhcpRelayUpstreamTarget is null
            && network.Ranges.Any(range => range.Type == AddressRangeType.Dhcp)).ToList();
        if (served.Count == 0) return;
        var subnets = await session.Site.GetSubnetsAsync(cancel).ConfigureAwait(false);
        var healthy = new HashSet<int>(racks.Where(rack => !Troubles(rack).Any()).Select(MaasSiteParsing.RackController).SelectMany(rack => rack.VlanIds));
        foreach (var network in served)
        {
            if (subnets.FirstOrDefault(subnet => AddressSpan.AreSame(subnet.Cidr, network.Cidr)) is not { } subnet)
            {
                report.Info($"MAAS does not know network '{network.Name}' {network.Cidr} yet; Set-NetworkTemplate makes it.");
            }
            else if (healthy.Contains(subnet.Vlan.Id))
            {
                report.Info($"A rack controller serves DHCP on network '{network.Name}'.");
            }
            else
            {
                report.Error($"No healthy rack controller has an interface in VLAN {subnet.Vlan.Vid} of fabric '{subnet.Vlan.Fabric}', "
                    + $"where network '{network.Name}' {network.Cidr} needs DHCP.");
            }
        }
    }

    private static async Task CheckImagesAsync(
        MaasSession session, SiteReport report, SiteDesign site, DriverContext context, CancellationToken cancel)
    {
        var needs = ImageNeed.Of(site);
        if (needs.Count == 0) return;
        var store = new ImageStore(session, context);
        var importing = await store.IsImportingAsync(cancel).ConfigureAwait(false);
        var present = await store.ListAsync(needs, importing, cancel).ConfigureAwait(false);
        IReadOnlyList<string> lacks = [.. needs.Select(need => need.Lack(present)).OfType<string>()];
        if (lacks.Count > 0 && importing) (lacks, importing) = await store.AwaitAsync(needs, context.Timeout, cancel).ConfigureAwait(false);
        foreach (var lack in lacks) report.Error(lack + (importing ? " An import is under way." : " Set-BootMedia imports it."));
        if (lacks.Count == 0) report.Info("There are images and kernels for every node.");
        if (lacks.Count == 0 && importing) report.Warn("MAAS is importing images; what is there now is enough for the site.");
    }
}
