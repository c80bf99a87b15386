using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Libvirt.Links;

namespace Drydock.Drivers.Oob.Libvirt.Rpc;

/// <summary>
/// Calls over one link, several at a time and answered in any order. Pings are answered, and sent where the peer owes an
/// answer and is silent; a peer that answers none is given up.
/// </summary>
internal sealed class RpcConnection : IDisposable
{
    /// <summary>Libvirt's own limit (<c>max_client_requests</c>); it stops reading from a client that has more.</summary>
    private const int MaxRequests = 5;

    private const int Ping = 1;
    private const int Pong = 2;
    private const int Failed = 1;

    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private readonly Link _link;
    private readonly Clock _clock;
    private readonly SemaphoreSlim _slots = new(MaxRequests);
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Dictionary<int, TaskCompletionSource<byte[]>> _pending = [];
    private readonly CancellationTokenSource _closed = new();
    private int _serial;
    private LinkException? _fault;
    private TimeSpan _heard;

    public RpcConnection(Link link, Clock clock)
    {
        _link = link;
        _clock = clock;
        _heard = clock.Elapsed;
        _ = ReadAsync();
        _ = WatchAsync();
    }

    /// <summary>False once the peer has gone; it never comes back on this connection.</summary>
    public bool IsOpen => Volatile.Read(ref _fault) is null;

    /// <exception cref="LinkException">The connection is lost.</exception>
    /// <exception cref="RemoteFault">Libvirt answers with an error.</exception>
    public async Task<XdrReader> CallAsync(Procedure procedure, byte[] payload, CancellationToken cancel)
    {
        await _slots.WaitAsync(cancel);
        var answer = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        int serial;
        lock (_pending)
        {
            if (_fault is not null)
            {
                _slots.Release();
                throw _fault;
            }

            // A caller that gives up leaves its entry: the request is in flight, and holds its slot, until it is answered.
            serial = ++_serial;
            _pending.Add(serial, answer);
        }

        _ = SendAsync(new RpcPacket(RpcPacket.Remote, (int)procedure, RpcType.Call, serial, 0, payload));
        using (cancel.Register(() => answer.TrySetCanceled(cancel))) return new XdrReader(await answer.Task);
    }

    public void Dispose()
    {
        Break(new LinkException("the connection was closed"));
        _link.Dispose();
    }

    private async Task SendAsync(RpcPacket packet)
    {
        try
        {
            await _writing.WaitAsync(_closed.Token);
            try
            {
                var bytes = packet.Encode();
                await _link.Output.WriteAsync(bytes, 0, bytes.Length, _closed.Token);
                await _link.Output.FlushAsync(_closed.Token);
            }
            finally
            {
                _writing.Release();
            }
        }
        catch (Exception e)
        {
            // What the peer said before it went away is worth more than a broken pipe.
            Break(await _link.ExplainAsync(e));
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                var length = new XdrReader(await ReadExactAsync(4)).Int();
                if (length is < RpcPacket.HeaderSize or > RpcPacket.LongestPacket)
                    throw new InvalidDataException($"packet of {length.ToString(CultureInfo.InvariantCulture)} bytes");
                var packet = RpcPacket.Decode(await ReadExactAsync(length - 4));
                lock (_pending) _heard = _clock.Elapsed;
                Dispatch(packet);
            }
        }
        catch (Exception e)
        {
            Break(await _link.ExplainAsync(e));
        }
    }

    private void Dispatch(RpcPacket packet)
    {
        if (packet is { Program: RpcPacket.KeepAlive, Procedure: Ping })
            _ = SendAsync(new RpcPacket(RpcPacket.KeepAlive, Pong, RpcType.Message, 0, 0, []));
        if (packet is not { Program: RpcPacket.Remote, Type: RpcType.Reply }) return;
        if (Take(packet.Serial) is not { } answer) return;
        if (packet.Status == Failed) answer.TrySetException(RemoteFault.Decode(packet.Payload));
        else answer.TrySetResult(packet.Payload);
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                await _clock.Delay(PingInterval, _closed.Token);
                TimeSpan silence;
                lock (_pending)
                {
                    if (_pending.Count == 0) _heard = _clock.Elapsed;
                    silence = _clock.Elapsed - _heard;
                }

                if (silence >= LongestSilence)
                    Break(new LinkException($"no answer for {silence.TotalSeconds:0} s, not to keepalive either"));
                else if (silence >= PingInterval)
                    await SendAsync(new RpcPacket(RpcPacket.KeepAlive, Ping, RpcType.Message, 0, 0, []));
            }
        }
        catch (OperationCanceledException)
        {
            // Closed.
        }
    }

    private async Task<byte[]> ReadExactAsync(int count)
    {
        var bytes = new byte[count];
        for (var done = 0; done < count;)
        {
            var read = await _link.Input.ReadAsync(bytes, done, count - done, _closed.Token);
            done += read > 0 ? read : throw new EndOfStreamException("the peer closed the connection");
        }

        return bytes;
    }

    private TaskCompletionSource<byte[]>? Take(int serial)
    {
        lock (_pending)
        {
            if (!_pending.TryGetValue(serial, out var answer)) return null;
            _pending.Remove(serial);
            _slots.Release();
            return answer;
        }
    }

    private void Break(LinkException fault)
    {
        List<TaskCompletionSource<byte[]>> lost;
        lock (_pending)
        {
            if (_fault is not null) return;
            _fault = fault;
            lost = [.. _pending.Values];
            _pending.Clear();
            if (lost.Count > 0) _slots.Release(lost.Count);
        }

        foreach (var answer in lost) answer.TrySetException(fault);
        _closed.Cancel();
    }
}
