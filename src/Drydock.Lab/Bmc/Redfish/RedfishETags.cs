using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Drydock.Lab.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Bmc.Redfish;

/// <summary>Writes ETags and holds changes against them (DSP0266, 6.5; RFC 9110, 13.1.1).</summary>
internal sealed class RedfishETags(ETagQuirks quirks)
{
    /// <summary>An answer with a resource and its ETag.</summary>
    public LabHttpResponse Answer(JObject resource)
    {
        var etag = Write(resource);
        if (quirks.Form == ETagForm.Body) resource["@odata.etag"] = etag;
        var answer = LabHttpResponse.Json(resource).WithHeader("OData-Version", "4.0").WithHeader("Cache-Control", "no-cache");
        return quirks.Form is ETagForm.Body or ETagForm.None ? answer : answer.WithHeader("ETag", etag);
    }

    /// <returns>Null where the change may be made; else the error's answer.</returns>
    /// <param name="ifMatch">The header; null for none.</param>
    /// <param name="resource">What is to be changed.</param>
    public LabHttpResponse? Check(string? ifMatch, JObject resource)
    {
        var sent = ifMatch?.Trim();
        var hash = Hash(resource);
        var holds = quirks.Demand switch
        {
            ETagDemand.Optional => sent is null or "*" || sent.Split(',').Any(each => each.Trim() == Write(resource)),
            ETagDemand.Exact => sent == Write(resource),
            ETagDemand.Strong => sent == Quote(hash),
            ETagDemand.Bare => sent == hash,
            ETagDemand.Any => sent == "*",
            _ => sent is null,
        };
        return holds ? null : sent is null ? RedfishError.PreconditionRequired() : RedfishError.PreconditionFailed();
    }

    private static string Quote(string hash) => "\"" + hash + "\"";

    private static string Hash(JObject resource)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(resource.ToString(Formatting.None)));
        return string.Concat(hash.Take(8).Select(each => each.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private string Write(JObject resource) => quirks.Form switch
    {
        ETagForm.Weak => "W/" + Quote(Hash(resource)),
        ETagForm.Bare => Hash(resource),
        _ => Quote(Hash(resource)),
    };
}
