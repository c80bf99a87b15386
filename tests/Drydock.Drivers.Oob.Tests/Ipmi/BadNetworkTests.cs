using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Ipmi;
using Drydock.Drivers.Oob.Tests.Peers;
using Drydock.Lab.Hardware;

namespace Drydock.Drivers.Oob.Tests.Ipmi;

/// <summary>The IPMI driver where packets are lost, doubled, damaged or late.</summary>
public sealed class BadNetworkTests : IDisposable
{
    private readonly LabBmc _bmc = new();
    private readonly UdpRelay _network;
    private readonly IpmiDriver _driver = new();
    private readonly DriverContext _context = new() { Clock = new LabClock(5), Timeout = TimeSpan.FromHours(1) };

    public BadNetworkTests() => _network = new UdpRelay(_bmc.IpmiPort);

    public void Dispose()
    {
        _network.Dispose();
        _bmc.Dispose();
    }

    [Fact]
    public async Task Lost_requests_are_sent_again()
    {
        _network.Requests = (count, datagram) => count % 2 == 0 ? [] : [datagram];
        await CycleAsync();
    }

    [Fact]
    public async Task Lost_replies_are_asked_for_again()
    {
        _network.Replies = (count, datagram) => count % 2 == 0 ? [] : [datagram];
        await CycleAsync();
    }

    [Fact]
    public async Task Damaged_foreign_and_doubled_replies_do_no_harm()
    {
        byte[] previous = [];
        _network.Replies = (_, datagram) =>
        {
            var damaged = (byte[])datagram.Clone();
            damaged[^1] ^= 0x01;
            byte[][] fate = [previous, [0x06], damaged, datagram, datagram];
            previous = datagram;
            return datagram.Length > 20 && datagram[5] == 0xC0 ? fate : [datagram, datagram];
        };
        await CycleAsync();
    }

    [Fact]
    public async Task Late_replies_are_not_taken_for_others()
    {
        byte[]? held = null;
        _network.Replies = (_, datagram) =>
        {
            // In the session every reply comes one request too late.
            if (datagram[5] != 0xC0) return [datagram];
            var due = held;
            held = datagram;
            return due is null ? [] : [due];
        };
        var result = await _driver.ValidateServicesAsync(Node(), _context, CancellationToken.None).WaitAsync(TestNodes.Patience);
        Assert.True(result.Succeeded);
    }

    private Design.BaremetalNode Node() => TestNodes.Ipmi("127.0.0.1", _network.Port, LabBmc.User, LabBmc.Password);

    private async Task CycleAsync()
    {
        Assert.True((await _driver.PowerOnAsync(Node(), _context, CancellationToken.None).WaitAsync(TestNodes.Patience)).Succeeded);
        Assert.True((await _driver.PowerCycleAsync(Node(), _context, CancellationToken.None).WaitAsync(TestNodes.Patience)).Succeeded);
        Assert.Equal(PowerState.On, _bmc.Server.Power);
    }
}
