using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;

namespace Drydock.Lab.Host;

/// <summary><c>serve</c>: runs a lab until it is stopped, for other programs to use.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var options = new LabArguments();
        var command = new Command("serve", "Runs a lab, prints its endpoints and key, and goes on until Ctrl+C.");
        options.AddTo(command);
        command.SetAction((arguments, cancel) => RunAsync(options.Read(arguments), cancel));
        return command;
    }

    private static async Task<int> RunAsync(LabOptions options, CancellationToken cancel)
    {
        using var lab = await new LabFactory().StartAsync(options, cancel);
        // The key is the lab's own, made for this run: printing it is what the command is for.
        AnsiConsole.WriteLine($"MAAS_URL={lab.MaasUrl}");
        AnsiConsole.WriteLine($"MAAS_API_KEY={lab.MaasApiKey.Reveal()}");
        AnsiConsole.WriteLine($"SITE={lab.SitePath}");
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Server", "BMC", "IPMI", "Redfish");
        foreach (var server in lab.Servers)
            table.AddRow(Markup.Escape(server.Name), server.BmcType, $"{server.BmcAddress}:{server.IpmiPort}", Markup.Escape(server.RedfishUrl));
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine("Running; stop with Ctrl+C.");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        }
        catch (OperationCanceledException)
        {
            AnsiConsole.WriteLine("Stopped.");
        }
        return 0;
    }
}
