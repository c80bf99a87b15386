using System;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Http;
using Drydock.Drivers.Oob.Actions;
using Drydock.Errors;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.Http;

/// <summary>
/// Logs in and out (DSP0266, 13.3): a session where the service has them, else HTTP basic authentication. A password that
/// was refused is not sent again in the other way.
/// </summary>
internal sealed class RedfishLogin(RedfishClient client, OobCall call)
{
    private const int BusyTries = 4;
    private const string RolesProperty = "Roles";

    /// <summary>What a cancelled action still waits for an answer that may hold a session to close.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(400);

    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(5);

    private string? _sessions;
    private string? _session;
    private bool _renewed;

    /// <summary>The service root.</summary>
    public JObject Root { get; private set; } = [];

    /// <summary><c>session</c> or <c>basic authentication</c>.</summary>
    public string Kind { get; private set; } = "session";

    /// <summary>Roles that the session has, where the service says so.</summary>
    public string? Roles { get; private set; }

    public async Task OpenAsync()
    {
        var root = await client.GetAsync(client.Settings.Root.AbsolutePath, call.Cancel);
        if (!root.IsSuccess && root.Status != 401) throw client.Error(root, "reading the Redfish service root");
        if (root.IsSuccess && root.Json.Count == 0)
            throw call.Error(ErrorCatalogue.OobProtocol, "what answers at its address is no Redfish service");
        Root = root.Json;
        _sessions = FindSessions(root);
        if (_sessions is null || !await TrySessionAsync()) UseBasic();
    }

    /// <summary>Begins a new session where the BMC has ended the old one; once.</summary>
    /// <returns>False where that is no remedy.</returns>
    public async Task<bool> RenewAsync()
    {
        if (_session is null || _renewed) return false;
        _renewed = true;
        _session = null;
        call.Write(LogLevel.Verbose, "the BMC ended the session; logging in again");
        return await TrySessionAsync();
    }

    /// <summary>Ends the session; a BMC that does not know it any more has ended it itself. Never throws.</summary>
    public async Task CloseAsync(bool hurry)
    {
        if (_session is not { } session) return;
        _session = null;
        using var limit = new CancellationTokenSource(hurry ? Linger : Goodbye);
        try
        {
            var reply = await client.DeleteAsync(session, limit.Token);
            if (!reply.IsSuccess && reply.Status is not (401 or 404))
                call.Write(LogLevel.Verbose, $"the BMC did not end the session: {reply.Explain()}");
        }
        catch (Exception e) when (e is OperationCanceledException or DrydockException)
        {
            call.Write(LogLevel.Verbose, "the BMC did not confirm the end of the session; it ends by itself");
        }
    }

    private string? FindSessions(RedfishReply root)
    {
        if (!root.IsSuccess) return client.Settings.Root.AbsolutePath + "SessionService/Sessions";
        if (Json.Link(Json.Object(root.Json, "Links"), "Sessions") is { } sessions) return client.PathOf(sessions);
        return Json.Link(root.Json, "SessionService") is { } service ? client.PathOf(service).TrimEnd('/') + "/Sessions" : null;
    }

    /// <returns>False where the service has no session to give.</returns>
    private async Task<bool> TrySessionAsync()
    {
        call.Doing = "logging in";
        client.Authorize = null;
        using var limit = new CancellationTokenSource();
        using var cancelled = call.Cancel.Register(() => limit.CancelAfter(Linger));
        var waits = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8));
        for (var tries = 1; ; tries++)
        {
            var reply = await client.PostAsync(_sessions!, new JObject
            {
                ["UserName"] = call.Target.Account,
                ["Password"] = call.Target.Credential.Reveal(),
            }, RetryMode.Never, limit.Token);
            if (reply.IsSuccess) return Accept(reply);
            switch (reply.Status)
            {
                case 401 or 403:
                    throw call.Error(ErrorCatalogue.OobAuthenticationFailed, $"it refuses account {call.Target.Account} or its password");
                case 404 or 405 or 501:
                    return false;
                case 400 or 503 when reply.HasMessage("SessionLimitExceeded") || reply.HasMessage("RAC0218"):
                    call.Write(LogLevel.Verbose, "all sessions of the BMC are in use; using basic authentication");
                    return false;
                case 503 when tries < BusyTries:
                    await call.Clock.Delay(reply.RetryAfter ?? waits.Next(), call.Cancel);
                    continue;
                default:
                    throw client.Error(reply, "logging in");
            }
        }
    }

    private bool Accept(RedfishReply reply)
    {
        if (reply.Token is not { } token) return false;
        var session = reply.Location ?? reply.Json.Value<string>("@odata.id");
        if (session is null) call.Write(LogLevel.Verbose, "the BMC does not say where the session is; it ends by itself");
        _session = session is null ? null : client.PathOf(session);
        Roles = reply.Json[RolesProperty] is JArray { Count: > 0 } roles ? string.Join(", ", roles) : null;
        client.Authorize = request => request.Headers.TryAddWithoutValidation("X-Auth-Token", token.Reveal());
        return true;
    }

    private void UseBasic()
    {
        Kind = "basic authentication";
        client.Authorize = Authorize;

        void Authorize(HttpRequestMessage request)
        {
            var pair = call.Target.Account + ":" + call.Target.Credential.Reveal();
            request.Headers.TryAddWithoutValidation("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }
    }
}
