using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Lab.Http;
using Drydock.Lab.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Tests.Http;

public sealed class LabHttpServerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly LabHttpServer _server;
    private LabHttpRequest? _seen;
    private Func<LabHttpRequest, CancellationToken, Task<LabHttpResponse>> _answer =
        (_, _) => Task.FromResult(LabHttpResponse.Json(new JObject { ["ok"] = true }));

    public LabHttpServerTests()
    {
        _server = new LabHttpServer(new IPEndPoint(IPAddress.Loopback, 0), (request, cancel) =>
        {
            _seen = request;
            return _answer(request, cancel);
        })
        { MaxBodyBytes = 1000 };
        _server.Start();
    }

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_request_arrives_decoded_and_its_answer_returns_whole()
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, _server.BaseUri + "a%20b/c%2Fd?x=1&y=z+%C3%A4&x=2&empty=");
        request.Headers.Add("X-Thing", "value");
        request.Content = new ByteArrayContent([0, 1, 2, 255]);
        using var response = await client.SendAsync(request).WaitAsync(Patience);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("{\"ok\":true}", await response.Content.ReadAsStringAsync());
        Assert.Equal(("PUT", "/a b/c/d", "/a%20b/c%2Fd"), (_seen!.Method, _seen.Path, _seen.RawPath));
        Assert.Equal(["x=1", "y=z ä", "x=2", "empty="], _seen.Query.Select(pair => pair.Key + "=" + pair.Value));
        Assert.Equal("value", _seen.Header("x-thing"));
        Assert.Equal([0, 1, 2, 255], _seen.Body);
    }

    [Fact]
    public async Task One_connection_carries_many_requests()
    {
        var raw = await RawAsync(
            "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n" +
            "POST /2 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: t\r\n\r\n" +
            "\r\nGET /3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.Equal(3, raw.Split("HTTP/1.1 200 OK").Length - 1);
        Assert.Equal("/3", _seen!.Path);
        Assert.EndsWith("{\"ok\":true}", raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chunked_body_is_joined()
    {
        await RawAsync("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n");
        Assert.Equal("abc0123456789", _seen!.BodyText);
    }

    [Fact]
    public async Task A_client_that_waits_to_continue_is_told_to()
    {
        var raw = await RawAsync("POST / HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\nab");
        Assert.StartsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK", raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n", "400")]
    [InlineData("GET / HTTP/2.0\r\n\r\n", "505")]
    [InlineData("GET / HTTP/1.1\r\nno colon\r\n\r\n", "400")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 1001\r\n\r\n", "413")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n", "413")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "400")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", "501")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "400")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n", "413")]
    public async Task What_is_no_http_or_too_much_is_refused(string request, string status)
    {
        Assert.StartsWith("HTTP/1.1 " + status, await RawAsync(request), StringComparison.Ordinal);
        Assert.Null(_seen);
    }

    [Fact]
    public async Task A_head_without_end_is_refused()
    {
        var raw = await RawAsync("GET / HTTP/1.1\r\nX: " + new string('x', 70_000));
        Assert.StartsWith("HTTP/1.1 431", raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_and_empty_answers_have_no_body()
    {
        var head = await RawAsync("HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n");
        Assert.Contains("Content-Length: 11\r\n", head, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", head, StringComparison.Ordinal);
        _answer = (_, _) => Task.FromResult(LabHttpResponse.Empty().WithHeader("X-A", "b"));
        var empty = await RawAsync("DELETE / HTTP/1.1\r\nConnection: close\r\n\r\n");
        Assert.Equal("HTTP/1.1 204 No Content\r\nX-A: b\r\nConnection: close\r\n\r\n", empty);
    }

    [Fact]
    public async Task A_handler_that_throws_is_answered_500()
    {
        _answer = (_, _) => throw new InvalidOperationException("broken");
        Assert.Contains("500 Internal Server Error", await RawAsync("GET / HTTP/1.0\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_is_cut_where_a_test_wants_it()
    {
        _answer = (_, _) => Task.FromResult(LabHttpResponse.NoAnswer());
        Assert.Equal("", await RawAsync("GET / HTTP/1.1\r\n\r\n"));
        _answer = (_, _) => Task.FromResult(LabHttpResponse.Text("0123456789") with { Cut = ConnectionCut.MidBody });
        var half = await RawAsync("GET / HTTP/1.1\r\n\r\n");
        Assert.Contains("Content-Length: 10\r\n", half, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n01234", half, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disposing_ends_connections_and_handlers()
    {
        var entered = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        _answer = async (_, cancel) =>
        {
            entered.SetResult();
            using var registration = cancel.Register(ended.SetResult);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
            return LabHttpResponse.Empty();
        };
        var pending = RawAsync("GET / HTTP/1.1\r\n\r\n");
        await entered.Task.WaitAsync(Patience);
        _server.Dispose();
        await ended.Task.WaitAsync(Patience);
        try
        {
            Assert.Equal("", await pending.WaitAsync(Patience));
        }
        catch (IOException)
        {
            // A reset is an end, too.
        }

        await Assert.ThrowsAnyAsync<Exception>(() => RawAsync("GET / HTTP/1.1\r\n\r\n"));
    }

    [Fact]
    public async Task Silent_connections_are_closed_after_their_time()
    {
        using var server = new LabHttpServer(new IPEndPoint(IPAddress.Loopback, 0), (_, _) => Task.FromResult(LabHttpResponse.Empty()))
        {
            IdleTimeout = TimeSpan.FromMilliseconds(100),
        };
        server.Start();
        using var client = new TcpClient();
        await client.ConnectAsync(server.EndPoint).WaitAsync(Patience);
        int read;
        try
        {
            read = await client.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Patience);
        }
        catch (IOException)
        {
            read = 0;
        }

        Assert.Equal(0, read);
    }

    [Fact]
    public async Task Tls_is_spoken_with_a_certificate()
    {
        using var certificate = TestCertificate.Create();
        using var server = new LabHttpServer(new IPEndPoint(IPAddress.Loopback, 0), (_, _) => Task.FromResult(LabHttpResponse.Text("safe")), certificate);
        server.Start();
        Assert.Equal("https", server.BaseUri.Scheme);
        string? seen = null;
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, offered, _, _) =>
            {
                seen = offered!.Thumbprint;
                return true;
            },
        };
        using var client = new HttpClient(handler);
        Assert.Equal("safe", await client.GetStringAsync(server.BaseUri).WaitAsync(Patience));
        Assert.Equal(certificate.Thumbprint, seen);
        using var plain = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => plain.GetStringAsync(new Uri(server.BaseUri.ToString().Replace("https", "http", StringComparison.Ordinal))).WaitAsync(Patience));
        Assert.Equal("safe", await client.GetStringAsync(server.BaseUri).WaitAsync(Patience));
    }

    private async Task<string> RawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_server.EndPoint).WaitAsync(Patience);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request)).AsTask().WaitAsync(Patience);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var text = new StringBuilder();
        var buffer = new char[4096];
        try
        {
            int read;
            while ((read = await reader.ReadAsync(buffer).AsTask().WaitAsync(Patience)) > 0) text.Append(buffer, 0, read);
        }
        catch (IOException) when (text.Length > 0)
        {
            // Closed with input unread, after the answer.
        }

        return text.ToString();
    }
}
