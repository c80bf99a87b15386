using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Drydock.Lab.Http;
using Drydock.Lab.Maas.Life;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Api;

/// <summary>Where requests enter: counts them, finds the resource, the user and the operation, and lets faults happen.</summary>
internal sealed class FrontDoor(Region region, Lifecycle life, Router router)
{
    private const string ApiRoot = "/MAAS/api/2.0/";
    private const string ApiHash = "7d0c36f1e4b2a958c6137f08b9d2e5a41c8f6b30";

    private readonly Authenticator _authenticator = new(region);
    private readonly RequestFaults _faults = new(life.Options);

    /// <summary>Answers; tells the request's kind, as <see cref="LabMaasTraffic.Kinds"/> names it, and how many machines were rendered.</summary>
    public Served Handle(LabHttpRequest request)
    {
        var after = new List<Action>();
        var kind = request.Method + " unknown";
        long rendered = 0;
        LabFaultKind? fault = null;
        MaasReply reply;
        try
        {
            var found = Find(request);
            var op = Operation(request);
            kind = $"{request.Method} {found.Resource.Template}" + (op is null ? "" : "?op=" + op);
            fault = _faults.Take(request.Method + " " + request.RawPath.Substring(ApiRoot.Length) + (op is null ? "" : "?op=" + op));
            lock (region.Sync)
            {
                var before = region.Rendered;
                reply = Answer(request, found.Resource, found.Values, fault, after);
                rendered = region.Rendered - before;
            }
        }
        catch (MaasError error)
        {
            reply = error.Reply;
        }

        foreach (var action in after) action();
        return new(_faults.Apply(fault, Send(reply)), kind, rendered);
    }

    /// <summary>The operation in the query or in a form, for names of requests only.</summary>
    private static string? Operation(LabHttpRequest request)
    {
        if (Parameters.Of(request.Query).Find("op") is { Length: > 0 } op) return op;
        if (request.Method != "POST" || request.Body.Length == 0) return null;
        try
        {
            return RequestBody.Read(request).Find("op") is { Length: > 0 } hidden ? hidden : null;
        }
        catch (BadRequestException)
        {
            return null;
        }
    }

    private (Resource Resource, Dictionary<string, string> Values) Find(LabHttpRequest request)
    {
        if (request.RawPath.StartsWith("/MAAS/api/1.0/", StringComparison.Ordinal))
            throw MaasError.Plain(410, "The 1.0 API is no longer available. Please use API version 2.0.");
        var path = request.RawPath.StartsWith(ApiRoot, StringComparison.Ordinal) ? request.RawPath.Substring(ApiRoot.Length) : null;
        return (path is null ? null : router.Find(path)) ?? throw MaasError.Plain(404, $"Unknown API endpoint: {request.Path}.");
    }

    private MaasReply Answer(LabHttpRequest request, Resource resource, Dictionary<string, string> values, LabFaultKind? fault, List<Action> after)
    {
        var user = _authenticator.Authenticate(request, out var nonce);
        _faults.Refuse(fault);
        var query = Parameters.Of(request.Query);
        var body = request.Method == "GET" ? Parameters.Empty : RequestBody.Read(request);
        var operation = Choose(request.Method, query.Find("op") ?? body.Find("op"), resource, user);
        if (operation.AdminOnly && user is { IsSuperuser: false }) throw MaasError.Forbidden("This method is reserved for admin users.");
        if (operation.ReadsFormOnly && RequestBody.IsJson(request)) body = Parameters.Empty;
        var call = new MaasCall(region, life, user, values, query, body);
        try
        {
            var reply = operation.Handler(call);
            after.AddRange(call.AfterCommit);
            return reply;
        }
        catch (MaasError error) when (error.Reply.Status == 500)
        {
            if (nonce is not null) _authenticator.Forget(nonce);
            throw;
        }
    }

    private static Operation Choose(string verb, string? op, Resource resource, User? user)
    {
        if (op?.Length == 0) op = null;
        var operation = resource.Find(verb, op);
        if (user is null && operation is not { Anonymous: true })
            throw resource.HasAnonymous ? Unrecognised() : MaasError.Anonymous();
        if (!resource.Verbs.Contains(verb)) throw MaasError.NotAllowed(resource.Verbs);
        return operation ?? throw Unrecognised();

        MaasError Unrecognised() => MaasError.BadRequest($"Unrecognised signature: method={verb} op={op ?? "None"}");
    }

    private static LabHttpResponse Send(MaasReply reply)
    {
        var headers = new List<KeyValuePair<string, string>>
        {
            new("X-Frame-Options", "DENY"),
            new("Vary", reply.FromHandler ? "Authorization, Cookie" : "Cookie"),
        };
        if (reply.FromHandler) headers.Add(new("X-MAAS-API-Hash", ApiHash));
        headers.AddRange(reply.Headers);
        return new LabHttpResponse
        {
            Status = reply.Status,
            ContentType = reply.ContentType,
            Headers = headers,
            Body = reply.Binary ?? Encoding.UTF8.GetBytes(reply.Body),
        };
    }
}

/// <summary>An answer with what it cost.</summary>
internal sealed record Served(LabHttpResponse Response, string Kind, long Rendered);
