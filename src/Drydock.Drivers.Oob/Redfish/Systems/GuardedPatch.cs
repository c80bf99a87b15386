using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Redfish.Http;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.Systems;

/// <summary>Changes a resource that may be guarded by an ETag, or not be ready for a change yet.</summary>
internal sealed class GuardedPatch(RedfishService service, OobCall call, string path)
{
    private const int SettlingRetries = 6;

    /// <summary>Sends a change; waits where the server's self-test or a job under way does not allow it yet.</summary>
    /// <param name="etag">The resource's ETag as it was read; null for none.</param>
    /// <param name="body">The change.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <returns>The last answer, whatever its status.</returns>
    public async Task<RedfishReply> SendAsync(string? etag, JObject body, CancellationToken cancel)
    {
        var waits = new Backoff(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
        for (var tries = 0; ; tries++)
        {
            var reply = await MatchAsync(etag, body, cancel);
            if (!reply.IsSettling || tries == SettlingRetries) return reply;
            call.Write(LogLevel.Verbose, $"{path} cannot be changed yet: {service.Explain(reply)}");
            await call.Clock.Delay(reply.RetryAfter ?? waits.Next(), cancel);
        }
    }

    private static bool IsUnmatched(RedfishReply reply) => reply.Status is 412 or 428;

    /// <summary>
    /// Sends the change with the ETag as the BMC wrote it. Where that is refused (412, 428) the resource is read again, as
    /// it may have changed; then its ETag is given as it is, as a strong one, without quotes, not at all, and for any.
    /// BMCs differ in what they compare.
    /// </summary>
    private async Task<RedfishReply> MatchAsync(string? etag, JObject body, CancellationToken cancel)
    {
        var reply = await service.PatchAsync(path, body, etag, cancel);
        if (!IsUnmatched(reply)) return reply;
        var fresh = (await service.ReadAsync(path, cancel)).ETag;
        var strong = fresh?.StartsWith("W/", StringComparison.Ordinal) == true ? fresh.Substring(2) : fresh;
        foreach (var form in new[] { fresh, strong, strong?.Trim('"'), null, "*" }.Distinct().Where(form => form != etag))
        {
            reply = await service.PatchAsync(path, body, form, cancel);
            if (!IsUnmatched(reply)) return reply;
        }

        return reply;
    }
}
