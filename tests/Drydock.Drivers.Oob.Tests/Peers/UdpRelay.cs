using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Drivers.Oob.Tests.Peers;

/// <summary>A bad network between one client at a time and a BMC: what comes is passed on as the test says.</summary>
public sealed class UdpRelay : IDisposable
{
    private readonly Socket _front = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Socket _back = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource _stop = new();
    private EndPoint? _client;

    public UdpRelay(int bmcPort)
    {
        _front.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _back.Connect(IPAddress.Loopback, bmcPort);
        _ = PumpAsync(_front, number => Requests(number.Count, number.Datagram), async datagram => await _back.SendAsync(datagram));
        _ = PumpAsync(_back, number => Replies(number.Count, number.Datagram), async datagram => await _front.SendToAsync(datagram, _client!));
    }

    public int Port => ((IPEndPoint)_front.LocalEndPoint!).Port;

    /// <summary>What becomes of a request, given how many came before it.</summary>
    public Func<int, byte[], IEnumerable<byte[]>> Requests { get; set; } = (_, datagram) => [datagram];

    /// <summary>What becomes of a reply, given how many came before it.</summary>
    public Func<int, byte[], IEnumerable<byte[]>> Replies { get; set; } = (_, datagram) => [datagram];

    public void Dispose()
    {
        _stop.Cancel();
        _front.Dispose();
        _back.Dispose();
        _stop.Dispose();
    }

    private async Task PumpAsync(Socket socket, Func<(int Count, byte[] Datagram), IEnumerable<byte[]>> fate, Func<byte[], Task> pass)
    {
        var buffer = new byte[2048];
        try
        {
            for (var count = 0; ; count++)
            {
                var came = await socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                if (socket == _front) _client = came.RemoteEndPoint;
                foreach (var datagram in fate((count, buffer[..came.ReceivedBytes]))) await pass(datagram);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }
}
