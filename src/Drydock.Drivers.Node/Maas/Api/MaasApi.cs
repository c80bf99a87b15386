using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Http;
using Drydock.Errors;
using Drydock.Maas;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Api;

/// <summary>MAAS's REST API 2.0 over HTTP: OAuth header, forms, retries by verb, errors.</summary>
/// <param name="http">The pipeline that sends.</param>
/// <param name="root">The API's root, as <see cref="MaasUrl.ApiRoot"/> gives it.</param>
/// <param name="key">The API key; null for a look at what answers, which is not told the key.</param>
/// <param name="clock">Time, for the OAuth header and waits.</param>
public sealed class MaasApi(HttpPipeline http, Uri root, MaasApiKey? key, Clock clock) : IMaasApi
{
    private const int ConflictAttempts = 3;
    private const int UnreadableAttempts = 4;
    private static readonly TimeSpan UnreadableWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ConflictWait = TimeSpan.FromSeconds(2);
    private long _ownRetries;

    /// <summary>How many requests were sent again after a transient fault.</summary>
    public long Retries => http.Retries + Interlocked.Read(ref _ownRetries);

    /// <inheritdoc/>
    public async Task<JToken> GetAsync(string path, MaasForm? query, CancellationToken cancel)
    {
        var request = Get(path, query);
        return await SendAsync(request, reply => Read(request, reply), cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string path, MaasForm? query, Func<JToken, T> read, CancellationToken cancel)
    {
        var request = Get(path, query);
        return await SendAsync(request, reply => Read(request, reply, body => MaasJson.ParseList(body, read)), cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<JToken> PostAsync(string path, string? op, MaasForm? form, CancellationToken cancel)
    {
        var relative = op is null ? path : path + "?op=" + Uri.EscapeDataString(op);
        var request = new Request(HttpMethod.Post, relative, path, op, form ?? []);
        return await SendAsync(request, reply => Read(request, reply), cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<JToken> PutAsync(string path, MaasForm form, CancellationToken cancel)
    {
        var request = new Request(HttpMethod.Put, path, path, null, form);
        return await SendAsync(request, reply => Read(request, reply), cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(string path, CancellationToken cancel)
    {
        try
        {
            var request = new Request(HttpMethod.Delete, path, path, null, null);
            await SendAsync(request, reply => Read(request, reply), cancel).ConfigureAwait(false);
        }
        catch (MaasApiException error) when (ReferenceEquals(error.Error, ErrorCatalogue.MaasNotFound))
        {
            // It is gone, which is what was asked for; a repeated DELETE also ends here.
        }
    }

    /// <inheritdoc/>
    public async Task<MaasRestReply> CallAsync(MaasRestCall call, CancellationToken cancel)
    {
        var method = new HttpMethod(call.Verb.ToString().ToUpperInvariant());
        var query = new MaasForm();
        if (call.Operation is { } op) query.Add("op", op);
        var fields = call.Fields.Aggregate(new MaasForm(), (form, field) => form.Add(field.Key, field.Value));
        var hasBody = call.Verb is MaasVerb.Post or MaasVerb.Put;
        if (!hasBody) foreach (var field in fields) query.Add(field.Key, field.Value);
        var relative = query.Count > 0 ? call.Path + (call.Path.Contains("?") ? "&" : "?") + query.Encode() : call.Path;
        var request = new Request(method, relative, call.Path.Split('?')[0], call.Operation, hasBody ? fields.Attach(call.Files) : null);
        var reply = await AcceptAsync(request, cancel).ConfigureAwait(false);
        return new() { Status = reply.Status, ContentType = reply.ContentType, Body = reply.Body, Value = PlainJson.Of(Value(request, reply)) };
    }

    /// <summary>An answer that cannot be read is asked for again where that does no harm; what a POST did is for the caller to find out.</summary>
    private async Task<T> SendAsync<T>(Request request, Func<HttpReply, T> read, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return read(await AcceptAsync(request, cancel).ConfigureAwait(false));
            }
            catch (MaasApiException error) when (error is { Status: >= 200 and < 300, InnerException: JsonException })
            {
                if (request.IsPost) throw new MaasOutcomeUnknownException(error.Message, error) { Target = root };
                if (attempt == UnreadableAttempts) throw;
            }

            Interlocked.Increment(ref _ownRetries);
            await clock.Delay(UnreadableWait, cancel).ConfigureAwait(false);
        }
    }

    private async Task<HttpReply> AcceptAsync(Request request, CancellationToken cancel)
    {
        var reply = await ReplyAsync(request, cancel).ConfigureAwait(false);
        if (request.IsPost && reply.Status is (502 or 504))
            throw new MaasOutcomeUnknownException($"MAAS's answer to {request} was lost on the way ({reply.Status}).") { Target = root };
        if (!reply.IsSuccess) throw MaasErrors.From(request.ToString(), request.Op, reply.Status, reply.ContentType, reply.Body);
        return reply;
    }

    /// <summary>MAAS before 3.3 marks a database conflict by its page alone, which the pipeline cannot know.</summary>
    private async Task<HttpReply> ReplyAsync(Request request, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var reply = await SendOnceAsync(request, cancel).ConfigureAwait(false);
            var replayed = MaasErrors.IsReplay(reply.Status, reply.Body);
            if (replayed && request.IsPost)
                throw new MaasOutcomeUnknownException($"{request} reached MAAS twice, as a connection was cut; the first answer is lost.") { Target = root };
            if (!replayed && (!MaasErrors.IsDatabaseConflict(reply.Status, reply.ContentType) || reply.RetryAfter is not null)) return reply;
            if (attempt == ConflictAttempts) return reply;

            Interlocked.Increment(ref _ownRetries);
            await clock.Delay(ConflictWait, cancel).ConfigureAwait(false);
        }
    }

    private async Task<HttpReply> SendOnceAsync(Request request, CancellationToken cancel)
    {
        var call = new HttpCall(request.Method, new Uri(root, request.Relative))
        {
            Body = request.Form is { } form ? () => FormContent(form) : null,
            Prepare = key is null ? null : message => message.Headers.TryAddWithoutValidation("Authorization",
                key.Authorization(Guid.NewGuid().ToString("N"), clock.UtcNow)),
            Retry = request.IsPost ? RetryMode.NotExecuted : RetryMode.Idempotent,
        };
        try
        {
            return await http.SendAsync(call, cancel).ConfigureAwait(false);
        }
        catch (HttpFault fault)
        {
            throw Translate(request, fault);
        }
    }

    private DrydockException Translate(Request request, HttpFault fault)
    {
        var region = MaasUrl.Region(root);
        if (request.IsPost && fault.Kind is (HttpFaultKind.Interrupted or HttpFaultKind.TimedOut))
        {
            return new MaasOutcomeUnknownException($"{request} was sent to {region}, its answer is lost: {fault.Message}", fault)
            {
                Target = region,
            };
        }

        var (error, problem, transient) = fault.Kind switch
        {
            HttpFaultKind.CertificateRejected => (ErrorCatalogue.MaasCertificateRejected, "is not trusted", false),
            HttpFaultKind.TooLarge => (ErrorCatalogue.MaasProtocol, $"answers {request} at unexpected length", false),
            _ => (ErrorCatalogue.MaasUnreachable, $"does not answer {request}", true),
        };
        return new MaasApiException(error, $"MAAS at {region} {problem}: {fault.Message}", fault)
        {
            Target = region,
            IsTransient = transient,
        };
    }

    /// <summary>What a user of any endpoint gets: downloads and pages are no JSON, and their text is all there is.</summary>
    private JToken Value(Request request, HttpReply reply) =>
        reply.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true ? Read(request, reply)
            : reply.Body.Length == 0 ? JValue.CreateNull() : new JValue(reply.Text);

    private JToken Read(Request request, HttpReply reply)
    {
        if (reply.Body.Length == 0) return JValue.CreateNull();
        if (reply.ContentType?.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) == true) return new JValue(reply.Text);
        return Read(request, reply, MaasJson.Parse);
    }

    private T Read<T>(Request request, HttpReply reply, Func<byte[], T> parse)
    {
        try
        {
            return parse(reply.Body);
        }
        catch (JsonException error)
        {
            throw new MaasApiException(ErrorCatalogue.MaasProtocol,
                $"{MaasUrl.Region(root)} answers {request} with {reply.ContentType ?? "no content type"}, not with whole JSON.", error)
            {
                Status = reply.Status,
                Target = MaasUrl.Region(root),
            };
        }
    }

    private static Request Get(string path, MaasForm? query) =>
        new(HttpMethod.Get, query is { Count: > 0 } ? path + "?" + query.Encode() : path, path, query?.Find("op"), null);

    /// <summary>The form without its files is the smallest and safest: MAAS's URL-encoded form.</summary>
    private static HttpContent FormContent(MaasForm form)
    {
        if (form.Files.Count == 0) return new StringContent(form.Encode(), Encoding.UTF8, "application/x-www-form-urlencoded");
        var parts = new MultipartFormDataContent();
        foreach (var field in form) parts.Add(new StringContent(field.Value, Encoding.UTF8), Quoted(field.Key));
        foreach (var file in form.Files) parts.Add(new ByteArrayContent([.. file.Content]), Quoted(file.Field), Quoted(file.FileName));
        return parts;

        // The framework leaves out quotes where it may, which parsers of other makers do not expect.
        static string Quoted(string name) => "\"" + name.Replace("\"", "%22") + "\"";
    }

    /// <summary>One request; its text, for errors, leaves out parameters.</summary>
    private sealed record Request(HttpMethod Method, string Relative, string Path, string? Op, MaasForm? Form)
    {
        public bool IsPost => Method == HttpMethod.Post;

        public override string ToString() => $"{Method} {Path}" + (Op is null ? "" : $" (op={Op})");
    }
}
