using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Drydock.Lab.Maas;

namespace Drydock.Lab.Tests.Maas;

/// <summary>What the lab's MAAS does not have is said in its help, and is not had.</summary>
public sealed class NotServedTests : IDisposable
{
    private readonly MaasSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task What_is_not_served_is_no_endpoint()
    {
        foreach (var path in LabMaas.NotServed)
        {
            var answer = await _site.Client.GetAsync(path.Replace("{system_id}", "abc123", StringComparison.Ordinal));
            Assert.True(answer.Status == 404 && answer.Body.StartsWith("Unknown API endpoint", StringComparison.Ordinal), $"{path}: {answer.Status} {answer.Body}");
        }
    }

    [Fact]
    public void The_help_names_it()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(root!.FullName, "src", "Drydock.PowerShell"))) root = root.Parent;
        var help = File.ReadAllText(Path.Combine(root.FullName, "src", "Drydock.PowerShell", "Commands", "Lab", "Lab.help.xml"));
        Assert.All(LabMaas.NotServed, path => Assert.Contains(path.TrimEnd('/').Split('/').Last(), help, StringComparison.Ordinal));
    }
}
