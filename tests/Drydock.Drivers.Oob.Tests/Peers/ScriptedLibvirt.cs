using System;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Drivers.Oob.Tests.Peers;

/// <summary>A libvirt daemon with one domain, which behaves as a test wants. It has a codec of its own.</summary>
public sealed class ScriptedLibvirt : IDisposable
{
    public const uint Remote = 0x20008086;
    public const uint KeepAlive = 0x6b656570;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<int> _calls = new();
    private readonly ConcurrentDictionary<int, Func<Call, byte[]?>> _handlers = new();
    private int _connections;
    private int _open;
    private int _inFlight;
    private int _mostInFlight;
    private int _pongs;
    private int _pings;

    public ScriptedLibvirt()
    {
        On(66, _ => Ints(0));
        On(1, _ => []);
        On(2, _ => []);
        On(60, _ => Ints(1));
        On(23, call => [.. call.Payload, .. new byte[16], .. Ints(-1)]);
        On(151, _ => Ints(1));
        On(157, _ => [.. Ints(0), .. Ints(9_000_000)]);
        On(183, _ => Ints(0));
        On(212, _ => Ints(Running ? 1 : 5, 0));
        On(14, _ => Text(Xml));
        On(9, _ => Switch(true));
        On(12, _ => Switch(false));
        On(11, call =>
        {
            Xml = ReadText(call.Payload);
            return [.. Text("node1"), .. new byte[16], .. Ints(-1)];
        });
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Uri => $"qemu+tcp://{_listener.LocalEndpoint}/system";

    public bool Running { get; set; }

    public string Xml { get; set; } = "<domain type='qemu'><name>node1</name><uuid>0b6d6b54-7b1c-4d0e-9a51-0c2f7be9a001</uuid>"
        + "<os><type machine='pc'>hvm</type><boot dev='hd'/></os><devices><interface><mac address='52:54:00:00:00:01'/></interface>"
        + "<disk device='disk'><target dev='vda'/></disk></devices></domain>";

    /// <summary>Procedures called, in order.</summary>
    public IReadOnlyList<int> Calls => [.. _calls];

    public int Connections => _connections;

    public int Open => Volatile.Read(ref _open);

    public int MostInFlight => _mostInFlight;

    public int Pongs => Volatile.Read(ref _pongs);

    /// <summary>Pings that came in; none is answered.</summary>
    public int Pings => Volatile.Read(ref _pings);

    /// <summary>Answers of every connection wait for it, where it is set.</summary>
    public Task? Hold { get; set; }

    public static byte[] Ints(params int[] values) => [.. values.SelectMany(value => BitConverter.GetBytes(IPAddress.HostToNetworkOrder(value)))];

    public static byte[] Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. Ints(bytes.Length), .. bytes, .. new byte[(4 - bytes.Length % 4) % 4]];
    }

    /// <summary>Sets what a procedure answers; null drops the connection.</summary>
    public void On(int procedure, Func<Call, byte[]?> answer) => _handlers[procedure] = answer;

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _end.Dispose();
    }

    private static string ReadText(byte[] payload) => Encoding.UTF8.GetString(payload, 4, BinaryPrimitives.ReadInt32BigEndian(payload));

    private byte[] Switch(bool on)
    {
        if (Running == on) throw new ScriptedFault(55, "Requested operation is not valid: domain is " + (on ? "already running" : "not running"));
        Running = on;
        return [];
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        var number = Interlocked.Increment(ref _connections);
        Interlocked.Increment(ref _open);
        using var writing = new SemaphoreSlim(1);
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                var header = new byte[28];
                while (true)
                {
                    await stream.ReadExactlyAsync(header, _end.Token);
                    int Word(int index) => BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(index * 4));
                    var payload = new byte[Word(0) - 28];
                    await stream.ReadExactlyAsync(payload, _end.Token);
                    if ((uint)Word(1) == KeepAlive)
                    {
                        if (Word(3) == 2) Interlocked.Increment(ref _pongs);
                        else Interlocked.Increment(ref _pings);
                        continue;
                    }

                    var (procedure, serial) = (Word(3), Word(5));
                    _calls.Enqueue(procedure);
                    _mostInFlight = Math.Max(_mostInFlight, Interlocked.Increment(ref _inFlight));
                    _ = AnswerAsync(client, writing, new Call(procedure, serial, number, payload));
                }
            }
        }
        catch (Exception)
        {
            // The connection is over.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task AnswerAsync(TcpClient client, SemaphoreSlim writing, Call call)
    {
        try
        {
            if (Hold is { } hold) await hold;
            byte[]? payload;
            var status = 0;
            try
            {
                payload = _handlers[call.Procedure](call);
            }
            catch (ScriptedFault fault)
            {
                payload = [.. Ints(fault.Code, 10, 1), .. Text(fault.Message), .. Ints(2)];
                status = 1;
            }

            Interlocked.Decrement(ref _inFlight);
            if (payload is null)
            {
                client.Close();
                return;
            }

            await writing.WaitAsync(_end.Token);
            // A ping and an event come in between, as they may at any time.
            await client.GetStream().WriteAsync((byte[])
            [
                .. Ints(28), .. Ints(unchecked((int)KeepAlive)), .. Ints(1, 1, 2, 0, 0),
                .. Ints(32), .. Ints(unchecked((int)Remote)), .. Ints(1, 107, 2, 0, 0, 7),
                .. Ints(28 + payload.Length), .. Ints(unchecked((int)Remote)), .. Ints(1, call.Procedure, 1, call.Serial, status), .. payload,
            ], _end.Token);
            writing.Release();
        }
        catch (Exception)
        {
            // The connection is over.
        }
    }

    /// <summary>A call that came in.</summary>
    public sealed record Call(int Procedure, int Serial, int Connection, byte[] Payload);

    /// <summary>An error for the caller.</summary>
    public sealed class ScriptedFault(int code, string message) : Exception(message)
    {
        public int Code => code;
    }
}
