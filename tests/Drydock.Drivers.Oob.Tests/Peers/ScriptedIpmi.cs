using System;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Ipmi.Crypto;
using Drydock.Drivers.Oob.Ipmi.Packets;

namespace Drydock.Drivers.Oob.Tests.Peers;

/// <summary>
/// A BMC that misbehaves as a test wants. It borrows the driver's packets and codes, which other tests hold against
/// foreign peers.
/// </summary>
public sealed class ScriptedIpmi : IDisposable
{
    private const uint BmcId = 0x0B0C0D0E;

    private static readonly byte[] BmcRandom = new byte[16];
    private static readonly byte[] Guid = new byte[16];

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private CipherSuite _suite = CipherSuite.Suite17;
    private uint _consoleId;
    private uint _sequence;
    private KeyExchange? _login;
    private SessionKeys? _keys;
    private (byte[] Request, byte[] Reply)? _last;

    public ScriptedIpmi()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>Group and number of the commands that came, in hexadecimal.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Algorithms that Open Session is answered with; null for those that were asked for.</summary>
    public Func<CipherSuite, CipherSuite?> Suite { get; set; } = asked => asked;

    public byte OpenStatus { get; set; }

    public byte Rakp2Status { get; set; }

    public byte Rakp4Status { get; set; }

    public bool DamageRakp4 { get; set; }

    /// <summary>Completion code and data of a command, by its group and number.</summary>
    public Func<string, byte[]> Answer { get; set; } = _ => [0x00];

    public void Dispose()
    {
        _stop.Cancel();
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var buffer = new byte[2048];
        try
        {
            while (true)
            {
                var came = await _socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                if (Reply(buffer[..came.ReceivedBytes]) is { } reply) await _socket.SendToAsync(reply, came.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private byte[]? Reply(byte[] datagram)
    {
        if (SessionPacket.Decode(datagram) is not { } packet) return InSession(datagram);
        return packet.Type switch
        {
            PayloadType.OpenSessionRequest => Handshake(PayloadType.OpenSessionResponse, Open(packet.Payload)),
            PayloadType.Rakp1 => Handshake(PayloadType.Rakp2, Rakp2(packet.Payload)),
            PayloadType.Rakp3 when packet.Payload[1] == 0 => Handshake(PayloadType.Rakp4, Rakp4(packet.Payload)),
            _ => null,
        };
    }

    private static byte[] Handshake(PayloadType type, byte[] payload) => new SessionPacket(type, 0, 0, payload).Encode();

    private static byte[] Number(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private byte[] Open(byte[] request)
    {
        _consoleId = BinaryPrimitives.ReadUInt32LittleEndian(request.AsSpan(4));
        _suite = CipherSuite.Find(request[12], request[20], request[28])!;
        if (OpenStatus != 0) return [request[0], OpenStatus, 0, 0, .. Number(_consoleId)];
        var answered = Suite(_suite);
        return
        [
            request[0], 0, 4, 0, .. Number(_consoleId), .. Number(BmcId),
            0, 0, 0, 8, answered?.Authentication ?? 0, 0, 0, 0, 1, 0, 0, 8, answered?.Integrity ?? 0, 0, 0, 0, 2, 0, 0, 8, 1, 0, 0, 0,
        ];
    }

    private byte[] Rakp2(byte[] request)
    {
        if (Rakp2Status != 0) return [request[0], Rakp2Status, 0, 0, .. Number(_consoleId)];
        _login = new KeyExchange(_suite, "u", new Secret("pass"), Privilege.Operator, request[8..24]);
        return [request[0], 0, 0, 0, .. Number(_consoleId), .. BmcRandom, .. Guid, .. _login.Message2Code(_consoleId, BmcId, BmcRandom, Guid)];
    }

    private byte[] Rakp4(byte[] request)
    {
        Assert.Equal(_login!.Message3Code(_consoleId, BmcRandom), request[8..]);
        if (Rakp4Status != 0) return [request[0], Rakp4Status, 0, 0, .. Number(_consoleId)];
        var sik = _login.SessionIntegrityKey(BmcRandom);
        (_keys, _last) = (new SessionKeys(_suite, sik), null);
        var code = _login.Message4Code(sik, BmcId, Guid);
        if (DamageRakp4) code[0] ^= 1;
        return [request[0], 0, 0, 0, .. Number(_consoleId), .. code];
    }

    private byte[]? InSession(byte[] datagram)
    {
        if (_keys is null || SessionPacket.Decode(datagram, _keys) is not { } packet) return null;
        var request = packet.Payload;
        // Sent again under its number: the answer was late, and is given again without doing anything.
        if (_last is { } last && last.Request.SequenceEqual(request)) return Seal(last.Reply);
        var name = Convert.ToHexString([(byte)(request[1] >> 2), request[5]]);
        _requests.Enqueue(name);
        byte[] head = [0x81, (byte)(request[1] | 0x04)];
        byte[] body = [0x20, request[4], request[5], .. Answer(name)];
        byte[] reply = [.. head, Checksum(head), .. body, Checksum(body)];
        _last = (request, reply);
        return Seal(reply);
    }

    private byte[] Seal(byte[] reply) => new SessionPacket(PayloadType.Ipmi, _consoleId, ++_sequence, reply).Encode(_keys!);

    private static byte Checksum(byte[] bytes) => (byte)-bytes.Sum(value => value);
}
