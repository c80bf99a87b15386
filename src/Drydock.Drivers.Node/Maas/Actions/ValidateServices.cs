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
/// ValidateNodeServices: may the account do what is needed, are there images and kernels for every node, is a rack
/// controller healthy? Images that are being imported are waited for.
/// </summary>
internal static class ValidateServices
{
    private static readonly TimeSpan ImportPoll = TimeSpan.FromSeconds(5);
    private static readonly string[] NeededServices = ["rackd", "tftp", "http", "dhcpd"];

    public static async Task<SiteActionResult> RunAsync(
        MaasSession session, SiteDesign site, DriverContext context, CancellationToken cancel)
    {
        var report = new SiteReport(session);
        await CheckAccountAsync(session, report, cancel).ConfigureAwait(false);
        await CheckRacksAsync(session, report, cancel).ConfigureAwait(false);
        await CheckImagesAsync(session, report, site, session.Clock.Elapsed + context.Timeout, cancel).ConfigureAwait(false);
        if (site.BootActions.Count > 0)
            report.Warn($"Boot actions are not carried out by this driver: {string.Join(", ", site.BootActions.Select(action => action.Name))}.");
        return report.Result(site.Name, ActionNames.ValidateNodeServices, ErrorCatalogue.MaasNotReady,
            $"MAAS {session.Version} at {session.Url} is fit for the site.");
    }

    private static async Task CheckAccountAsync(MaasSession session, SiteReport report, CancellationToken cancel)
    {
        var version = (await session.Api.GetAsync("version/", null, cancel).ConfigureAwait(false)).Text("version");
        var user = await session.Api.GetAsync("users/", new MaasForm().Add("op", "whoami"), cancel).ConfigureAwait(false);
        if (user.Flag("is_superuser")) report.Info($"MAAS {version}; '{user.Text("username")}' is an administrator.");
        else report.Error($"'{user.Text("username")}' is no administrator of MAAS, which commissioning and networks need.");
    }

    private static async Task CheckRacksAsync(MaasSession session, SiteReport report, CancellationToken cancel)
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
    }

    /// <summary>Services that nodes need and that do not run. One that is off has nothing to do, such as DHCP nobody asked for.</summary>
    private static IEnumerable<string> Troubles(JToken rack) => rack.Items("service_set")
        .Where(service => NeededServices.Contains(service.Text("name")) && service.Text("status") is "dead" or "degraded")
        .Select(service => $"the service {service.Text("name")} is {service.Text("status")}"
            + (service.Text("status_info") is { Length: > 0 } info ? $" ({info})" : ""));

    private static async Task CheckImagesAsync(
        MaasSession session, SiteReport report, SiteDesign site, TimeSpan deadline, CancellationToken cancel)
    {
        while (true)
        {
            var importing = await session.Api.GetAsync("boot-resources/", new MaasForm().Add("op", "is_importing"), cancel).ConfigureAwait(false)
                is { Type: JTokenType.Boolean } flag && (bool)flag;
            var images = await session.Api.GetAsync("boot-resources/", null, cancel).ConfigureAwait(false) as JArray ?? [];
            var missing = Missing(site, images).ToList();
            if (missing.Count > 0 && importing && session.Clock.Elapsed + ImportPoll < deadline)
            {
                session.Log.Write(LogLevel.Verbose, "Waiting for MAAS's import of images.");
                await session.Clock.Delay(ImportPoll, cancel).ConfigureAwait(false);
                continue;
            }

            foreach (var lack in missing) report.Error(lack + (importing ? " An import is under way." : ""));
            if (missing.Count == 0) report.Info("There are images and kernels for every node.");
            if (missing.Count == 0 && importing) report.Warn("MAAS is importing images; what is there now is enough for the site.");
            return;
        }
    }

    private static IEnumerable<string> Missing(SiteDesign site, JArray images)
    {
        foreach (var wanted in site.Nodes.Where(node => node.Image is not null).GroupBy(node => (node.Image, node.Kernel)))
        {
            var (image, kernel) = wanted.Key;
            var same = images.Where(candidate => IsImage(candidate, image!)).ToList();
            if (same.Count == 0) yield return $"MAAS has no image '{image}' for {Names(wanted)}.";
            else if (kernel is not null && !same.Exists(candidate => HasKernel(candidate, kernel)))
                yield return $"MAAS has no kernel '{kernel}' of image '{image}' for {Names(wanted)}.";
        }
    }

    /// <summary>Names are <c>ubuntu/jammy</c>; uploaded images may have none of the slash.</summary>
    private static bool IsImage(JToken candidate, string image)
    {
        var name = candidate.Text("name");
        return name == image || name.EndsWith("/" + image, StringComparison.Ordinal);
    }

    private static bool HasKernel(JToken candidate, string kernel) =>
        candidate.Text("architecture").EndsWith("/" + kernel, StringComparison.Ordinal)
        || candidate.Text("subarches").Split(',').Contains(kernel);

    private static string Names(IEnumerable<BaremetalNode> nodes)
    {
        var names = nodes.Select(node => node.Name).ToList();
        return names.Count <= 3 ? string.Join(", ", names) : $"{names[0]}, {names[1]} and {names.Count - 2} more";
    }
}
