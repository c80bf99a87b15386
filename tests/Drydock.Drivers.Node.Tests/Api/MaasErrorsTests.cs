using System;
using System.Linq;
using System.Text;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Errors;

namespace Drydock.Drivers.Node.Tests.Api;

/// <summary>MAAS 3.4's refusals, as recorded, and what becomes of them.</summary>
public sealed class MaasErrorsTests
{
    private const string Json = "application/json";
    private const string Plain = "text/plain";
    private const string Html = "text/html";

    public static TheoryData<int, string, string, string?, string, bool> Recorded => new()
    {
        { 400, Json, "{\"name\": [\"Tag with this Name already exists.\"]}", null, "Drydock.Maas.Invalid", false },
        { 400, Plain, "Filesystem is already unmounted.", "unmount", "Drydock.Maas.Invalid", false },
        { 400, Json, "{\"__all__\": [\"Commission is not available because of the current state of the node.\"]}", "commission", "Drydock.Maas.Invalid", false },
        { 403, Plain, "", "release", "Drydock.Maas.PermissionDenied", false },
        { 403, Plain, "This method is reserved for admin users.", null, "Drydock.Maas.PermissionDenied", false },
        { 404, Plain, "No Machine matches the given query.", null, "Drydock.Maas.NotFound", false },
        { 404, Plain, "", null, "Drydock.Maas.NotFound", false },
        { 404, Plain, "Unknown API endpoint: /MAAS/api/2.0/machines.", null, "Drydock.Maas.Protocol", false },
        { 404, Html, "<html>nginx</html>", null, "Drydock.Maas.Protocol", false },
        { 404, Plain, "IP address is already in use.", "link_subnet", "Drydock.Node.AddressUnavailable", false },
        { 409, Plain, "Can't deploy a machine that is in the 'Deploying' state", "deploy", "Drydock.Maas.StateConflict", false },
        { 409, Html, "<html>Conflict error. Try your request again</html>", null, "Drydock.Maas.Unavailable", true },
        { 500, Plain, "Invalid character in key name", "set_workload_annotations", "Drydock.Maas.ServerError", false },
        { 502, Html, "<html>Bad gateway</html>", null, "Drydock.Maas.Unavailable", true },
        { 503, Plain, "No rack controllers can access the BMC of node node4", "commission", "Drydock.Maas.Unavailable", true },
        { 504, Plain, "RPC timed out", null, "Drydock.Maas.Unavailable", true },
        { 301, Html, "<html>moved</html>", null, "Drydock.Maas.Protocol", false },
        { 410, Plain, "The 1.0 API is no longer available. Please use API version 2.0.", null, "Drydock.Maas.Protocol", false },
    };

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Each_refusal_has_its_id(int status, string contentType, string body, string? op, string id, bool transient)
    {
        var error = From(status, contentType, body, op);
        Assert.Equal(id, error.Error.Id);
        Assert.Equal(transient, error.IsTransient);
        Assert.Equal(status, error.Status);
        if (contentType == Plain && body.Length > 0) Assert.Contains(body, error.Message, StringComparison.Ordinal);
        if (contentType == Html) Assert.DoesNotContain("<html>", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_fields_of_a_refused_form_are_told()
    {
        var error = From(400, Json, """
            {"vid": ["This field is required.", "VID must be between 0 and 4094."], "mtu": ["Ensure this value is greater than or equal to 552."],
             "__all__": ["A VLAN with the specified VID already exists in the destination fabric."]}
            """, null);
        Assert.Equal(["This field is required.", "VID must be between 0 and 4094."], error.Fields["vid"]);
        Assert.Equal(["mtu", "vid", "__all__"], error.Fields.Keys.OrderBy(key => key.Length).ThenBy(key => key));
        Assert.Contains("vid: This field is required. VID must be between 0 and 4094.", error.Message, StringComparison.Ordinal);
        Assert.Contains("mtu: Ensure this value is greater than or equal to 552.", error.Message, StringComparison.Ordinal);
        Assert.Contains("already exists in the destination fabric.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_answer_to_a_wrong_secret_which_quotes_the_right_one_is_not_repeated()
    {
        const string Canary = "WVWuZHDUXXVUY38jXc4BfthzsbP8zUxK";
        var error = From(401, Html, $"Authorization Error: 'Invalid signature. Expected signature base string: &{Canary}'", "whoami");
        Assert.Same(ErrorCatalogue.MaasAuthenticationFailed, error.Error);
        Assert.DoesNotContain(Canary, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(error.PlainMessage);
        Assert.False(error.IsTransient);
    }

    [Fact]
    public void A_body_that_only_claims_to_be_json_is_quoted()
    {
        var error = From(400, Json, "{\"cut", null);
        Assert.Same(ErrorCatalogue.MaasInvalid, error.Error);
        Assert.Contains("{\"cut", error.Message, StringComparison.Ordinal);
    }

    private static MaasApiException From(int status, string contentType, string body, string? op) =>
        MaasErrors.From("POST x/", op, status, contentType, Encoding.UTF8.GetBytes(body));
}
