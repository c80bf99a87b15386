using System;
using System.Collections.Generic;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Http;

/// <summary>An answer.</summary>
public sealed record LabHttpResponse
{
    /// <summary>The status code.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The Content-Type; null for none.</summary>
    public string? ContentType { get; init; }

    /// <summary>Headers beside Content-Type, Content-Length and Connection, which the server writes itself.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>Where the connection is cut, for tests of faults.</summary>
    public ConnectionCut Cut { get; init; }

    /// <summary>How long each of ten parts of the body takes; zero for one piece.</summary>
    public TimeSpan Trickle { get; init; }

    /// <summary>Whether it is written as HTTP/1.0, without a Content-Length where there is no body.</summary>
    public bool Http10 { get; init; }

    /// <summary>An answer in JSON.</summary>
    /// <param name="body">The value.</param>
    /// <param name="status">The status code.</param>
    public static LabHttpResponse Json(JToken body, int status = 200) => new()
    {
        Status = status,
        ContentType = "application/json; charset=utf-8",
        Body = Encoding.UTF8.GetBytes((body ?? throw new ArgumentNullException(nameof(body))).ToString(Formatting.None)),
    };

    /// <summary>An answer in plain text, or another kind of text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="status">The status code.</param>
    /// <param name="contentType">The Content-Type.</param>
    public static LabHttpResponse Text(string text, int status = 200, string contentType = "text/plain; charset=utf-8") =>
        new() { Status = status, ContentType = contentType, Body = Encoding.UTF8.GetBytes(text) };

    /// <summary>An answer without a body.</summary>
    /// <param name="status">The status code.</param>
    public static LabHttpResponse Empty(int status = 204) => new() { Status = status };

    /// <summary>No answer: the connection is closed.</summary>
    public static LabHttpResponse NoAnswer() => new() { Cut = ConnectionCut.BeforeAnswer };

    /// <summary>This answer with one more header.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value.</param>
    public LabHttpResponse WithHeader(string name, string value) =>
        this with { Headers = [.. Headers, new KeyValuePair<string, string>(name, value)] };
}

/// <summary>Where a connection is cut.</summary>
public enum ConnectionCut
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>Before anything of the answer is sent.</summary>
    BeforeAnswer,

    /// <summary>In the middle of the body, after the head that promised all of it.</summary>
    MidBody,
}
