using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Http;
using Drydock.Drivers;
using static Drydock.Core.Tests.Http.ScriptedServer;

namespace Drydock.Core.Tests.Http;

public sealed class HttpPipelineTests
{
    private readonly RecordingLog _log = new();
    private readonly RecordingClock _clock = new();

    [Theory]
    [InlineData(RetryMode.Never, "503 Busy", 1)]
    [InlineData(RetryMode.NotExecuted, "503 Busy", 2)]
    [InlineData(RetryMode.NotExecuted, "429 Slow", 2)]
    [InlineData(RetryMode.NotExecuted, "500 Oops", 1)]
    [InlineData(RetryMode.Idempotent, "500 Oops", 2)]
    [InlineData(RetryMode.Idempotent, "504 Late", 2)]
    [InlineData(RetryMode.Idempotent, "409 Conflict", 1)]
    [InlineData(RetryMode.Idempotent, "404 None", 1)]
    public async Task Sends_again_only_what_the_mode_allows(RetryMode mode, string status, int requests)
    {
        using var server = new ScriptedServer(null, Answer(status), Answer("200 OK", "fine"));
        var reply = await SendAsync(server, mode);
        Assert.Equal(requests, server.Requests.Count);
        Assert.Equal(requests == 2 ? 200 : int.Parse(status[..3]), reply.Status);
        Assert.Equal(requests, reply.Attempts);
    }

    [Fact]
    public async Task Waits_as_long_as_the_server_asks()
    {
        using var server = new ScriptedServer(null, Answer("409 Conflict", headers: "Retry-After: 7\r\n"), Answer("200 OK"));
        Assert.Equal(200, (await SendAsync(server, RetryMode.NotExecuted)).Status);
        Assert.Equal([TimeSpan.FromSeconds(7)], _clock.Waits);
    }

    [Fact]
    public async Task Gives_up_after_four_attempts_and_returns_the_last_answer()
    {
        var busy = Answer("503 Busy", "still busy");
        using var server = new ScriptedServer(null, busy, busy, busy, busy, busy);
        var reply = await SendAsync(server, RetryMode.NotExecuted);
        Assert.Equal((503, "still busy", 4), (reply.Status, reply.Text, server.Requests.Count));
    }

    [Fact]
    public async Task A_server_that_says_that_it_is_busy_may_be_given_more_attempts()
    {
        var busy = Answer("503 Busy");
        using var server = new ScriptedServer(null, busy, busy, busy, busy, busy, Answer("200 OK"));
        using var pipeline = new HttpPipeline(new HttpPipelineOptions { Clock = _clock, MaxBusyAttempts = 6 });
        var reply = await pipeline.SendAsync(new HttpCall(HttpMethod.Get, server.Url) { Retry = RetryMode.Idempotent }, CancellationToken.None);
        Assert.Equal((200, 6), (reply.Status, reply.Attempts));
    }

    [Theory]
    [InlineData(true, "gzip")]
    [InlineData(false, "identity")]
    public async Task Says_whether_answers_may_come_compressed(bool accepts, string encoding)
    {
        using var server = new ScriptedServer(null, Answer("200 OK"));
        using var pipeline = new HttpPipeline(new HttpPipelineOptions { Clock = _clock, AcceptCompression = accepts });
        await pipeline.SendAsync(new HttpCall(HttpMethod.Get, server.Url), CancellationToken.None);
        var sent = server.Requests.Single().Split('\n').Single(line => line.StartsWith("Accept-Encoding:", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(encoding, sent, StringComparison.Ordinal);
        Assert.Equal(accepts, sent.Contains("deflate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Goes_to_no_proxy()
    {
        using var server = new ScriptedServer(null, Answer("200 OK"));
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new ProxyFor(server.Url.Port);
        try
        {
            Assert.Equal(200, (await SendAsync(server, RetryMode.Never)).Status);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    [Fact]
    public async Task Prepares_each_attempt_anew()
    {
        using var server = new ScriptedServer(null, Answer("503 Busy"), Answer("200 OK"));
        var nonce = 0;
        await SendAsync(server, RetryMode.NotExecuted, request => request.Headers.TryAddWithoutValidation("X-Nonce", $"{++nonce}"));
        Assert.Equal(["X-Nonce: 1", "X-Nonce: 2"], server.Requests.Select(request => request.Split("\r\n").Single(line => line.StartsWith("X-Nonce"))));
    }

    [Fact]
    public async Task A_cut_connection_is_ambiguous_and_repeated_only_when_idempotent()
    {
        using var server = new ScriptedServer(null, null, null, Answer("200 OK"));
        var fault = await Assert.ThrowsAsync<HttpFault>(() => SendAsync(server, RetryMode.NotExecuted));
        Assert.True(fault.IsAmbiguous);
        Assert.Equal(HttpFaultKind.Interrupted, fault.Kind);
        Assert.Equal(200, (await SendAsync(server, RetryMode.Idempotent)).Status);
    }

    [Fact]
    public async Task A_truncated_body_is_no_answer()
    {
        using var server = new ScriptedServer(null, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1,2");
        Assert.Equal(HttpFaultKind.Interrupted, (await Assert.ThrowsAsync<HttpFault>(() => SendAsync(server, RetryMode.Never))).Kind);
    }

    [Fact]
    public async Task A_silent_server_times_out()
    {
        using var server = new ScriptedServer(null);
        using var pipeline = Pipeline(TlsPolicy.SystemTrust, TimeSpan.FromMilliseconds(100));
        var fault = await Assert.ThrowsAsync<HttpFault>(() => pipeline.SendAsync(new HttpCall(HttpMethod.Get, server.Url), CancellationToken.None));
        Assert.Equal(HttpFaultKind.TimedOut, fault.Kind);
    }

    [Fact]
    public async Task Nobody_there_is_unreachable_and_names_the_endpoint()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var pipeline = Pipeline(TlsPolicy.SystemTrust);
        var fault = await Assert.ThrowsAsync<HttpFault>(() =>
            pipeline.SendAsync(new HttpCall(HttpMethod.Post, new Uri($"http://127.0.0.1:{port}/")) { Retry = RetryMode.NotExecuted }, CancellationToken.None));
        Assert.Equal((HttpFaultKind.Unreachable, false), (fault.Kind, fault.IsAmbiguous));
        Assert.Contains($"127.0.0.1:{port}", fault.Message);
        Assert.Equal(3, _clock.Waits.Count);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_at_once()
    {
        using var server = new ScriptedServer(null);
        using var cancel = new CancellationTokenSource();
        using var pipeline = Pipeline(TlsPolicy.SystemTrust);
        var sending = pipeline.SendAsync(new HttpCall(HttpMethod.Get, server.Url), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task The_log_holds_neither_query_nor_body_nor_credentials()
    {
        using var server = new ScriptedServer(null, Answer("503 Busy"), Answer("200 OK", "canary"));
        await SendAsync(server, RetryMode.NotExecuted, request => request.Headers.TryAddWithoutValidation("Authorization", "canary"));
        Assert.NotEmpty(_log.Lines);
        Assert.DoesNotContain(_log.Lines, line => line.Contains("canary"));
    }

    [Theory]
    [InlineData("system", false)]
    [InlineData("right pin", true)]
    [InlineData("wrong pin", false)]
    [InlineData("right bundle", true)]
    [InlineData("wrong bundle", false)]
    [InlineData("skip", true)]
    public async Task Certificates_are_trusted_as_the_policy_says(string policy, bool accepted)
    {
        using var certificate = SelfSigned("127.0.0.1");
        using var other = SelfSigned("other");
        var bundle = Path.GetTempFileName();
        await File.WriteAllTextAsync(bundle, (policy == "right bundle" ? certificate : other).ExportCertificatePem());
        using var server = new ScriptedServer(certificate, Answer("200 OK"));
        using var pipeline = Pipeline(policy switch
        {
            "right pin" => new TlsPolicy { Sha256Pin = certificate.GetCertHashString(HashAlgorithmName.SHA256) },
            "wrong pin" => new TlsPolicy { Sha256Pin = other.GetCertHashString(HashAlgorithmName.SHA256) },
            "right bundle" or "wrong bundle" => new TlsPolicy { CaBundle = bundle },
            "skip" => new TlsPolicy { SkipVerification = true },
            _ => TlsPolicy.SystemTrust,
        });
        var sending = pipeline.SendAsync(new HttpCall(HttpMethod.Get, server.Url), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
        if (accepted) Assert.Equal(200, (await sending).Status);
        else Assert.Equal(HttpFaultKind.CertificateRejected, (await Assert.ThrowsAsync<HttpFault>(() => sending)).Kind);
        File.Delete(bundle);
    }

    private static X509Certificate2 SelfSigned(string host)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private async Task<HttpReply> SendAsync(ScriptedServer server, RetryMode mode, Action<HttpRequestMessage>? prepare = null)
    {
        using var pipeline = Pipeline(TlsPolicy.SystemTrust);
        var call = new HttpCall(HttpMethod.Post, server.Url) { Retry = mode, Prepare = prepare, Body = () => new StringContent("canary") };
        return await pipeline.SendAsync(call, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
    }

    private HttpPipeline Pipeline(TlsPolicy tls, TimeSpan? timeout = null) =>
        new(new HttpPipelineOptions { Tls = tls, Clock = _clock, Log = _log, RequestTimeout = timeout ?? TimeSpan.FromSeconds(20) });

    private sealed class RecordingLog : IDrydockLog
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public void Write(LogLevel level, string message) => Lines.Enqueue(message);
    }

    /// <summary>Does not wait, and keeps what was asked of it.</summary>
    private sealed class RecordingClock : Clock
    {
        public ConcurrentQueue<TimeSpan> Waits { get; } = new();

        public override DateTimeOffset UtcNow => DateTimeOffset.UnixEpoch;

        public override TimeSpan Elapsed => TimeSpan.Zero;

        public override Task Delay(TimeSpan time, CancellationToken cancel)
        {
            Waits.Enqueue(time);
            return Task.CompletedTask;
        }
    }

    /// <summary>A proxy where nobody listens, for one port alone, as other tests run beside.</summary>
    private sealed class ProxyFor(int port) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => new("http://127.0.0.1:9/");

        public bool IsBypassed(Uri host) => host.Port != port;
    }
}
