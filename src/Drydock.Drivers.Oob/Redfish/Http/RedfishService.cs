using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Http;
using Drydock.Drivers.Oob.Actions;
using Drydock.Errors;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.Http;

/// <summary>A service that one is logged in to: requests that must succeed, with a login renewed once and tasks awaited.</summary>
internal sealed class RedfishService(RedfishClient client, RedfishLogin login, OobCall call)
{
    /// <summary>After this, what the task was to do is looked at whether it says that it ended or not.</summary>
    private static readonly TimeSpan LongestTask = TimeSpan.FromSeconds(60);

    public JObject Root => login.Root;

    public string LoginKind => login.Kind;

    public string? Roles => login.Roles;

    public RedfishSettings Settings => client.Settings;

    public string PathOf(string link) => client.PathOf(link);

    public DrydockException Error(RedfishReply reply, string doing) => client.Error(reply, doing);

    /// <summary>Reads a resource that must be there.</summary>
    public async Task<RedfishReply> ReadAsync(string path, CancellationToken cancel)
    {
        var reply = await AuthorizedAsync(() => client.GetAsync(path, cancel));
        return reply.IsSuccess ? reply : throw client.Error(reply, "reading " + path);
    }

    /// <summary>Reads a resource that the account may not see or the BMC may not have.</summary>
    public async Task<JObject?> TryReadAsync(string? link, CancellationToken cancel)
    {
        if (link is null) return null;
        var reply = await AuthorizedAsync(() => client.GetAsync(client.PathOf(link), cancel));
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

    /// <summary>Waits for the task that an answer of 202 leads to (DSP0266, 12.2).</summary>
    /// <exception cref="DrydockException">The task failed.</exception>
    public async Task AwaitTaskAsync(RedfishReply reply, string doing, CancellationToken cancel)
    {
        if (reply.Status != 202 || (reply.Location ?? Json.Text(reply.Json, "@odata.id")) is not { } monitor) return;
        var begun = call.Clock.Elapsed;
        var waits = new Backoff(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(10));
        var wait = reply.RetryAfter ?? waits.Next();
        while (call.Clock.Elapsed - begun + wait < LongestTask)
        {
            await call.Clock.Delay(wait, cancel);
            var task = await AuthorizedAsync(() => client.GetAsync(client.PathOf(monitor), cancel));
            var state = Json.Text(task.Json, "TaskState");
            if (state is "Exception" or "Killed" or "Cancelled" || task.Status is >= 400 and < 500 and not 404)
                throw call.Error(ErrorCatalogue.OobRefused, $"{doing}: its task ended as {state ?? task.Explain()}");
            if (!IsRunning(task, state)) return;
            wait = task.RetryAfter ?? waits.Next();
        }
    }

    private static bool IsRunning(RedfishReply task, string? state) => task.Status == 202 || task.Status >= 500
        || state is "New" or "Starting" or "Running" or "Pending" or "Stopping" or "Suspended" or "Interrupted" or "Cancelling";

    private async Task<RedfishReply> AuthorizedAsync(Func<Task<RedfishReply>> send)
    {
        var reply = await send();
        if (reply.Status == 401 && await login.RenewAsync()) reply = await send();
        if (reply.Status == 401) throw client.Error(reply, $"account {call.Target.Account} is not let in");
        return reply;
    }
}
