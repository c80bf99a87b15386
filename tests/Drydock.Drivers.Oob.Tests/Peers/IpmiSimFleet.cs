using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Drydock.Drivers.Oob.Tests.Peers;

/// <summary>Many simulated BMCs that somebody else wrote, each a process with a loopback address of its own.</summary>
public sealed class IpmiSimFleet : IDisposable
{
    private const int Port = 9623;
    private const int StartedAtATime = 25;

    private readonly List<IpmiSim> _bmcs = [];

    private IpmiSimFleet()
    {
    }

    public IReadOnlyList<IpmiSim> Bmcs => _bmcs;

    /// <summary>The BMCs' addresses; the port is the same at all.</summary>
    public IReadOnlyList<IPEndPoint> EndPoints { get; private init; } = [];

    /// <summary>Starts the BMCs, their chassis switched on, and waits until all answer.</summary>
    public static async Task<IpmiSimFleet> StartAsync(int count)
    {
        var network = FreeNetwork();
        var fleet = new IpmiSimFleet
        {
            EndPoints = [.. Enumerable.Range(0, count).Select(i => new IPEndPoint(new IPAddress([127, network, (byte)(i / 250), (byte)(1 + (i % 250))]), Port))],
        };
        try
        {
            foreach (var some in fleet.EndPoints.Chunk(StartedAtATime))
            {
                foreach (var endpoint in some) fleet._bmcs.Add(new IpmiSim(endpoint, on: true));
                await Task.WhenAll(fleet._bmcs.TakeLast(some.Length).Select(bmc => bmc.ReadyAsync()));
            }

            return fleet;
        }
        catch
        {
            fleet.Dispose();
            throw;
        }
    }

    public void Dispose() => _bmcs.ForEach(bmc => bmc.Dispose());

    /// <summary>The second octet of a loopback network that no other fleet on this machine uses.</summary>
    private static byte FreeNetwork()
    {
        for (var network = 160; ; network++)
        {
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                socket.Bind(new IPEndPoint(new IPAddress([127, (byte)network, 0, 1]), Port));
                return (byte)network;
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse && network < 200)
            {
                // Somebody else's fleet.
            }
        }
    }
}
