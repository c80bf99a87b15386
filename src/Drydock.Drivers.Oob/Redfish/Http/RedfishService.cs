using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Http;
using Drydock.Drivers.Oob.Actions;
using Drydock.Errors;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.Http;

/// <summary>A service that one is logged in to: requests that must succeed, with a login renewed once.</summary>
internal sealed class RedfishService(RedfishClient client, RedfishLogin login, OobCall call)
{
    public JObject Root => login.Root;

    public string LoginKind => login.Kind;

    public string? Roles => login.Roles;

    public RedfishSettings Settings => client.Settings;

    public string PathOf(string link) => client.PathOf(link);

    public DrydockException Error(RedfishReply reply, string doing) => client.Error(reply, doing);

    public string Explain(RedfishReply reply) => client.Explain(reply);

    /// <summary>Reads a resource, whatever the status.</summary>
    public Task<RedfishReply> GetAsync(string path, CancellationToken cancel) => AuthorizedAsync(() => client.GetAsync(path, cancel));

    /// <summary>Reads a resource that must be there.</summary>
    public async Task<RedfishReply> ReadAsync(string path, CancellationToken cancel)
    {
        var reply = await GetAsync(path, cancel);
        return reply.IsSuccess ? reply : throw client.Error(reply, "reading " + path);
    }

    /// <summary>Reads a resource that the account may not see or the BMC may not have.</summary>
    public async Task<JObject?> TryReadAsync(string? link, CancellationToken cancel)
    {
        if (link is null) return null;
        var reply = await GetAsync(client.PathOf(link), cancel);
        return reply.IsSuccess ? reply.Json : null;
    }

    /// <summary>Posts an action, whatever the status. An answer that was lost counts as success: the state will tell.</summary>
    /// <returns>The answer, or null where it was lost.</returns>
    public async Task<RedfishReply?> PostAsync(string path, JObject body, CancellationToken cancel)
    {
        try
        {
            return await AuthorizedAsync(() => client.PostAsync(path, body, RetryMode.NotExecuted, cancel));
        }
        catch (DrydockException e) when (e.InnerException is HttpFault { Kind: HttpFaultKind.TimedOut or HttpFaultKind.Interrupted })
        {
            call.Write(LogLevel.Verbose, "the answer was lost, looking at the state: " + e.Message);
            return null;
        }
    }

    /// <summary>Changes a resource, whatever the status.</summary>
    public Task<RedfishReply> PatchAsync(string path, JObject body, string? ifMatch, CancellationToken cancel) =>
        AuthorizedAsync(() => client.PatchAsync(path, body, ifMatch, cancel));

    private async Task<RedfishReply> AuthorizedAsync(Func<Task<RedfishReply>> send)
    {
        var renewals = login.Renewals;
        var reply = await send();
        if (reply.Status == 401 && await login.RenewAsync(renewals)) reply = await send();
        if (reply.Status == 401) throw client.Error(reply, $"account {call.Target.Account} is not let in");
        return reply;
    }
}
