using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Ipmi;
using Drydock.Drivers.Oob.Tests.Peers;

namespace Drydock.Drivers.Oob.Tests.Ipmi;

public sealed class GateTests : IDisposable
{
    private const int Limit = 2;

    private readonly List<LabBmc> _bmcs = [.. Enumerable.Range(0, 8).Select(_ => new LabBmc())];
    private readonly List<UdpRelay> _networks = [];
    private readonly HashSet<UdpRelay> _waiting = [];
    private int _most;

    public void Dispose()
    {
        _networks.ForEach(network => network.Dispose());
        _bmcs.ForEach(bmc => bmc.Dispose());
    }

    [Fact]
    public async Task No_more_requests_than_allowed_wait_for_answers_at_a_time()
    {
        foreach (var bmc in _bmcs)
        {
            var network = new UdpRelay(bmc.IpmiPort);
            network.Requests = (_, datagram) => Note(network, waits: true, datagram);
            network.Replies = (_, datagram) => Note(network, waits: false, datagram);
            _networks.Add(network);
        }

        var driver = new IpmiDriver(maxExchanges: Limit);
        var context = new DriverContext { Timeout = TimeSpan.FromSeconds(60) };
        var results = await Task.WhenAll(_networks.Select(network => driver.PowerCycleAsync(
            TestNodes.Ipmi("127.0.0.1", network.Port, LabBmc.User, LabBmc.Password), context, CancellationToken.None))).WaitAsync(TestNodes.Patience);
        Assert.All(results, result => Assert.True(result.Succeeded));
        Assert.InRange(_most, 1, Limit);
    }

    private byte[][] Note(UdpRelay network, bool waits, byte[] datagram)
    {
        lock (_waiting)
        {
            if (waits) _waiting.Add(network);
            else _waiting.Remove(network);
            _most = Math.Max(_most, _waiting.Count);
        }

        return [datagram];
    }
}
