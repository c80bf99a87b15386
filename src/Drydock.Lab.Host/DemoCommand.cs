using System;
using System.CommandLine;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Design;
using Drydock.Core.Registry;
using Drydock.Core.Runs;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.Drivers.Node.Maas;
using Drydock.Drivers.Oob;
using Drydock.Errors;
using Drydock.Maas;
using Drydock.Results;
using Spectre.Console;

namespace Drydock.Lab.Host;

/// <summary><c>demo</c>: takes a site from YAML to deployed servers in a lab of its own.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var options = new LabArguments();
        var twice = new Option<bool>("--twice") { Description = "Runs a second time over the deployed site, which must write nothing." };
        var command = new Command("demo", "Takes a site from YAML to deployed servers, in a lab of its own.");
        options.AddTo(command);
        command.Options.Add(twice);
        command.SetAction((arguments, cancel) => RunAsync(options.Read(arguments), arguments.GetValue(twice), cancel));
        return command;
    }

    private static async Task<int> RunAsync(LabOptions options, bool twice, CancellationToken cancel)
    {
        try
        {
            using var lab = await new LabFactory().StartAsync(options, cancel);
            var sources = await SiteFiles.ReadAsync([lab.SitePath], cancel);
            var site = new SiteDesignReader().Read(sources).Site;
            AnsiConsole.WriteLine(
                $"Site '{site.Name}': {site.Nodes.Count} nodes in {site.Racks.Count} racks, {site.Networks.Count} networks. MAAS at {lab.MaasUrl}.");
            var good = await PassAsync(lab, site, cancel);
            if (good && twice) good = await SecondPassAsync(lab, site, cancel);
            return good ? 0 : 1;
        }
        catch (DrydockException fault)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{fault.Error.Id}[/]: {fault.Message}");
            AnsiConsole.WriteLine(fault.Remedy);
            return 1;
        }
        catch (OperationCanceledException)
        {
            AnsiConsole.WriteLine("Stopped.");
            return 130;
        }
    }

    private static async Task<bool> PassAsync(ILab lab, SiteDesign site, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        using var session = await new MaasConnector().ConnectAsync(
            new MaasConnectOptions { Url = lab.MaasUrl, ApiKey = lab.MaasApiKey, PollInterval = TimeSpan.FromMilliseconds(250) }, cancel);
        var progress = new DemoProgress(site.Nodes);
        var registry = new DriverRegistry(OobDrivers.All().Append(new MaasNodeDriver()));
        var run = new ProvisioningRun(
            registry, registry.FindNode("maas"), new ActionRunner(Clock.System), progress, new DriverContext { Provisioner = session });
        var prepared = await run.PrepareSiteAsync(site, cancel);
        foreach (var result in prepared) DemoReport.Write(result);
        if (prepared.Any(result => result.Status != ActionStatus.Success)) return false;

        var forSite = session.Requests;
        var results = await progress.ShowAsync(() => run.DeployNodesAsync(site.Nodes, cancel));
        cancel.ThrowIfCancellationRequested();
        DemoReport.Write(results, forSite, session.Requests, watch.Elapsed);
        return results.All(result => result.Succeeded);
    }

    private static async Task<bool> SecondPassAsync(ILab lab, SiteDesign site, CancellationToken cancel)
    {
        AnsiConsole.Write(new Rule("the same site again"));
        var before = lab.Counts;
        var good = await PassAsync(lab, site, cancel);
        var (maas, bmc) = (lab.Counts.MaasWrites - before.MaasWrites, lab.Counts.BmcWrites - before.BmcWrites);
        AnsiConsole.WriteLine($"The second run made {Number(maas)} to MAAS and {Number(bmc)} to BMCs, by the lab's own count.");
        return good && maas == 0 && bmc == 0;

        static string Number(long writes) => writes == 0 ? "no write" : writes == 1 ? "1 write" : $"{writes} writes";
    }
}
