using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Drydock.Core.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.Http;

/// <summary>An answer of a Redfish service: its JSON, whatever its Content-Type, and what a BMC says went wrong.</summary>
public sealed class RedfishReply
{
    private const int MaxMessages = 3;

    /// <summary>Messages of services and servers that will be able to do later what they refuse now.</summary>
    private static readonly string[] SettlingMessages =
        ["InvalidOperationForSystemState", "UnableToModifyDuringSystemPOST", "SYS518", "ServiceTemporarilyUnavailable", "ResourceInUse"];

    private static readonly Regex Title = new("<title>([^<]{1,100})</title>", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

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
    public string? Location => _reply.Header("Location") is { Length: > 0 } location ? location : null;

    /// <summary>The token of a new session.</summary>
    public Secret? Token => _reply.Header("X-Auth-Token") is { Length: > 0 } token ? new Secret(token) : null;

    /// <summary>The resource's ETag as the BMC writes it, from header or body; null where it has none.</summary>
    public string? ETag => _reply.Header("ETag") ?? Http.Json.Text(Json, "@odata.etag");

    /// <summary>Whether the BMC refuses because something is still under way, so that asking again later is right.</summary>
    public bool IsSettling => !IsSuccess && (Status == 409 || SettlingMessages.Any(HasMessage));

    /// <summary>Whether the BMC refuses since all its sessions are taken.</summary>
    public bool IsSessionLimit => !IsSuccess && (HasMessage("SessionLimitExceeded") || HasMessage("RAC0218"));

    /// <summary>Whether one of the BMC's messages has an id that ends so, for example <c>SessionLimitExceeded</c>.</summary>
    /// <param name="id">The end of the id.</param>
    public bool HasMessage(string id) =>
        MessageIds().Any(message => message.EndsWith(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The status and what the BMC says about it.</summary>
    public string Explain()
    {
        var texts = ExtendedInfo.Find(Json).Select(message => message.ToString()).Take(MaxMessages).ToList();
        if (texts.Count == 0 && GeneralMessage() is { } message) texts.Add(message);
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

    private string? GeneralMessage() => Json["error"] is JValue { Value: string plain } ? plain
        : Http.Json.Text(Json["error"] as JObject, "message")
        ?? (Json.Count == 0 && Title.Match(_reply.Text) is { Success: true } title ? title.Groups[1].Value.Trim() : null);

    private IEnumerable<string> MessageIds() =>
        ExtendedInfo.Find(Json).Select(message => message.Id).Append(Http.Json.Text(Json["error"] as JObject, "code") ?? "");
}
