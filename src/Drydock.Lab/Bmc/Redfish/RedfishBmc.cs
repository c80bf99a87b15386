using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Lab.Hardware;
using Drydock.Lab.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Bmc.Redfish;

/// <summary>A Redfish service (DSP0266) in front of a simulated server, over HTTP or, with a certificate, HTTPS.</summary>
public sealed class RedfishBmc : IDisposable
{
    /// <summary>How long a BMC that answers nothing keeps a connection.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    private readonly SimulatedServer _server;
    private readonly FaultBook _faults;
    private readonly BmcCounters _counters;
    private readonly RedfishSessions _sessions;
    private readonly RedfishBoot _boot;
    private readonly RedfishReset _reset;
    private readonly RedfishResources _resources;
    private readonly LabHttpServer _http;

    /// <summary>Makes a service that does not listen yet.</summary>
    /// <param name="server">The server behind it; its spec names address and port.</param>
    /// <param name="settings">Accounts, limits and certificate.</param>
    /// <param name="faults">What goes wrong.</param>
    /// <param name="counters">Where logins, sessions and writes are counted.</param>
    public RedfishBmc(SimulatedServer server, BmcSettings settings, FaultBook faults, BmcCounters counters)
    {
        _server = server ?? throw new ArgumentNullException(nameof(server));
        _faults = faults ?? throw new ArgumentNullException(nameof(faults));
        _counters = counters ?? throw new ArgumentNullException(nameof(counters));
        if (settings is null) throw new ArgumentNullException(nameof(settings));
        _sessions = new RedfishSessions(server.Spec.Name, settings, faults, counters);
        _boot = new RedfishBoot(server);
        _reset = new RedfishReset(server);
        _resources = new RedfishResources(server, _boot, _reset, settings.IdleTimeout);
        _http = new LabHttpServer(new IPEndPoint(server.Spec.BmcAddress, server.Spec.RedfishPort), AnswerAsync, settings.Certificate);
    }

    /// <summary>Scheme, address and port, for example <c>http://127.23.1.11:6280/</c>.</summary>
    public Uri BaseUri => _http.BaseUri;

    /// <summary>Begins to listen.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The address is not to be had.</exception>
    public void Start() => _http.Start();

    /// <summary>Closes sessions that have been idle too long; otherwise that happens when the next request comes.</summary>
    public void ExpireSessions() => _sessions.Expire();

    /// <summary>Stops listening and closes all sessions.</summary>
    public void Dispose()
    {
        _http.Dispose();
        _sessions.CloseAll();
    }

    private async Task<LabHttpResponse> AnswerAsync(LabHttpRequest request, CancellationToken cancel)
    {
        if (_faults.IsActive(LabFaultKind.BmcSilent, _server.Spec.Name))
        {
            await Task.Delay(Silence, cancel);
            return LabHttpResponse.NoAnswer();
        }

        var path = request.Path.Length > 1 ? request.Path.TrimEnd('/') : request.Path;
        var reads = request.Method is "GET" or "HEAD";
        if (path == "/redfish") return reads ? Json(new JObject { ["v1"] = RedfishResources.Root + "/" }) : RedfishError.MethodNotAllowed("GET");
        if (path == RedfishResources.Root && reads) return Json(_resources.Read(path)!);
        if (path == RedfishResources.Sessions && request.Method == "POST") return OpenSession(request);
        if (_sessions.Authenticate(request) is not { } account) return RedfishError.Unauthorized();
        if (path.StartsWith(RedfishResources.Sessions, StringComparison.Ordinal)) return AnswerSessions(request.Method, path);
        return path switch
        {
            RedfishResources.System when request.Method == "PATCH" => PatchSystem(request, account),
            RedfishResources.ResetTarget => request.Method == "POST" ? Reset(request, account) : RedfishError.MethodNotAllowed("POST"),
            _ => Read(path, reads),
        };
    }

    private static LabHttpResponse Json(JObject body, int status = 200) =>
        LabHttpResponse.Json(body, status).WithHeader("OData-Version", "4.0").WithHeader("Cache-Control", "no-cache");

    private static JObject? Body(LabHttpRequest request)
    {
        try
        {
            return JToken.Parse(request.BodyText) as JObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string ETag(JObject resource)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(System.Text.Encoding.UTF8.GetBytes(resource.ToString(Formatting.None)));
        return "\"" + string.Concat(hash.Take(8).Select(each => each.ToString("x2", CultureInfo.InvariantCulture))) + "\"";
    }

    private LabHttpResponse Read(string path, bool reads)
    {
        if (_resources.Read(path) is not { } resource) return RedfishError.NotFound(path);
        if (!reads) return RedfishError.MethodNotAllowed(path == RedfishResources.System ? "GET, PATCH" : "GET");
        return Json(resource).WithHeader("ETag", ETag(resource));
    }

    private LabHttpResponse OpenSession(LabHttpRequest request)
    {
        if (Body(request) is not { } body) return RedfishError.MalformedJson();
        if (body["UserName"] is not { Type: JTokenType.String } name) return RedfishError.PropertyMissing("UserName");
        if (body["Password"] is not { Type: JTokenType.String } password) return RedfishError.PropertyMissing("Password");
        if (_sessions.LogIn(name.Value<string>()!, password.Value<string>()!) is not { } account) return RedfishError.LoginRefused();
        if (_sessions.Open(account) is not { } session)
        {
            return RedfishError.Answer(503, "SessionLimitExceeded", "The maximum number of user sessions is reached.",
                "Close other sessions, or wait until they time out.");
        }

        return Json(Describe(session), 201)
            .WithHeader("X-Auth-Token", session.Token.Reveal())
            .WithHeader("Location", RedfishResources.Sessions + "/" + session.Id);
    }

    private LabHttpResponse AnswerSessions(string method, string path)
    {
        var sessions = _sessions.All;
        if (path == RedfishResources.Sessions)
        {
            return method is "GET" or "HEAD"
                ? Json(RedfishResources.CollectionOf(path, "Session", sessions.Select(each => path + "/" + each.Id)))
                : RedfishError.MethodNotAllowed("GET, POST");
        }

        var session = sessions.FirstOrDefault(each => path == RedfishResources.Sessions + "/" + each.Id);
        if (session is null) return RedfishError.NotFound(path);
        if (method is "GET" or "HEAD") return Json(Describe(session));
        if (method != "DELETE") return RedfishError.MethodNotAllowed("GET, DELETE");
        _sessions.Close(session.Id);
        return LabHttpResponse.Empty();
    }

    private static JObject Describe(RedfishSessions.Session session) => RedfishResources.Resource(
        RedfishResources.Sessions + "/" + session.Id, "#Session.v1_2_1.Session", "User session",
        new JObject { ["UserName"] = session.Account.Name });

    private LabHttpResponse PatchSystem(LabHttpRequest request, BmcAccount account)
    {
        if (account.Privilege < BmcPrivilege.Operator) return RedfishError.InsufficientPrivilege();
        if (Body(request) is not { } body) return RedfishError.MalformedJson();
        if (request.Header("If-Match") is { } match && match.Trim() != "*")
        {
            var etag = ETag(_resources.Read(RedfishResources.System)!);
            if (!match.Split(',').Any(each => each.Trim() == etag)) return RedfishError.PreconditionFailed();
        }

        if (body.Properties().FirstOrDefault(property => property.Name != "Boot") is { } other) return RedfishError.PropertyUnknown(other.Name);
        if (body["Boot"] is not JObject boot) return RedfishError.PropertyMissing("Boot");
        _counters.Write();
        return _boot.Patch(boot) ?? LabHttpResponse.Empty();
    }

    private LabHttpResponse Reset(LabHttpRequest request, BmcAccount account)
    {
        if (account.Privilege < BmcPrivilege.Operator) return RedfishError.InsufficientPrivilege();
        if (Body(request) is not { } body) return RedfishError.MalformedJson();
        _counters.Write();
        return _reset.Do(body);
    }
}
