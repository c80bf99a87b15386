using System;
using System.Linq;
using System.Net;
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
    private readonly RedfishQuirks _quirks;
    private readonly RedfishWire _wire;
    private readonly RedfishETags _etags;
    private readonly RedfishTasks _tasks;
    private readonly RedfishSessions _sessions;
    private readonly RedfishBoot _boot;
    private readonly RedfishBios _bios;
    private readonly RedfishReset _reset;
    private readonly RedfishResources _resources;
    private readonly LabHttpServer _http;

    /// <summary>Makes a service that does not listen yet.</summary>
    /// <param name="server">The server behind it; its spec names address and port.</param>
    /// <param name="settings">Accounts, limits, certificate and habits.</param>
    /// <param name="faults">What goes wrong.</param>
    /// <param name="counters">Where logins, sessions, requests and writes are counted.</param>
    public RedfishBmc(SimulatedServer server, BmcSettings settings, FaultBook faults, BmcCounters counters)
    {
        _server = server ?? throw new ArgumentNullException(nameof(server));
        _faults = faults ?? throw new ArgumentNullException(nameof(faults));
        _counters = counters ?? throw new ArgumentNullException(nameof(counters));
        _quirks = (settings ?? throw new ArgumentNullException(nameof(settings))).Redfish;
        _wire = new RedfishWire(_quirks.Wire, settings.Certificate is null ? "http" : "https");
        _etags = new RedfishETags(_quirks.ETags);
        _tasks = new RedfishTasks(_quirks.Power);
        _sessions = new RedfishSessions(server.Spec.Name, settings, faults, counters);
        _boot = new RedfishBoot(server, _quirks.Boot, faults);
        _bios = new RedfishBios(server, _quirks.Boot);
        _reset = new RedfishReset(server, _quirks.Power, faults);
        _resources = new RedfishResources(server, _boot, _reset, _bios, settings, faults);
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
        _counters.Request();
        if (_faults.IsActive(LabFaultKind.BmcSilent, _server.Spec.Name))
        {
            await Task.Delay(Silence, cancel);
            return LabHttpResponse.NoAnswer();
        }

        if (_quirks.Wire.Latency > TimeSpan.Zero) await Task.Delay(_quirks.Wire.Latency, cancel);
        return _wire.Dress(request, _wire.Stop(request) ?? Route(request));
    }

    private LabHttpResponse Route(LabHttpRequest request)
    {
        var path = request.Path.Length > 1 ? request.Path.TrimEnd('/') : request.Path;
        var reads = request.Method is "GET" or "HEAD";
        if (path == "/redfish")
            return reads ? _etags.Answer(new JObject { ["v1"] = RedfishResources.Root + "/" }) : RedfishError.MethodNotAllowed("GET");
        if (path == RedfishResources.Root && reads) return _etags.Answer(_resources.Read(path)!);
        var hasSessions = !_quirks.Login.NoSessions;
        if (hasSessions && path == RedfishResources.Sessions && request.Method == "POST") return OpenSession(request);
        if (_sessions.Authenticate(request) is not { } account) return RedfishError.Unauthorized();
        if (_wire.Delay(_faults.TryTake(LabFaultKind.BmcBusy, _server.Spec.Name)) is { } notReady) return notReady;
        if (hasSessions && path.StartsWith(RedfishResources.Sessions, StringComparison.Ordinal)) return AnswerSessions(request.Method, path);
        if (reads) return Read(request, path);
        return (request.Method + " " + path) switch
        {
            "PATCH " + RedfishResources.System => PatchBoot(request, account, path),
            "PATCH " + RedfishResources.SystemSettings => PatchBoot(request, account, path),
            "PATCH " + RedfishBios.SettingsPath => Change(request, account, path, _bios.Patch),
            "POST " + RedfishResources.ResetTarget => Change(request, account, null, _reset.Do),
            _ => _resources.Read(path) is null ? RedfishError.NotFound(path) : RedfishError.MethodNotAllowed("GET"),
        };
    }

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

    private LabHttpResponse Read(LabHttpRequest request, string path)
    {
        if (_tasks.Monitor(path) is { } state) return state;
        if (path == RedfishResources.ResetTarget) return RedfishError.MethodNotAllowed("POST");
        if ((_tasks.Read(path) ?? _resources.Read(path)) is not { } resource) return RedfishError.NotFound(path);
        if (request.QueryValue("$expand") is null) return _etags.Answer(resource);
        return _quirks.Model.Expand ? _etags.Answer(_resources.Expand(resource)) : RedfishError.QueryNotSupported();
    }

    /// <summary>Changes something: who may not, a body that is no JSON, and an ETag that does not hold are refused first.</summary>
    private LabHttpResponse Change(LabHttpRequest request, BmcAccount account, string? guarded, Func<JObject, LabHttpResponse?> change)
    {
        if (account.Privilege < BmcPrivilege.Operator) return RedfishError.InsufficientPrivilege();
        if (Body(request) is not { } body) return RedfishError.MalformedJson();
        if (guarded is not null)
        {
            if (_resources.Read(guarded) is not { } resource) return RedfishError.NotFound(guarded);
            if (_etags.Check(request.Header("If-Match"), resource) is { } stale) return stale;
        }

        _counters.Write();
        return _tasks.Run(() => change(body));
    }

    private LabHttpResponse PatchBoot(LabHttpRequest request, BmcAccount account, string path) =>
        _quirks.Boot.SettingsObject && path == RedfishResources.System ? RedfishError.MethodNotAllowed("GET")
        : Change(request, account, path, body =>
            body.Properties().FirstOrDefault(property => property.Name != "Boot") is { } other ? RedfishError.PropertyUnknown(other.Name)
            : body["Boot"] is JObject boot ? _boot.Patch(boot) : RedfishError.PropertyMissing("Boot"));

    private LabHttpResponse OpenSession(LabHttpRequest request)
    {
        if (Body(request) is not { } body) return RedfishError.MalformedJson();
        if (body["UserName"] is not { Type: JTokenType.String } name) return RedfishError.PropertyMissing("UserName");
        if (body["Password"] is not { Type: JTokenType.String } password) return RedfishError.PropertyMissing("Password");
        if (_sessions.LogIn(name.Value<string>()!, password.Value<string>()!) is not { } account) return RedfishError.LoginRefused();
        if (_sessions.Open(account) is not { } session)
            return RedfishError.Vendor(503, _quirks.Login.LimitMessage, "The maximum number of user sessions is reached.");
        var answer = LabHttpResponse.Json(Describe(session), 201).WithHeader("X-Auth-Token", session.Token.Reveal());
        var path = RedfishResources.Sessions + "/" + session.Id;
        return _quirks.Login.Location switch
        {
            SessionLocation.Url => answer.WithHeader("Location", _http.BaseUri.Scheme + "://bmc.invalid" + path),
            SessionLocation.Body => answer,
            _ => answer.WithHeader("Location", path),
        };
    }

    private LabHttpResponse AnswerSessions(string method, string path)
    {
        var sessions = _sessions.All;
        if (path == RedfishResources.Sessions)
        {
            return method is "GET" or "HEAD"
                ? _etags.Answer(RedfishJson.Collection(path, "Session", sessions.Select(each => path + "/" + each.Id)))
                : RedfishError.MethodNotAllowed("GET, POST");
        }

        var session = sessions.FirstOrDefault(each => path == RedfishResources.Sessions + "/" + each.Id);
        if (session is null) return RedfishError.NotFound(path);
        if (method is "GET" or "HEAD") return _etags.Answer(Describe(session));
        if (method != "DELETE") return RedfishError.MethodNotAllowed("GET, DELETE");
        _sessions.Close(session.Id);
        return _quirks.Login.LogoutFails ? RedfishError.Unauthorized() : LabHttpResponse.Empty();
    }

    private static JObject Describe(RedfishSessions.Session session) => RedfishJson.Resource(
        RedfishResources.Sessions + "/" + session.Id, "#Session.v1_2_1.Session", "User session",
        new JObject { ["UserName"] = session.Account.Name });
}
