using System;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Http;
using Drydock.Design;
using Drydock.Drivers.Oob.Actions;
using Drydock.Errors;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.Http;

/// <summary>
/// Logs in and out (DSP0266, 13.3): a session where the service has them, else HTTP basic authentication, or what
/// <c>oob.auth</c> demands. A password that was refused is not sent again in the other way.
/// </summary>
internal sealed class RedfishLogin(RedfishClient client, OobCall call) : IDisposable
{
    private const int BusyTries = 4;
    private const string RolesProperty = "Roles";

    /// <summary>What a cancelled action still waits for an answer that may hold a session to close.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(400);

    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private string? _sessions;
    private string? _session;
    private bool _hasToken;

    /// <summary>The service root.</summary>
    public JObject Root { get; private set; } = [];

    /// <summary><c>session</c> or <c>basic authentication</c>.</summary>
    public string Kind => _hasToken ? "session" : "basic authentication";

    /// <summary>Roles that the session has, where the service says so.</summary>
    public string? Roles { get; private set; }

    /// <summary>How often the login was renewed, which is once at most.</summary>
    public int Renewals { get; private set; }

    public async Task OpenAsync()
    {
        var root = await ReadRootAsync();
        _sessions = client.Settings.Authentication == OobAuthentication.Basic ? null : FindSessions(root);
        var obstacle = _sessions is null ? call.Error(ErrorCatalogue.NotSupported, "its service has no sessions") : await TrySessionAsync();
        if (obstacle is not null) UseBasicInsteadOf(obstacle);
        // Some services show even their root only to those who are logged in.
        if (!root.IsSuccess) root = await ReadRootAsync();
        Root = root.Json;
    }

    /// <summary>Begins a new session where the BMC has ended the old one; once, however many requests were refused.</summary>
    /// <param name="renewals"><see cref="Renewals"/> as it was when the request was sent that was refused.</param>
    /// <returns>False where that is no remedy.</returns>
    public async Task<bool> RenewAsync(int renewals)
    {
        await _turn.WaitAsync(call.Cancel);
        try
        {
            if (Renewals > renewals) return true;
            if (!_hasToken || Renewals > 0) return false;
            Renewals++;
            (_session, _hasToken) = (null, false);
            call.Write(LogLevel.Verbose, "the BMC ended the session; logging in again");
            if (await TrySessionAsync() is { } obstacle) UseBasicInsteadOf(obstacle);
            return true;
        }
        finally
        {
            _turn.Release();
        }
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
                call.Write(LogLevel.Verbose, $"the BMC did not end the session: {client.Explain(reply)}");
        }
        catch (Exception e) when (e is OperationCanceledException or DrydockException)
        {
            call.Write(LogLevel.Verbose, "the BMC did not confirm the end of the session; it ends by itself");
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<RedfishReply> ReadRootAsync()
    {
        var root = await client.GetAsync(client.Settings.Root.AbsolutePath, call.Cancel);
        var isClosed = root.Status == 401 && client.Authorize is null;
        if (!root.IsSuccess && !isClosed) throw client.Error(root, "reading the Redfish service root");
        return root.Json.Count > 0 || isClosed ? root
            : throw call.Error(ErrorCatalogue.OobProtocol, "what answers at its address is no Redfish service");
    }

    private string? FindSessions(RedfishReply root)
    {
        if (!root.IsSuccess) return client.Settings.Root.AbsolutePath + "SessionService/Sessions";
        if (Json.Link(Json.Object(root.Json, "Links"), "Sessions") is { } sessions) return client.PathOf(sessions);
        return Json.Link(root.Json, "SessionService") is { } service ? client.PathOf(service).TrimEnd('/') + "/Sessions" : null;
    }

    /// <returns>Null where there is a session; else why the service gives none.</returns>
    private async Task<DrydockException?> TrySessionAsync()
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
            if (reply.IsSessionLimit) return call.Error(ErrorCatalogue.OobBusy, "all its sessions are in use", transient: true);
            switch (reply.Status)
            {
                case 401 or 403:
                    throw call.Error(ErrorCatalogue.OobAuthenticationFailed, $"it refuses account {call.Target.Account} or its password");
                case 404 or 405 or 501:
                    return call.Error(ErrorCatalogue.NotSupported, $"its service gives no sessions ({client.Explain(reply)})");
                case 503 when tries < BusyTries:
                    await call.Clock.Delay(reply.RetryAfter ?? waits.Next(), call.Cancel);
                    continue;
                default:
                    throw client.Error(reply, "logging in");
            }
        }
    }

    private DrydockException? Accept(RedfishReply reply)
    {
        _session = client.FindPath(reply.Location) ?? client.FindPath(Json.Text(reply.Json, "@odata.id"));
        if (_session is null) call.Write(LogLevel.Verbose, "the BMC does not say where the session is; it ends by itself");
        if (reply.Token is not { } token) return call.Error(ErrorCatalogue.OobProtocol, "it opens a session and gives no token");
        Roles = reply.Json[RolesProperty] is JArray { Count: > 0 } roles ? string.Join(", ", roles) : null;
        _hasToken = true;
        client.Hide(token);
        client.Authorize = request => request.Headers.TryAddWithoutValidation("X-Auth-Token", token.Reveal());
        return null;
    }

    private void UseBasicInsteadOf(DrydockException obstacle)
    {
        if (client.Settings.Authentication == OobAuthentication.Session) throw obstacle;
        if (client.Settings.Authentication == OobAuthentication.Auto) call.Write(LogLevel.Verbose, "using basic authentication: " + obstacle.Message);
        var pair = call.Target.Account + ":" + call.Target.Credential.Reveal();
        var encoded = new Secret(Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        client.Hide(encoded);
        client.Authorize = request => request.Headers.TryAddWithoutValidation("Authorization", "Basic " + encoded.Reveal());
    }
}
