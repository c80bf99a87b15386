using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Ipmi.Packets;

namespace Drydock.Drivers.Oob.Ipmi.Session;

/// <summary>
/// A connected UDP socket. netstandard2.0 cannot cancel a receive, so one stays outstanding and waits end beside it.
/// </summary>
internal sealed class UdpChannel : IDisposable
{
    private const int MaxDatagram = 2048;

    private readonly Socket _socket;
    private readonly ArraySegment<byte> _buffer = new(new byte[MaxDatagram]);
    private Task<int>? _receiving;

    private UdpChannel(Socket socket) => _socket = socket;

    /// <summary>How often the host answered that nothing listens on the port (ICMP port unreachable).</summary>
    public int Refusals { get; private set; }

    /// <summary>Finds the host and connects.</summary>
    /// <exception cref="SocketException">The name is unknown, or there is no route.</exception>
    public static async Task<UdpChannel> OpenAsync(string host, int port, CancellationToken cancel)
    {
        if (!IPAddress.TryParse(host, out var address))
        {
            var lookup = Dns.GetHostAddressesAsync(host);
            var cancelled = Task.Delay(Timeout.Infinite, cancel);
            if (await Task.WhenAny(lookup, cancelled) == cancelled) Forget(lookup);
            cancel.ThrowIfCancellationRequested();
            var addresses = await lookup;
            address = addresses.Length > 0 ? addresses[0] : throw new SocketException((int)SocketError.HostNotFound);
        }

        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Connect(new IPEndPoint(address, port));
            return new UdpChannel(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a datagram. Faults of the network are as if it was lost: the answer will be missing.</summary>
    public async Task SendAsync(byte[] datagram)
    {
        try
        {
            await _socket.SendAsync(new ArraySegment<byte>(datagram), SocketFlags.None);
        }
        catch (SocketException e)
        {
            NoteRefusal(e);
        }
    }

    /// <summary>Waits for a datagram.</summary>
    /// <param name="until">Ends the wait; a cancelled one cancels it.</param>
    /// <returns>The datagram, empty where the host refused one of ours, or null where the wait was over first.</returns>
    public async Task<byte[]?> ReceiveAsync(Task until)
    {
        _receiving ??= _socket.ReceiveAsync(_buffer, SocketFlags.None);
        if (await Task.WhenAny(_receiving, until) != _receiving)
        {
            await until;
            return null;
        }

        var received = _receiving;
        _receiving = null;
        try
        {
            return LittleEndian.Part(_buffer.Array!, 0, await received);
        }
        catch (SocketException e)
        {
            NoteRefusal(e);
            return [];
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        if (_receiving is not null) Forget(_receiving);
    }

    private static void Forget(Task task) =>
        task.ContinueWith(over => _ = over.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    private void NoteRefusal(SocketException e)
    {
        // Linux says refused, Windows reset.
        if (e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.ConnectionReset) Refusals++;
    }
}
