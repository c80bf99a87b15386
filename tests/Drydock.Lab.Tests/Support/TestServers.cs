using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers;
using Drydock.Lab.Hardware;

namespace Drydock.Lab.Tests.Support;

/// <summary>Servers for tests, on ports that are free.</summary>
public static class TestServers
{
    public const string User = "admin";
    public const string Password = "s3cret-Pass";

    public static ServerSpec Spec(string name = "node01") => new()
    {
        Name = name,
        BmcType = "ipmi",
        BmcAddress = IPAddress.Loopback,
        BmcUser = User,
        BmcPassword = new Secret(Password),
        Uuid = "00112233-4455-4677-8899-aabbccddeeff",
        Vendor = "Harbour",
        Model = "H-1000",
        SerialNumber = "SN000123",
        Nics = new([
            new NicSpec { Name = "ens1", MacAddress = "52:54:00:00:00:01", PciAddress = "0000:18:00.0", Boot = true },
            new NicSpec { Name = "ens2", MacAddress = "52:54:00:00:00:02", PciAddress = "0000:3b:00.0" },
        ]),
        Disks = new([new DiskSpec { Name = "sda", Size = 480_103_981_056, Serial = "D1", BusAddress = "2:0.0.0", Ssd = true }]),
    };

    /// <summary>A server in time so fast that power comes and goes within a millisecond.</summary>
    public static SimulatedServer Fast(string name = "node01") => new(Spec(name), new LabClock(10_000));

    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            if (deadline.IsCancellationRequested) throw new TimeoutException("Not in time: " + what);
            await Task.Delay(2, CancellationToken.None);
        }
    }

    public static Task PowerIsAsync(this SimulatedServer server, PowerState power) =>
        UntilAsync(() => server.Power == power, $"power {power}");
}
