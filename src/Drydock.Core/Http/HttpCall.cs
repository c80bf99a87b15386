using System;
using System.Net.Http;

namespace Drydock.Core.Http;

/// <summary>One request, which may take several attempts.</summary>
/// <param name="method">The verb.</param>
/// <param name="uri">The absolute address.</param>
public sealed class HttpCall(HttpMethod method, Uri uri)
{
    /// <summary>PATCH, which netstandard2.0 does not name.</summary>
    public static HttpMethod Patch { get; } = new("PATCH");

    /// <summary>The verb.</summary>
    public HttpMethod Method { get; } = method;

    /// <summary>The absolute address.</summary>
    public Uri Uri { get; } = uri;

    /// <summary>Makes the body, anew for each attempt; null for none.</summary>
    public Func<HttpContent?>? Body { get; init; }

    /// <summary>Completes the headers, anew for each attempt: nonces and tokens must not be sent twice.</summary>
    public Action<HttpRequestMessage>? Prepare { get; init; }

    /// <summary>When the request may be sent again.</summary>
    public RetryMode Retry { get; init; } = RetryMode.Never;

    /// <summary>How long one attempt may take; null for the pipeline's own limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Verb and path for logs; the query stays out, as it may hold what logs must not.</summary>
    public override string ToString() => $"{Method} {Uri.GetLeftPart(UriPartial.Path)}";
}

/// <summary>When a request may be sent again.</summary>
public enum RetryMode
{
    /// <summary>Never.</summary>
    Never,

    /// <summary>
    /// Where the server surely did not carry it out: no connection, 429, 503, or 409 with <c>Retry-After</c>.
    /// </summary>
    NotExecuted,

    /// <summary>Also where it may have been carried out, since twice is as good as once: time-outs, cut connections, 500, 502, 504.</summary>
    Idempotent,
}
