using System;
using System.Linq;
using System.Threading.Tasks;

namespace Drydock.Lab.Tests.Maas;

/// <summary>Names that MAAS makes up for machines that have none.</summary>
public sealed class HostNameTests : IDisposable
{
    private readonly MaasSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Hundreds_of_machines_get_names_of_their_own()
    {
        const int Count = 900;
        for (var i = 0; i < Count; i++)
        {
            var mac = $"52:54:00:99:{i / 256:x2}:{i % 256:x2}";
            var made = await _site.Client.PostAsync("machines/", ("architecture", "amd64"), ("mac_addresses", mac), ("power_type", "manual"), ("commission", "false"))
                .WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal(200, made.Status);
        }

        var names = (await _site.Client.GetAsync("machines/")).Json.Select(machine => (string)machine["hostname"]!).ToList();
        Assert.Equal(Count, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^[a-z]+-[a-z]+$", name));
    }
}
