using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Core.Tests.Http;

/// <summary>A loopback server that gives one scripted answer per connection and keeps what it was sent.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string?> _answers;
    private readonly X509Certificate2? _certificate;

    /// <param name="certificate">For TLS; null for plain HTTP.</param>
    /// <param name="answers">Raw answers; null cuts the connection after the request was read; when none is left, nothing is answered.</param>
    public ScriptedServer(X509Certificate2? certificate, params string?[] answers)
    {
        _certificate = certificate;
        _answers = new ConcurrentQueue<string?>(answers);
        _listener.Start();
        _ = AcceptAsync();
    }

    public ConcurrentQueue<string> Requests { get; } = new();

    public Uri Url => new($"{(_certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/thing?secret=canary");

    public static string Answer(string status, string body = "", string headers = "") =>
        $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{headers}\r\n{body}";

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        Stream stream = client.GetStream();
        if (_certificate is not null)
        {
            var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
            stream = tls;
        }
        var buffer = new byte[65536];
        var length = await stream.ReadAsync(buffer, _stop.Token);
        Requests.Enqueue(Encoding.ASCII.GetString(buffer, 0, length));
        if (!_answers.TryDequeue(out var answer)) await Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token);
        if (answer is not null) await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), _stop.Token);
    }
}
