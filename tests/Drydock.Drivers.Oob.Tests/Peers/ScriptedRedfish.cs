using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Lab.Http;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Tests.Peers;

/// <summary>
/// A Redfish service that behaves as a test wants: resources to read, and handlers for all else. It keeps what came in.
/// </summary>
public sealed class ScriptedRedfish : IDisposable
{
    public const string SystemPath = "/redfish/v1/Systems/1";
    public const string SessionsPath = "/redfish/v1/SessionService/Sessions";
    public const string ResetPath = SystemPath + "/Actions/ComputerSystem.Reset";

    private readonly LabHttpServer _http;
    private readonly ConcurrentQueue<LabHttpRequest> _requests = new();
    private readonly ConcurrentDictionary<string, Func<LabHttpRequest, LabHttpResponse>> _handlers = new();
    private readonly ConcurrentDictionary<string, JObject> _resources = new();

    public ScriptedRedfish()
    {
        _http = new LabHttpServer(new IPEndPoint(IPAddress.Loopback, 0), AnswerAsync);
        _http.Start();
        Set("/redfish/v1", """{"Systems":{"@odata.id":"/redfish/v1/Systems"},"Links":{"Sessions":{"@odata.id":"/redfish/v1/SessionService/Sessions"}}}""");
        Set("/redfish/v1/Systems", """{"Members":[{"@odata.id":"/redfish/v1/Systems/1"}]}""");
        Set(SystemPath, """
            {"Id":"1","PowerState":"Off",
             "Boot":{"BootSourceOverrideEnabled":"Disabled","BootSourceOverrideTarget":"None","BootSourceOverrideMode":"UEFI"},
             "Actions":{"#ComputerSystem.Reset":{"target":"/redfish/v1/Systems/1/Actions/ComputerSystem.Reset"}}}
            """);
        On("POST " + SessionsPath, _ => LabHttpResponse.Empty(201).WithHeader("X-Auth-Token", "t1").WithHeader("Location", SessionsPath + "/7"));
        On("DELETE " + SessionsPath + "/7", _ => LabHttpResponse.Empty());
        On("POST " + ResetPath, request =>
        {
            Power = Body(request).Value<string>("ResetType") == "ForceOff" ? "Off" : "On";
            return LabHttpResponse.Empty();
        });
        On("PATCH " + SystemPath, request => Merge(SystemPath, request));
    }

    public Uri Url => _http.BaseUri;

    public string Power
    {
        get => this[SystemPath].Value<string>("PowerState")!;
        set => this[SystemPath]["PowerState"] = value;
    }

    /// <summary>Verb and path of every request, in order.</summary>
    public IReadOnlyList<string> Requests => [.. _requests.Select(request => request.ToString())];

    public JObject this[string path] => _resources[path];

    public static JObject Body(LabHttpRequest request) => JObject.Parse(request.BodyText);

    public static LabHttpResponse Error(int status, string id, string message) => LabHttpResponse.Json(JObject.FromObject(new
    {
        error = new Dictionary<string, object>
        {
            ["code"] = "Base.1.8.GeneralError",
            ["message"] = "A general error has occurred.",
            ["@Message.ExtendedInfo"] = new[] { new { MessageId = id, Message = message } },
        },
    }), status);

    public IReadOnlyList<LabHttpRequest> Of(string verb, string path) =>
        [.. _requests.Where(request => request.Method == verb && request.Path == path)];

    public void Set(string path, string json) => _resources[path] = JObject.Parse(json);

    public void On(string verbAndPath, Func<LabHttpRequest, LabHttpResponse> handler) => _handlers[verbAndPath] = handler;

    public LabHttpResponse Merge(string path, LabHttpRequest request)
    {
        this[path].Merge(Body(request));
        return LabHttpResponse.Empty();
    }

    public void Dispose() => _http.Dispose();

    private Task<LabHttpResponse> AnswerAsync(LabHttpRequest request, CancellationToken cancel)
    {
        _requests.Enqueue(request);
        var path = request.Path.TrimEnd('/');
        if (_handlers.TryGetValue(request.Method + " " + path, out var handler)) return Task.FromResult(handler(request));
        return Task.FromResult(request.Method == "GET" && _resources.TryGetValue(path, out var resource)
            ? LabHttpResponse.Json(resource) : LabHttpResponse.Empty(404));
    }
}
