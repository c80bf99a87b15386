using System;
using System.Text;
using Drydock.Lab.Http;

namespace Drydock.Lab.Maas.Api;

/// <summary>What goes wrong with requests: some are refused, of others only the answer suffers.</summary>
internal sealed class RequestFaults(LabMaasOptions options)
{
    private const string GatewayPage = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n"
        + "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";

    private static readonly LabFaultKind[] Kinds =
    [
        LabFaultKind.MaasUnavailable, LabFaultKind.MaasConflict, LabFaultKind.MaasConflictWithoutRetryAfter, LabFaultKind.MaasUnauthorized,
        LabFaultKind.MaasNotFound, LabFaultKind.MaasGatewayPage, LabFaultKind.MaasTruncatedAnswer, LabFaultKind.MaasTrickle,
        LabFaultKind.MaasRequestLost, LabFaultKind.MaasAnswerLost,
    ];

    /// <summary>What goes wrong with a request, which uses the fault once.</summary>
    /// <param name="request">The request as patterns of faults name it.</param>
    public LabFaultKind? Take(string request) => options.Faults.TryTakeRequest(Kinds, request);

    /// <summary>Ends a request before anything is done, where its fault is of that kind.</summary>
    public void Refuse(LabFaultKind? fault)
    {
        switch (fault)
        {
            case LabFaultKind.MaasUnavailable:
                throw MaasError.Unavailable("Unable to connect to any rack controller; no connections available.");
            case LabFaultKind.MaasConflict:
                throw MaasError.DatabaseConflict(options.ConflictRetryAfterSeconds);
            case LabFaultKind.MaasConflictWithoutRetryAfter:
                throw MaasError.DatabaseConflict(null);
            case LabFaultKind.MaasUnauthorized:
                throw MaasError.Unauthorized("Authorization Error: Invalid API key.");
            case LabFaultKind.MaasNotFound:
                throw MaasError.Plain(404, "Not Found");
            case LabFaultKind.MaasGatewayPage:
                throw MaasError.Page(502, GatewayPage);
            case LabFaultKind.MaasRequestLost:
                throw MaasError.Plain(503, "");
        }
    }

    /// <summary>Spoils an answer, where its fault is of that kind.</summary>
    public LabHttpResponse Apply(LabFaultKind? fault, LabHttpResponse response) => fault switch
    {
        LabFaultKind.MaasRequestLost or LabFaultKind.MaasAnswerLost => LabHttpResponse.NoAnswer(),
        LabFaultKind.MaasTruncatedAnswer => response with { Body = Half(response.Body) },
        LabFaultKind.MaasTrickle => response with { Trickle = TimeSpan.FromTicks(options.TrickleTime.Ticks / 10) },
        _ => response,
    };

    /// <summary>Half of it, but never so that it is whole JSON by chance.</summary>
    private static byte[] Half(byte[] body)
    {
        if (body.Length < 2) return Encoding.ASCII.GetBytes("{");
        var half = new byte[body.Length / 2];
        Array.Copy(body, half, half.Length);
        return half;
    }
}
