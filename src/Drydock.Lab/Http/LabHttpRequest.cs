using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Drydock.Lab.Http;

/// <summary>A request as the server read it.</summary>
public sealed class LabHttpRequest
{
    /// <summary>Makes a request of its parts.</summary>
    /// <param name="method">The method, for example <c>GET</c>.</param>
    /// <param name="target">The request target as sent: path and query, or a whole URL.</param>
    /// <param name="headers">Headers; names are looked up without regard to case.</param>
    /// <param name="body">The body, empty for none.</param>
    public LabHttpRequest(string method, string target, IReadOnlyDictionary<string, string> headers, byte[] body)
    {
        Method = method;
        Headers = headers;
        Body = body;
        if (target.StartsWith("http", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(target, UriKind.Absolute, out var whole))
            target = whole.PathAndQuery;
        var mark = target.IndexOf('?');
        RawPath = mark < 0 ? target : target.Substring(0, mark);
        Path = Uri.UnescapeDataString(RawPath);
        Query = mark < 0 ? [] : LabHttpForm.ParseUrlEncoded(target.Substring(mark + 1));
    }

    /// <summary>The method, upper case.</summary>
    public string Method { get; }

    /// <summary>The path, percent-decoded, without the query.</summary>
    public string Path { get; }

    /// <summary>The path as sent, without the query.</summary>
    public string RawPath { get; }

    /// <summary>The query's keys and values in their order, decoded.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; }

    /// <summary>Headers; a header that came several times has its values joined by <c>, </c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body.</summary>
    public byte[] Body { get; }

    /// <summary>The body as UTF-8 text.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body);

    /// <summary>A header's value, or null.</summary>
    /// <param name="name">The header's name, in any case.</param>
    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;

    /// <summary>The first value of a query key, or null.</summary>
    /// <param name="key">The key.</param>
    public string? QueryValue(string key) => Query.Where(pair => pair.Key == key).Select(pair => pair.Value).FirstOrDefault();

    /// <summary>The body's fields and files, <c>application/x-www-form-urlencoded</c> or <c>multipart/form-data</c>; empty for others.</summary>
    /// <exception cref="BadRequestException">The body is not what its Content-Type says.</exception>
    public LabHttpForm Form() => LabHttpForm.Parse(Header("Content-Type") ?? "", Body);

    /// <inheritdoc/>
    public override string ToString() => Method + " " + RawPath;
}
