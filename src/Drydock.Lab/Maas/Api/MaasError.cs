using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;

namespace Drydock.Lab.Maas.Api;

/// <summary>Ends a request with an error answer. Handlers throw it before they change anything.</summary>
internal sealed class MaasError : Exception
{
    private const string PlainText = "text/plain; charset=utf-8";

    private MaasError(MaasReply reply)
        : base(reply.Body) => Reply = reply;

    public MaasReply Reply { get; }

    /// <summary>400 with messages by field, as forms give them.</summary>
    public static MaasError Fields(IReadOnlyDictionary<string, List<string>> errors) =>
        new(MaasReply.Of(400, "application/json; charset=utf-8", JsonConvert.SerializeObject(errors), fromHandler: false));

    /// <summary>400 with one message of a form's field.</summary>
    public static MaasError Field(string field, params string[] messages) =>
        Fields(new Dictionary<string, List<string>> { [field] = [.. messages] });

    /// <summary>400 with one message of the database's own validation, which comes without a charset.</summary>
    public static MaasError Model(string field, string message) =>
        new(MaasReply.Of(400, "application/json", JsonConvert.SerializeObject(new Dictionary<string, string[]> { [field] = [message] }), false));

    /// <summary>400 with a sentence.</summary>
    public static MaasError BadRequest(string text) => Plain(400, text);

    /// <summary>401 with the reason why a key was refused.</summary>
    public static MaasError Unauthorized(string text)
    {
        var reply = MaasReply.Of(401, "text/html; charset=utf-8", text, fromHandler: false);
        reply.Headers["WWW-Authenticate"] = "OAuth realm=\"OAuth\"";
        return new(reply);
    }

    /// <summary>401: there is no key at all.</summary>
    public static MaasError Anonymous() => new(MaasReply.Of(401, "text/plain", "Forbidden", fromHandler: true));

    /// <summary>405: the resource knows no such verb.</summary>
    public static MaasError NotAllowed(IEnumerable<string> verbs)
    {
        var reply = MaasReply.Of(405, "text/html; charset=utf-8", "", fromHandler: true);
        reply.Headers["Allow"] = string.Join(", ", verbs);
        return new(reply);
    }

    /// <summary>403, mostly without a text.</summary>
    public static MaasError Forbidden(string text = "") => Plain(403, text);

    /// <summary>404: no object of this kind has that id.</summary>
    public static MaasError NotFound(string model) =>
        new(MaasReply.Of(404, "text/plain", $"No {model} matches the given query.", fromHandler: true));

    /// <summary>404 without a text.</summary>
    public static MaasError NotFoundSilently() => new(MaasReply.Of(404, "text/plain", "", fromHandler: true));

    /// <summary>409: the machine's state forbids it.</summary>
    public static MaasError Conflict(string text) => Plain(409, text);

    /// <summary>503 with a sentence.</summary>
    public static MaasError Unavailable(string text) => Plain(503, text);

    /// <summary>An answer of plain text.</summary>
    public static MaasError Plain(int status, string text) => new(MaasReply.Of(status, PlainText, text, fromHandler: false));

    /// <summary>409: the database's page after MAAS has retried in vain.</summary>
    public static MaasError DatabaseConflict(int? retryAfterSeconds) => new(ConflictPage.Reply(retryAfterSeconds));

    /// <summary>A page of HTML, such as a proxy makes.</summary>
    public static MaasError Page(int status, string html) => new(MaasReply.Of(status, "text/html", html, fromHandler: false));

    /// <summary>An error for choices that MAAS lists.</summary>
    public static string NotOneOf(string field, string value, IEnumerable<string> choices) =>
        $"'{value}' is not a valid {field}.  It should be one of: {string.Join(", ", choices.Select(choice => $"'{choice}'"))}.";
}
