using System;
using System.Collections.Generic;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Api;

/// <summary>An answer of the region before it goes onto the wire.</summary>
internal sealed class MaasReply
{
    private const string JsonType = "application/json; charset=utf-8";

    public int Status { get; private set; } = 200;

    public string ContentType { get; private set; } = JsonType;

    public string Body { get; private set; } = "";

    public byte[]? Binary { get; private set; }

    /// <summary>True where a handler gave the answer, false where an exception or the door did; their headers differ.</summary>
    public bool FromHandler { get; private set; } = true;

    public Dictionary<string, string> Headers { get; } = new(StringComparer.Ordinal);

    public static MaasReply Json(JToken value) => new() { Body = value.ToString(Formatting.None) };

    /// <summary>JSON that says no charset, as operations that write it by hand send it.</summary>
    public static MaasReply BareJson(JToken value) => new() { Body = value.ToString(Formatting.None), ContentType = "application/json" };

    public static MaasReply Created(JToken value) => new() { Body = value.ToString(Formatting.None), Status = 201 };

    public static MaasReply Text(string text) => new() { Body = text, ContentType = "text/plain" };

    public static MaasReply Bytes(byte[] content, string contentType) => new() { Binary = content, ContentType = contentType };

    public static MaasReply NoContent() => new() { Status = 204, ContentType = "text/plain" };

    /// <summary>An answer with a status of its own.</summary>
    public static MaasReply Of(int status, string contentType, string body, bool fromHandler) =>
        new() { Status = status, ContentType = contentType, Body = body, FromHandler = fromHandler };
}
