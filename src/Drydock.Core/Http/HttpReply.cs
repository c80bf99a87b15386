using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;

namespace Drydock.Core.Http;

/// <summary>An answer, whatever its status.</summary>
public sealed class HttpReply
{
    private readonly Dictionary<string, string> _headers;

    internal HttpReply(HttpCall call, HttpResponseMessage response, byte[] body, int attempts)
    {
        Method = call.Method;
        Uri = call.Uri;
        Status = (int)response.StatusCode;
        ContentType = response.Content?.Headers.ContentType?.MediaType;
        Body = body;
        Attempts = attempts;
        // Raw values: typed parsers drop what devices write carelessly, unquoted ETags for one.
        _headers = response.Headers.Concat(response.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(same => same.Key, same => string.Join(", ", same.SelectMany(header => header.Value)), StringComparer.OrdinalIgnoreCase);
        RetryAfter = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > DateTimeOffset.UtcNow ? date - DateTimeOffset.UtcNow : TimeSpan.Zero,
            _ => null,
        };
    }

    /// <summary>The request's verb.</summary>
    public HttpMethod Method { get; }

    /// <summary>The request's address.</summary>
    public Uri Uri { get; }

    /// <summary>The status code.</summary>
    public int Status { get; }

    /// <summary>The media type without parameters; null where none was given.</summary>
    public string? ContentType { get; }

    /// <summary>The body.</summary>
    public byte[] Body { get; }

    /// <summary>The body as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>How long the server wants to be left alone; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>How many attempts it took.</summary>
    public int Attempts { get; }

    /// <summary>True for 2xx.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>A header's raw value, or null.</summary>
    /// <param name="name">The header's name, in any case.</param>
    public string? Header(string name) => _headers.TryGetValue(name, out var value) ? value : null;
}
