using System;
using System.Collections.Concurrent;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Http;
using Drydock.Drivers.Oob.Actions;
using Drydock.Errors;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.Http;

/// <summary>
/// Requests to one Redfish service within one action. Links lead to the service's own address only, whatever host they
/// name, so that a token goes nowhere else. A gate over all BMCs bounds how many requests are under way.
/// </summary>
internal sealed class RedfishClient : IDisposable
{
    private const int MaxRedirects = 3;
    private const int MaxConcurrentRequests = 256;

    private static readonly SemaphoreSlim Gate = new(MaxConcurrentRequests);
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(60);

    private readonly OobCall _call;
    private readonly HttpPipeline _pipeline;
    private readonly ConcurrentBag<Secret> _secrets = [];

    /// <exception cref="DrydockException">The pin or the CA bundle cannot be used.</exception>
    public RedfishClient(OobCall call, RedfishSettings settings)
    {
        _call = call;
        Settings = settings;
        if (!call.Target.Credential.IsEmpty) Hide(call.Target.Credential);
        try
        {
            _pipeline = new HttpPipeline(new HttpPipelineOptions
            {
                Tls = settings.Tls,
                Clock = call.Clock,
                Log = call.Log,
                MaxConnectionsPerServer = 2,
                MaxAttempts = 3,
                // A BMC that has just been restarted answers "not ready" for a minute or more.
                MaxBusyAttempts = 8,
                AcceptCompression = false,
                MaxReplySize = 16 * 1024 * 1024,
            });
        }
        catch (DrydockException e)
        {
            throw OobTarget.Misconfigured(call.Target.Node, e.Message.TrimEnd('.'));
        }
    }

    public RedfishSettings Settings { get; }

    /// <summary>Puts the login onto a request; null for requests before it.</summary>
    public Action<HttpRequestMessage>? Authorize { get; set; }

    /// <summary>Reads a resource, whatever the status.</summary>
    public Task<RedfishReply> GetAsync(string path, CancellationToken cancel) =>
        SendAsync(HttpMethod.Get, path, null, null, RetryMode.Idempotent, cancel);

    /// <summary>Posts; a request whose fate is unknown is not sent again.</summary>
    public Task<RedfishReply> PostAsync(string path, JObject body, RetryMode retry, CancellationToken cancel) =>
        SendAsync(HttpMethod.Post, path, body, null, retry, cancel);

    /// <summary>Changes a resource; twice does no harm.</summary>
    public Task<RedfishReply> PatchAsync(string path, JObject body, string? ifMatch, CancellationToken cancel) =>
        SendAsync(HttpCall.Patch, path, body, ifMatch, RetryMode.Idempotent, cancel);

    /// <summary>Deletes a resource, once.</summary>
    public Task<RedfishReply> DeleteAsync(string path, CancellationToken cancel) =>
        SendAsync(HttpMethod.Delete, path, null, null, RetryMode.Never, cancel);

    /// <summary>The path of a link, which may be relative or a URL with the name by which the BMC knows itself.</summary>
    /// <exception cref="DrydockException">The link is none.</exception>
    public string PathOf(string link) => FindPath(link) ?? throw _call.Error(ErrorCatalogue.OobProtocol, $"'{link}', which it gives as a link, is none");

    /// <summary>The path of a link; null where there is none, or what is there is no link.</summary>
    public string? FindPath(string? link) => link is not null && Uri.TryCreate(Settings.Root, link, out var target) ? target.PathAndQuery : null;

    /// <summary>Keeps a secret out of messages, whoever repeats it.</summary>
    public void Hide(Secret secret) => _secrets.Add(secret);

    /// <summary>The status and what the BMC says about it, without any secret that it may have repeated.</summary>
    public string Explain(RedfishReply reply)
    {
        var said = reply.Explain();
        foreach (var secret in _secrets) said = said.Replace(secret.Reveal(), "***");
        return said;
    }

    /// <summary>An error that holds what the BMC said.</summary>
    public DrydockException Error(RedfishReply reply, string doing)
    {
        var text = $"{doing}: {Explain(reply)}";
        var settling = reply.IsSettling;
        return reply.Status switch
        {
            401 => _call.Error(ErrorCatalogue.OobAuthenticationFailed, text),
            403 => _call.Error(ErrorCatalogue.OobPermissionDenied, text),
            404 or (>= 300 and < 400) => _call.Error(ErrorCatalogue.OobProtocol, text),
            429 or 503 when !settling => _call.Error(ErrorCatalogue.OobBusy, text, transient: true),
            >= 500 when !settling => _call.Error(ErrorCatalogue.OobProtocol, text, transient: true),
            _ => _call.Error(ErrorCatalogue.OobRefused, text, transient: settling),
        };
    }

    public void Dispose() => _pipeline.Dispose();

    private async Task<RedfishReply> SendAsync(
        HttpMethod method, string path, JObject? body, string? ifMatch, RetryMode retry, CancellationToken cancel)
    {
        var uri = new Uri(Settings.Root, path);
        for (var redirects = 0; ; redirects++)
        {
            var reply = await SendOnceAsync(new HttpCall(method, uri)
            {
                Body = body is null ? null : () => Encode(body),
                Prepare = request => Prepare(request, ifMatch),
                Retry = retry,
                Timeout = (_call.Answered ? null : Settings.Timeouts.Connect) ?? Settings.Timeouts.Request
                    ?? (method == HttpMethod.Get ? ReadTimeout : WriteTimeout),
            }, cancel);
            if (reply.Status is not (301 or 302 or 307 or 308) || reply.Location is not { } location || redirects == MaxRedirects
                || !Uri.TryCreate(uri, location, out var next))
            {
                return reply;
            }

            if (next.Scheme != uri.Scheme)
            {
                throw _call.Error(ErrorCatalogue.OobProtocol,
                    $"it speaks only {next.Scheme} ({uri} leads to {next.Scheme}://{next.Authority}); correct oob.address");
            }

            uri = new Uri(Settings.Root, next.PathAndQuery);
        }
    }

    private async Task<RedfishReply> SendOnceAsync(HttpCall request, CancellationToken cancel)
    {
        await Gate.WaitAsync(cancel);
        try
        {
            var reply = new RedfishReply(await _pipeline.SendAsync(request, cancel));
            _call.Answered = true;
            return reply;
        }
        catch (HttpFault fault)
        {
            throw Translate(fault);
        }
        finally
        {
            Gate.Release();
        }
    }

    private DrydockException Translate(HttpFault fault) => fault.Kind switch
    {
        HttpFaultKind.CertificateRejected => _call.Error(ErrorCatalogue.OobCertificateRejected,
            $"{fault.Message} (verified by {Settings.Tls})", inner: fault),
        HttpFaultKind.TooLarge => _call.Error(ErrorCatalogue.OobProtocol, fault.Message, inner: fault),
        _ => _call.Error(ErrorCatalogue.OobUnreachable, fault.Message, transient: true, fault),
    };

    private static ByteArrayContent Encode(JObject body)
    {
        // Some BMCs refuse a media type with a charset.
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToString(Formatting.None)));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private void Prepare(HttpRequestMessage request, string? ifMatch)
    {
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.TryAddWithoutValidation("OData-Version", "4.0");
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        Authorize?.Invoke(request);
    }
}
