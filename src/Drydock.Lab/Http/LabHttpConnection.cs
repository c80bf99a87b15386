using System;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Lab.Http;

/// <summary>One connection: reads a request, has it answered, writes the answer, and so on until either side has enough.</summary>
internal sealed class LabHttpConnection : IDisposable
{
    /// <summary>In how many pieces a body comes that trickles.</summary>
    private const int Parts = 10;

    private readonly Socket _socket;
    private readonly LabHttpServer _server;
    private readonly CancellationToken _stop;
    private readonly CancellationTokenSource _idle = new();

    public LabHttpConnection(Socket socket, LabHttpServer server, CancellationToken stop)
    {
        _socket = socket;
        _socket.NoDelay = true;
        _server = server;
        _stop = stop;
        // Closing the socket is the one way to end a pending read on every runtime.
        _idle.Token.Register(_socket.Dispose);
    }

    public async Task ServeAsync(
        Func<LabHttpRequest, CancellationToken, Task<LabHttpResponse>> handler, X509Certificate2? certificate)
    {
        try
        {
            _idle.CancelAfter(_server.IdleTimeout);
            using var stream = await OpenAsync(certificate);
            var reader = new HttpRequestReader(stream, _server.MaxBodyBytes);
            while (await ServeOneAsync(stream, reader, handler)) _idle.CancelAfter(_server.IdleTimeout);
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException
            or AuthenticationException or OperationCanceledException or InvalidOperationException)
        {
            // The client went away, spoke no TLS, or the server was stopped: there is nobody to tell.
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _idle.Dispose();
    }

    private async Task<Stream> OpenAsync(X509Certificate2? certificate)
    {
        var plain = new NetworkStream(_socket, ownsSocket: true);
        if (certificate is null) return plain;
        var tls = new SslStream(plain);
        await tls.AuthenticateAsServerAsync(certificate, clientCertificateRequired: false, SslProtocols.None, checkCertificateRevocation: false);
        return tls;
    }

    /// <returns>Whether the connection stays open for another request.</returns>
    private async Task<bool> ServeOneAsync(
        Stream stream, HttpRequestReader reader, Func<LabHttpRequest, CancellationToken, Task<LabHttpResponse>> handler)
    {
        LabHttpRequest? request;
        try
        {
            request = await reader.ReadAsync(_stop);
        }
        catch (BadRequestException error)
        {
            await WriteAsync(stream, LabHttpResponse.Text(error.Message, error.Status), keepAlive: false, head: false);
            return false;
        }

        if (request is null) return false;
        _idle.CancelAfter(Timeout.InfiniteTimeSpan);
        var response = await AnswerAsync(handler, request);
        if (response.Cut == ConnectionCut.BeforeAnswer) return false;
        _idle.CancelAfter(_server.IdleTimeout);
        var keepAlive = reader.KeepAlive && response.Cut == ConnectionCut.None && !response.Http10;
        await WriteAsync(stream, response, keepAlive, request.Method == "HEAD");
        return keepAlive;
    }

    private async Task<LabHttpResponse> AnswerAsync(
        Func<LabHttpRequest, CancellationToken, Task<LabHttpResponse>> handler, LabHttpRequest request)
    {
        try
        {
            return await handler(request, _stop);
        }
        catch (BadRequestException error)
        {
            return LabHttpResponse.Text(error.Message, error.Status);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return LabHttpResponse.Text(error.GetType().Name + ": " + error.Message, 500);
        }
    }

    private async Task WriteAsync(Stream stream, LabHttpResponse response, bool keepAlive, bool head)
    {
        var bodiless = response.Status is 204 or 304;
        var text = new StringBuilder().Append(response.Http10 ? "HTTP/1.0 " : "HTTP/1.1 ").Append(response.Status).Append(' ')
            .Append(ReasonPhrases.Of(response.Status)).Append("\r\n");
        foreach (var header in response.Headers) text.Append(header.Key).Append(": ").Append(header.Value).Append("\r\n");
        // A type without a body says nothing, but MAAS sends it.
        if (bodiless && response.ContentType is not null) text.Append("Content-Type: ").Append(response.ContentType).Append("\r\n");
        if (!bodiless)
        {
            if (response.ContentType is not null) text.Append("Content-Type: ").Append(response.ContentType).Append("\r\n");
            if (!response.Http10 || response.Body.Length > 0) text.Append("Content-Length: ").Append(response.Body.Length).Append("\r\n");
        }

        text.Append("Connection: ").Append(keepAlive ? "keep-alive" : "close").Append("\r\n\r\n");
        var top = Encoding.UTF8.GetBytes(text.ToString());
        var body = bodiless || head ? [] : response.Body;
        var length = response.Cut == ConnectionCut.MidBody ? body.Length / 2 : body.Length;
        if (response.Trickle > TimeSpan.Zero)
        {
            await TrickleAsync(stream, top, body, response.Trickle);
            return;
        }

        // One write, so that a small answer is one packet.
        var bytes = new byte[top.Length + length];
        top.CopyTo(bytes, 0);
        Array.Copy(body, 0, bytes, top.Length, length);
        await stream.WriteAsync(bytes, 0, bytes.Length, _stop);
        await stream.FlushAsync(_stop);
    }

    private async Task TrickleAsync(Stream stream, byte[] top, byte[] body, TimeSpan rest)
    {
        await stream.WriteAsync(top, 0, top.Length, _stop);
        var part = Math.Max(1, (body.Length + Parts - 1) / Parts);
        for (var at = 0; at < body.Length; at += part)
        {
            await stream.FlushAsync(_stop);
            await Task.Delay(rest, _stop);
            await stream.WriteAsync(body, at, Math.Min(part, body.Length - at), _stop);
        }

        await stream.FlushAsync(_stop);
    }
}
