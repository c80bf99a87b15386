using System;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Tests;

/// <summary>Nodes as tests need them.</summary>
internal static class TestNodes
{
    /// <summary>No test waits longer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static BaremetalNode Ipmi(string address, int port, string account, string password) => new()
    {
        Name = "node1",
        Oob = new OobSettings { Type = "ipmi", Address = address, Port = port, Account = account, Credential = new Secret(password) },
    };

    public static BaremetalNode Redfish(Uri url, string account, string password, Func<OobSettings, OobSettings>? change = null) => new()
    {
        Name = "node1",
        Oob = (change ?? (oob => oob))(new OobSettings
        {
            Type = "redfish",
            Address = url.GetLeftPart(UriPartial.Authority),
            Account = account,
            Credential = new Secret(password),
        }),
    };

    /// <summary>The node with a hardware profile that boots in a mode.</summary>
    public static BaremetalNode WithBootMode(this BaremetalNode node, string mode) => node with
    {
        HardwareProfile = "model",
        Site = new SiteDesign { HardwareProfiles = new ItemList<HardwareProfile>([new HardwareProfile { Name = "model", BootMode = mode }]) },
    };

    /// <summary>Waits for an error that has an id of the catalogue and names the node.</summary>
    public static async Task<DrydockException> FailsAsync(ErrorId expected, Task action)
    {
        var error = await Assert.ThrowsAsync<DrydockException>(() => action.WaitAsync(Patience));
        Assert.Equal(expected, error.Error);
        Assert.Contains("node1", error.Message, StringComparison.Ordinal);
        Assert.Equal("node1", error.Target);
        return error;
    }
}
