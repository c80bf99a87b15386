using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Bench;

/// <summary>One of this program's own commands in a process beside, which answers lines and ends with its input.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts a command.</summary>
    public ChildProcess(params string[] arguments)
    {
        var start = Command(arguments);
        (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
        _process = Process.Start(start)!;
    }

    /// <summary>Carries a command out with this process's own input and output.</summary>
    /// <param name="youngMemory">How much garbage may gather before it is looked for, in bytes.</param>
    /// <param name="cancel">Stops waiting for it.</param>
    /// <param name="arguments">The command.</param>
    public static async Task RunAsync(long youngMemory, CancellationToken cancel, params string[] arguments)
    {
        var start = Command(arguments);
        start.Environment["DOTNET_GCgen0size"] = youngMemory.ToString("x", CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0) throw new InvalidOperationException($"The benchmark ended with {process.ExitCode}.");
    }

    /// <summary>The next line that it prints.</summary>
    public async Task<string> ReadAsync(CancellationToken cancel) =>
        await _process.StandardOutput.ReadLineAsync(cancel) ?? throw new InvalidOperationException("The lab ended.");

    /// <summary>Asks, and gives the answer.</summary>
    public async Task<string> AskAsync(CancellationToken cancel)
    {
        await _process.StandardInput.WriteLineAsync("count");
        return await ReadAsync(cancel);
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10))) _process.Kill();
        _process.Dispose();
    }

    private static ProcessStartInfo Command(string[] arguments)
    {
        var self = Environment.ProcessPath!;
        string[] host = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [typeof(ChildProcess).Assembly.Location] : [];
        return new(self, [.. host, .. arguments]);
    }
}
