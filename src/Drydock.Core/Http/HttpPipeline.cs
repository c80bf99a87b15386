using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers;

namespace Drydock.Core.Http;

/// <summary>
/// The one way in which drivers speak HTTP: TLS as the policy says, a limit for every attempt, retries that never repeat
/// what may not be repeated, and a log without secrets. One pipeline serves all endpoints of one trust policy.
/// </summary>
public sealed class HttpPipeline : IDisposable
{
    private readonly HttpPipelineOptions _options;
    private readonly HttpClient _client;
    private readonly SemaphoreSlim _gate;

    /// <summary>Certificates that were not trusted, by server: whoever reads the error can compare and pin them.</summary>
    private readonly ConcurrentDictionary<string, string> _rejected = new(StringComparer.OrdinalIgnoreCase);

    private long _retries;

    /// <summary>Makes a pipeline.</summary>
    /// <param name="options">How it behaves.</param>
    public HttpPipeline(HttpPipelineOptions options)
    {
        _options = options ?? throw new ArgumentNullException(nameof(options));
        _gate = new SemaphoreSlim(options.MaxConcurrentRequests);
        var trust = new TlsTrust(options.Tls);
        _client = new HttpClient(new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxConnectionsPerServer = options.MaxConnectionsPerServer,
            AutomaticDecompression = options.AcceptCompression ? DecompressionMethods.GZip | DecompressionMethods.Deflate : DecompressionMethods.None,
            ServerCertificateCustomValidationCallback = (request, certificate, chain, errors) =>
            {
                if (trust.Accepts(certificate, chain, errors)) return true;
                _rejected[request.RequestUri.Authority] = TlsTrust.Describe(certificate);
                return false;
            },
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = options.MaxReplySize,
        };
        _client.DefaultRequestHeaders.ExpectContinue = false;
        if (!options.AcceptCompression) _client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("identity");
    }

    /// <summary>How many attempts beyond the first were made so far.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>Sends a request, again where its mode allows it, and returns the last answer, whatever its status.</summary>
    /// <param name="call">The request.</param>
    /// <param name="cancel">Stops the request and all waits.</param>
    /// <exception cref="HttpFault">No attempt brought an answer.</exception>
    public async Task<HttpReply> SendAsync(HttpCall call, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan? wanted = null;
            string reason;
            try
            {
                var reply = await TryAsync(call, attempt, cancel).ConfigureAwait(false);
                _options.Log.Write(LogLevel.Debug, $"{call}: {reply.Status}, {reply.Body.Length} bytes");
                var attempts = reply.Status is 429 or 503 ? _options.MaxBusyAttempts ?? _options.MaxAttempts : _options.MaxAttempts;
                if (attempt >= attempts || !RetryDecision.IsRetryable(call.Retry, reply)) return reply;
                wanted = reply.RetryAfter;
                reason = $"status {reply.Status}";
            }
            catch (HttpFault fault) when (attempt < _options.MaxAttempts && RetryDecision.IsRetryable(call.Retry, fault))
            {
                reason = fault.Message;
            }
            var wait = RetryDecision.Wait(attempt, wanted);
            _options.Log.Write(LogLevel.Verbose, $"{call}: {reason}; trying again in {wait.TotalSeconds:0.##} s");
            Interlocked.Increment(ref _retries);
            await _options.Clock.Delay(wait, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Closes all connections.</summary>
    public void Dispose()
    {
        _client.Dispose();
        _gate.Dispose();
    }

    private async Task<HttpReply> TryAsync(HttpCall call, int attempt, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel).ConfigureAwait(false);
        var limit = call.Timeout ?? _options.RequestTimeout;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(limit);
        try
        {
            using var request = new HttpRequestMessage(call.Method, call.Uri) { Content = call.Body?.Invoke() };
            call.Prepare?.Invoke(request);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, deadline.Token).ConfigureAwait(false);
            var body = response.Content is null ? [] : await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            return new HttpReply(call, response, body, attempt);
        }
        catch (OperationCanceledException fault) when (!cancel.IsCancellationRequested)
        {
            throw new HttpFault(HttpFaultKind.TimedOut, $"{call.Uri.Authority} did not answer within {limit.TotalSeconds:0.##} s", fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException && !cancel.IsCancellationRequested)
        {
            throw Classify(call.Uri, fault);
        }
        finally
        {
            _gate.Release();
        }
    }

    private HttpFault Classify(Uri uri, Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException)
            {
                return new HttpFault(HttpFaultKind.CertificateRejected, $"the certificate of {uri.Authority} is not trusted"
                    + (_rejected.TryGetValue(uri.Authority, out var seen) ? ": " + seen : ""), fault);
            }

            if (cause is SocketException { SocketErrorCode: var code })
            {
                return code is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown
                    ? new HttpFault(HttpFaultKind.Interrupted, $"{uri.Authority} cut the connection", fault)
                    : new HttpFault(HttpFaultKind.Unreachable, $"{uri.Authority} cannot be reached: {cause.Message}", fault);
            }
            if (cause is HttpRequestException && cause.Message.Contains("buffer"))
                return new HttpFault(HttpFaultKind.TooLarge, $"{uri.Authority} sent an answer that is too large", fault);
        }
        return new HttpFault(HttpFaultKind.Interrupted, $"the exchange with {uri.Authority} broke: {fault.GetBaseException().Message}", fault);
    }
}
