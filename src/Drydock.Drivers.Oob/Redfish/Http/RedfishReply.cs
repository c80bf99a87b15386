using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Drydock.Core.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.Http;

/// <summary>An answer of a Redfish service: its JSON, and what a BMC says went wrong (DSP0266, 8.6).</summary>
public sealed class RedfishReply
{
    private const int MaxMessages = 3;

    private readonly HttpReply _reply;

    /// <summary>Reads an answer.</summary>
    /// <param name="reply">The answer as HTTP gives it.</param>
    public RedfishReply(HttpReply reply)
    {
        _reply = reply ?? throw new ArgumentNullException(nameof(reply));
        Json = Parse(reply.Text);
    }

    /// <summary>The status.</summary>
    public int Status => _reply.Status;

    /// <summary>True for 2xx.</summary>
    public bool IsSuccess => _reply.IsSuccess;

    /// <summary>The body; empty where there is none or it is no JSON object.</summary>
    public JObject Json { get; }

    /// <summary>How long the BMC wants to be left alone; null where it does not say.</summary>
    public TimeSpan? RetryAfter => _reply.RetryAfter;

    /// <summary>Where the session, task monitor or other page is; null where the BMC does not say.</summary>
    public string? Location => _reply.Header("Location");

    /// <summary>The token of a new session.</summary>
    public Secret? Token => _reply.Header("X-Auth-Token") is { Length: > 0 } token ? new Secret(token) : null;

    /// <summary>The resource's ETag as the BMC writes it, from header or body; null where it has none.</summary>
    public string? ETag => _reply.Header("ETag") ?? Json.Value<string>("@odata.etag");

    /// <summary>Whether one of the BMC's messages has an id that ends so, for example <c>SessionLimitExceeded</c>.</summary>
    /// <param name="id">The end of the id.</param>
    public bool HasMessage(string id) =>
        MessageIds().Any(message => message.EndsWith(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The status and what the BMC says about it.</summary>
    public string Explain()
    {
        var texts = ExtendedInfo().Select(Describe).Where(text => text.Length > 0).Take(MaxMessages).ToList();
        if (texts.Count == 0 && Text((Json["error"] as JObject)?["message"]) is { Length: > 0 } message) texts.Add(message);
        return $"status {Status}" + (texts.Count == 0 ? "" : ": " + string.Join(" ", texts).TrimEnd('.'));
    }

    private static JObject Parse(string text)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            return JToken.ReadFrom(reader) as JObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string Describe(JObject info)
    {
        var message = Text(info["Message"]);
        var id = Text(info["MessageId"]);
        return message.Length == 0 ? id : id.Length == 0 ? message : $"{message} ({id})";
    }

    private static string Text(JToken? token) => token is JValue { Value: string text } ? text.Trim() : "";

    private IEnumerable<string> MessageIds() =>
        ExtendedInfo().Select(info => Text(info["MessageId"])).Append(Text((Json["error"] as JObject)?["code"]));

    private IEnumerable<JObject> ExtendedInfo() =>
        ((Json["error"] as JObject)?["@Message.ExtendedInfo"] ?? Json["@Message.ExtendedInfo"]) switch
        {
            JArray list => list.OfType<JObject>(),
            JObject one => [one],
            _ => [],
        };
}
