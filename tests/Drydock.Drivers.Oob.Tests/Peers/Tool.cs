using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Drydock.Drivers.Oob.Tests.Peers;

/// <summary>Programs of the machine that real peers are made of.</summary>
internal static class Tool
{
    /// <summary>A program's path, or null where it is not installed.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Concat(["/usr/bin", "/usr/sbin"]).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Says which of several programs is not installed; null where all are.</summary>
    public static string? FindMissing(params (string Program, string Package)[] tools) => tools.Where(tool => Find(tool.Program) is null)
        .Select(tool => $"{tool.Program} is not installed (Debian package {tool.Package})").FirstOrDefault();

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its output; a failure throws with what it said.</returns>
    public static async Task<string> RunAsync(string name, params string[] arguments)
    {
        using var process = Process.Start(Silent(new ProcessStartInfo(Find(name)!, arguments)))!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(TestNodes.Patience);
        await process.WaitForExitAsync().WaitAsync(TestNodes.Patience);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{name} {string.Join(' ', arguments)}: {await error}");
    }

    /// <summary>Starts a program that runs until it is killed.</summary>
    public static Process Start(ProcessStartInfo start)
    {
        var process = Process.Start(Silent(start))!;
        _ = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        return process;
    }

    /// <summary>Kills a program that was started here.</summary>
    public static void End(Process process)
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit(10_000);
        process.Dispose();
    }

    /// <summary>Waits until something listens at a port of this machine.</summary>
    public static async Task ListeningAsync(int port, Process server)
    {
        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromMilliseconds(50))
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (waited < TestNodes.Patience && !server.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static ProcessStartInfo Silent(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        return start;
    }
}
