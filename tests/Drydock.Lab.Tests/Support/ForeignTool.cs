using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Lab.Tests.Support;

/// <summary>Runs a program that is not ours.</summary>
public static class ForeignTool
{
    /// <summary>Whether a program is found, or, for a whole path, anything there.</summary>
    public static bool Exists(string name) => Find(name) is not null || (Path.IsPathRooted(name) && Path.Exists(name));

    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    public static async Task<ToolResult> RunAsync(
        string name, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(Find(name)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var entry in environment ?? new Dictionary<string, string?>()) start.Environment[entry.Key] = entry.Value;
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return new(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"{name} {string.Join(' ', arguments)} did not end.");
        }
    }
}

/// <summary>How a program ended.</summary>
public sealed record ToolResult(int ExitCode, string Output, string Error)
{
    public string All => Output + Error;
}
