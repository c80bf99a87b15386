using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Drydock.PowerShell.Tests.Pester;

/// <summary>The module as users meet it: each file of the Pester suite in a PowerShell process of its own.</summary>
public sealed class PesterSuite
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Repository.PesterFolder, "*.Tests.ps1").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [PesterTheory]
    [MemberData(nameof(Files))]
    public async Task File_passes_in_PowerShell(string file)
    {
        var (exitCode, output) = await PowerShellProcess.RunAsync(
            ["-File", Path.Combine(Repository.PesterFolder, "Invoke-Suite.ps1"), file],
            new Dictionary<string, string> { ["DRYDOCK_MODULE"] = Path.Combine(Repository.Module, "Drydock.psd1") },
            Limit);
        var failures = output.Split('\n').SkipWhile(line => !line.StartsWith("FAILED ", StringComparison.Ordinal)).ToList();
        Assert.True(exitCode == 0, failures.Count > 0 ? string.Join('\n', failures) : output);
    }
}
