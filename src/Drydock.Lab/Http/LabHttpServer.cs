using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Lab.Http;

/// <summary>
/// A small HTTP/1.1 server (RFC 9112): keep-alive, bodies by Content-Length or chunked, TLS with a certificate. An idle
/// server costs one listening socket, so that a lab can have hundreds. Disposing ends every connection.
/// </summary>
public sealed class LabHttpServer : IDisposable
{
    private static readonly TimeSpan RestAfterFault = TimeSpan.FromMilliseconds(20);

    private readonly Func<LabHttpRequest, CancellationToken, Task<LabHttpResponse>> _handler;
    private readonly X509Certificate2? _certificate;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<LabHttpConnection, byte> _connections = new();
    private readonly Socket _listener;
    private IPEndPoint _endpoint;

    /// <summary>Makes a server that does not listen yet.</summary>
    /// <param name="endpoint">Address and port; port 0 picks a free one.</param>
    /// <param name="handler">Answers a request; called at the same time for several connections.</param>
    /// <param name="certificate">The server's certificate with its private key; null for plain HTTP.</param>
    public LabHttpServer(
        IPEndPoint endpoint,
        Func<LabHttpRequest, CancellationToken, Task<LabHttpResponse>> handler,
        X509Certificate2? certificate = null)
    {
        _endpoint = endpoint ?? throw new ArgumentNullException(nameof(endpoint));
        _handler = handler ?? throw new ArgumentNullException(nameof(handler));
        _certificate = certificate;
        _listener = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
    }

    /// <summary>Where the server listens; with the port that was picked once it is started.</summary>
    public IPEndPoint EndPoint => _endpoint;

    /// <summary>The server's root, for example <c>http://127.0.0.1:8080/</c>.</summary>
    public Uri BaseUri => new((_certificate is null ? "http://" : "https://") + _endpoint + "/");

    /// <summary>How long a connection may stay silent, or a request may take to arrive, before it is closed.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The largest body that is read; a larger one is answered 413.</summary>
    public int MaxBodyBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Begins to listen.</summary>
    /// <exception cref="SocketException">The address is not to be had.</exception>
    public void Start()
    {
        _listener.Bind(_endpoint);
        _listener.Listen(128);
        _endpoint = (IPEndPoint)_listener.LocalEndPoint;
        _ = AcceptAsync();
    }

    /// <summary>Stops listening and cuts every connection.</summary>
    public void Dispose()
    {
        if (_stop.IsCancellationRequested) return;
        _stop.Cancel();
        _listener.Dispose();
        foreach (var connection in _connections.Keys) connection.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // A client that gave up before it was accepted does not end the server, nor does a lack of handles for a
                // while; its own end does.
                await Task.Delay(RestAfterFault, CancellationToken.None);
                continue;
            }

            var connection = new LabHttpConnection(socket, this, _stop.Token);
            _connections[connection] = 0;
            _ = ServeAsync(connection);
            if (_stop.IsCancellationRequested) connection.Dispose();
        }
    }

    private async Task ServeAsync(LabHttpConnection connection)
    {
        try
        {
            await connection.ServeAsync(_handler, _certificate);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
            connection.Dispose();
        }
    }
}
