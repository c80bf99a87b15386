using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Redfish.Http;

/// <summary>Waits for the task that an answer of 202 leads to (DSP0266, 12.2).</summary>
internal static class RedfishTask
{
    /// <summary>After this, what the task was to do is looked at whether it says that it ended or not.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private static readonly string[] Failures = ["Exception", "Killed", "Cancelled"];

    private static readonly string[] Unfinished =
        ["New", "Starting", "Running", "Pending", "Service", "Stopping", "Suspended", "Interrupted", "Cancelling"];

    /// <exception cref="DrydockException">The task failed; the message holds what it says.</exception>
    public static async Task AwaitAsync(RedfishService service, OobCall call, RedfishReply reply, string doing, CancellationToken cancel)
    {
        if (reply.Status != 202 || MonitorOf(reply) is not { } monitor) return;
        var begun = call.Clock.Elapsed;
        var waits = new Backoff(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(10));
        var wait = reply.RetryAfter ?? waits.Next();
        while (call.Clock.Elapsed - begun + wait < Longest)
        {
            await call.Clock.Delay(wait, cancel);
            var task = await service.GetAsync(service.PathOf(monitor), cancel);
            var state = Json.Text(task.Json, "TaskState");
            if (Failures.Contains(state) || task.Status is >= 400 and < 500 and not 404)
                throw call.Error(ErrorCatalogue.OobRefused, $"{doing}: its task ended{(state is null ? "" : " as " + state)} ({service.Explain(task)})");
            if (task.Status != 202 && task.Status < 500 && !Unfinished.Contains(state)) return;
            wait = task.RetryAfter ?? waits.Next();
        }
    }

    /// <summary>The monitor is in the header; some services only give the task in the body.</summary>
    private static string? MonitorOf(RedfishReply reply) =>
        reply.Location ?? Json.Text(reply.Json, "TaskMonitor") ?? Json.Text(reply.Json, "@odata.id");
}
