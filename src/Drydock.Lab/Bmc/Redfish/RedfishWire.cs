using System;
using System.Text;
using System.Threading;
using Drydock.Lab.Http;

namespace Drydock.Lab.Bmc.Redfish;

/// <summary>Gives requests and answers the HTTP habits of a service. Thread-safe.</summary>
internal sealed class RedfishWire(WireQuirks quirks, string scheme)
{
    private int _notReady = quirks.NotReadyAnswers;

    /// <returns>An answer to a request that is not looked at further; null where it is.</returns>
    public LabHttpResponse? Stop(LabHttpRequest request)
    {
        if (quirks.RedirectsToSlash && !request.RawPath.EndsWith("/", StringComparison.Ordinal))
            return LabHttpResponse.Empty(308).WithHeader("Location", scheme + "://bmc.invalid" + request.RawPath + "/");
        return quirks.ExactContentType && request.Body.Length > 0 && request.Header("Content-Type") is var type && type != "application/json"
            ? RedfishError.UnsupportedMediaType(type ?? "missing") : null;
    }

    /// <param name="busy">Whether it has no time now.</param>
    /// <returns>The answer of a service that still starts, or is busy; null where it is ready.</returns>
    public LabHttpResponse? Delay(bool busy) => Interlocked.Decrement(ref _notReady) < 0 && !busy ? null
        : RedfishError.Vendor(503, quirks.NotReadyMessage, "The service is not ready. Retry later.")
            .WithHeader("Retry-After", RedfishJson.Number(quirks.NotReadySeconds));

    /// <returns>The answer as it is sent.</returns>
    public LabHttpResponse Dress(LabHttpRequest request, LabHttpResponse response)
    {
        if (response.Body.Length > 0) response = response with { ContentType = quirks.ContentType.Length > 0 ? quirks.ContentType : null };
        if (quirks.BrokenGzip && request.Header("Accept-Encoding")?.Contains("gzip") == true)
            response = (response with { Body = Encoding.ASCII.GetBytes("no gzip") }).WithHeader("Content-Encoding", "gzip");
        return response with { Trickle = quirks.Trickle, Http10 = quirks.Http10 };
    }
}
