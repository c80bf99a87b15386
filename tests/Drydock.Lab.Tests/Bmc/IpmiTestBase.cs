using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Drydock.Lab.Bmc;
using Drydock.Lab.Bmc.Ipmi;
using Drydock.Lab.Hardware;
using Drydock.Lab.Tests.Support;

namespace Drydock.Lab.Tests.Bmc;

/// <summary>A BMC with an administrator and a reader, its time in the test's hand.</summary>
public abstract class IpmiTestBase : IDisposable
{
    protected IpmiTestBase()
    {
        Settings = new BmcSettings
        {
            Accounts = new([
                new BmcAccount(TestServers.User, new Secret(TestServers.Password), BmcPrivilege.Administrator),
                new BmcAccount("operator", new Secret("op"), BmcPrivilege.Operator),
                new BmcAccount("guest", new Secret("guest"), BmcPrivilege.User),
            ]),
            Clock = Clock,
            MaxSessions = 3,
        };
    }

    protected SimulatedServer Server { get; } = TestServers.Fast();

    protected FaultBook Faults { get; } = new();

    protected BmcCounters Counters { get; } = new();

    protected ManualClock Clock { get; } = new();

    protected BmcSettings Settings { get; }

    private List<IDisposable> Started { get; } = [];

    public void Dispose()
    {
        Started.ForEach(each => each.Dispose());
        Server.Dispose();
        GC.SuppressFinalize(this);
    }

    protected IpmiBmc Start(BmcSettings? settings = null)
    {
        var bmc = new IpmiBmc(Server, settings ?? Settings, Faults, Counters);
        Started.Add(bmc);
        bmc.Start();
        return bmc;
    }

    protected RawIpmiClient Client(IpmiBmc bmc, int suite = 17, string user = TestServers.User, string password = TestServers.Password, byte role = 0x14)
    {
        var client = new RawIpmiClient(bmc.EndPoint, suite, user, password) { Role = role };
        Started.Add(client);
        return client;
    }

    protected async Task<RawIpmiClient> LoggedInAsync(IpmiBmc? bmc = null, int suite = 17)
    {
        var client = Client(bmc ?? Start(), suite);
        await client.LogInAsync();
        return client;
    }
}
