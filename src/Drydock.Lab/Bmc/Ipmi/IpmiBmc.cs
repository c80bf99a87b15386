using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Lab.Hardware;

namespace Drydock.Lab.Bmc.Ipmi;

/// <summary>
/// An IPMI 2.0 BMC on the LAN (RMCP+ over UDP) with cipher suites 3 and 17, in front of a simulated server. Answers one
/// packet at a time, in the order in which they come.
/// </summary>
public sealed class IpmiBmc : IDisposable
{
    /// <summary>How long a request that is sent again under its number is answered without being done again.</summary>
    private static readonly TimeSpan ResendTime = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly SimulatedServer _server;
    private readonly BmcSettings _settings;
    private readonly FaultBook _faults;
    private readonly SessionTable _sessions;
    private readonly SessionSetup _setup;
    private readonly IpmiCommands _commands;
    private readonly Socket _socket;
    private readonly CancellationTokenSource _stop = new();
    private IPEndPoint _endpoint;
    private int _datagrams;

    /// <summary>Makes a BMC that does not listen yet.</summary>
    /// <param name="server">The server behind it; its spec names address and port.</param>
    /// <param name="settings">Accounts, suites and limits.</param>
    /// <param name="faults">What goes wrong.</param>
    /// <param name="counters">Where logins, sessions and writes are counted.</param>
    public IpmiBmc(SimulatedServer server, BmcSettings settings, FaultBook faults, BmcCounters counters)
    {
        _server = server ?? throw new ArgumentNullException(nameof(server));
        _settings = settings ?? throw new ArgumentNullException(nameof(settings));
        _faults = faults ?? throw new ArgumentNullException(nameof(faults));
        _endpoint = new IPEndPoint(server.Spec.BmcAddress, server.Spec.IpmiPort);
        _socket = new Socket(_endpoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _sessions = new SessionTable(server.Spec.Name, settings, faults, counters);
        _setup = new SessionSetup(server.Spec, settings, faults, counters, _sessions);
        _commands = new IpmiCommands(server, settings, faults, counters, _sessions);
    }

    /// <summary>Where the BMC listens; with the port that was picked once it is started.</summary>
    public IPEndPoint EndPoint => _endpoint;

    /// <summary>Begins to listen.</summary>
    /// <exception cref="SocketException">The address is not to be had.</exception>
    public void Start()
    {
        _socket.Bind(_endpoint);
        _endpoint = (IPEndPoint)_socket.LocalEndPoint;
        _ = ReceiveAsync();
    }

    /// <summary>Closes sessions that have been idle too long; otherwise that happens when the next packet comes.</summary>
    public void ExpireSessions()
    {
        lock (_gate) _sessions.Expire();
    }

    /// <summary>Stops listening and closes all sessions.</summary>
    public void Dispose()
    {
        if (_stop.IsCancellationRequested) return;
        _stop.Cancel();
        _socket.Dispose();
        lock (_gate) _sessions.CloseAll();
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[1024];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var from = await _socket.ReceiveFromAsync(new ArraySegment<byte>(buffer), SocketFlags.None, new IPEndPoint(IPAddress.Any, 0));
                if (IsLost() || Answer([.. buffer.Take(from.ReceivedBytes)], from.RemoteEndPoint) is not { } answer || IsLost()) continue;
                _ = SendAsync(answer, from.RemoteEndPoint);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // A client that is gone, or a packet too large, concerns nobody else; the end of the BMC ends the loop.
            }
        }
    }

    /// <summary>A slow BMC goes on to the next packet while an answer is on its way.</summary>
    private async Task SendAsync(byte[] answer, EndPoint client)
    {
        try
        {
            if (_settings.Ipmi.Latency > TimeSpan.Zero) await _settings.Clock.Delay(_settings.Ipmi.Latency, _stop.Token);
            await _socket.SendToAsync(new ArraySegment<byte>(answer), SocketFlags.None, client);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // As below.
        }
    }

    private bool IsLost()
    {
        var every = _settings.Ipmi.LosesEvery > 0 ? _settings.Ipmi.LosesEvery
            : _faults.IsActive(LabFaultKind.BmcLosesPackets, _server.Spec.Name) ? 3 : 0;
        return every > 0 && ++_datagrams % every == 0;
    }

    private byte[]? Answer(byte[] bytes, EndPoint client)
    {
        if (bytes.Length < RmcpPacket.HeaderLength || bytes[0] != 0x06) return null;
        if (_faults.IsActive(LabFaultKind.BmcSilent, _server.Spec.Name)) return null;
        lock (_gate)
        {
            return (bytes[3] & 0x1F) switch
            {
                RmcpPacket.ClassAsf => PresencePong(bytes),
                RmcpPacket.ClassIpmi => AnswerIpmi(bytes, client),
                _ => null,
            };
        }
    }

    /// <summary>RMCP presence ping and pong (13.2.3, 13.2.4): IPMI is supported.</summary>
    private static byte[]? PresencePong(byte[] ping)
    {
        if (ping.Length < 12 || ping[8] != 0x80) return null;
        return
        [
            0x06, 0x00, 0xFF, RmcpPacket.ClassAsf, 0x00, 0x00, 0x11, 0xBE, 0x40, ping[9], 0x00, 0x10,
            0x00, 0x00, 0x11, 0xBE, 0x00, 0x00, 0x00, 0x00, 0x81, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        ];
    }

    private byte[]? AnswerIpmi(byte[] bytes, EndPoint client)
    {
        if (RmcpPacket.Parse(bytes) is not { } packet) return null;
        if (packet.PayloadType != 0)
        {
            // A request's payload type is even, its answer's the next odd one.
            return _setup.Answer(packet.PayloadType, packet.Payload, client) is { } setup
                ? new RmcpPacket(true, (byte)(packet.PayloadType + 1), false, false, 0, 0, setup).ToBytes()
                : null;
        }

        if (packet.SessionId == 0)
        {
            return IpmiMessage.Parse(packet.Payload) is { } request
                ? (packet with { Sequence = 0, Payload = request.Answer(_commands.Do(request, null)) }).ToBytes()
                : null;
        }

        return packet.IsV2 ? AnswerInSession(packet, bytes) : null;
    }

    private byte[]? AnswerInSession(RmcpPacket packet, byte[] bytes)
    {
        if (_sessions.Find(packet.SessionId) is not { IsActive: true } session) return null;
        if (session.Open(packet, bytes) is not { } payload || IpmiMessage.Parse(payload) is not { } request) return null;
        var now = _settings.Clock.Elapsed;
        if (session.Last is { } last && now - last.At < ResendTime && last.Request.SequenceEqual(payload))
            return session.Seal(last.Answer, _settings.RandomBytes);

        var answer = request.Answer(_commands.Do(request, session));
        session.Last = (payload, answer, now);
        return session.Seal(answer, _settings.RandomBytes);
    }
}
