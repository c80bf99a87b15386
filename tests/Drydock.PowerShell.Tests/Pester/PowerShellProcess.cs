using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.PowerShell.Tests.Pester;

/// <summary>A real PowerShell, where there is one.</summary>
internal static class PowerShellProcess
{
    private const int VersionTimeMs = 60_000;
    private static readonly Lazy<string?> Reason = new(FindReason);

    /// <summary>Why the Pester suite cannot run; null where it can.</summary>
    public static string? Missing => Reason.Value;

    /// <summary>Runs PowerShell without profile.</summary>
    /// <returns>Exit code and everything that was written, without colours.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, TimeSpan limit)
    {
        using var process = Create(arguments);
        foreach (var (name, value) in environment) process.StartInfo.Environment[name] = value;
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"Not done within {limit.TotalSeconds} s.{Environment.NewLine}{await output}{await errors}");
        }
        return (process.ExitCode, await output + await errors);
    }

    private static Process Create(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("pwsh") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add("-NoProfile");
        start.ArgumentList.Add("-NonInteractive");
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        return new Process { StartInfo = start };
    }

    // Asked while tests are found, which cannot be awaited.
    private static string? FindReason()
    {
        const string Question = "\"$($PSVersionTable.PSVersion) $((Get-Module -ListAvailable Pester).Version | Sort-Object | Select-Object -Last 1)\"";
        try
        {
            using var process = Create(["-Command", Question]);
            process.Start();
            var answer = process.StandardOutput.ReadToEnd().Trim().Split(' ');
            if (!process.WaitForExit(VersionTimeMs)) return "pwsh does not answer.";
            if (!Version.TryParse(answer[0].Split('-')[0], out var shell) || shell < new Version(7, 4))
                return $"PowerShell {answer[0]} is older than 7.4.";
            if (answer.Length < 2 || !Version.TryParse(answer[1], out var pester) || pester.Major < 5) return "Pester 5 or later is not installed.";
            return null;
        }
        catch (Win32Exception)
        {
            return "pwsh is not installed.";
        }
    }
}
