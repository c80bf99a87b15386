using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Tests.Maas;

public sealed class AuthenticationTests : IDisposable
{
    private readonly MaasSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_right_key_is_let_in_and_the_answer_carries_MAAS_headers()
    {
        var answer = await _site.Client.GetAsync("users/?op=whoami");
        Assert.Equal(200, answer.Status);
        Assert.Equal("application/json; charset=utf-8", answer.ContentType);
        Assert.Equal("admin", (string?)answer.Object["username"]);
        Assert.True((bool)answer.Object["is_superuser"]!);
        Assert.Equal(40, answer.Headers.GetValues("X-MAAS-API-Hash").Single().Length);
        Assert.Equal("Authorization, Cookie", string.Join(", ", answer.Headers.Vary));
    }

    [Fact]
    public async Task A_key_has_three_parts_of_MAAS_lengths()
    {
        Assert.Equal([18, 18, 32], _site.Maas.ApiKey.Reveal().Split(':').Select(part => part.Length));
        var tokens = await _site.Client.GetAsync("account/?op=list_authorisation_tokens");
        Assert.Equal(_site.Maas.ApiKey.Reveal(), (string?)tokens.Json[0]!["token"]);
    }

    [Fact]
    public async Task The_version_needs_no_key()
    {
        var answer = await Ask("version/", null);
        Assert.Equal(200, answer.Status);
        Assert.Equal("3.4.10", (string?)answer.Object["version"]);
    }

    [Theory]
    [InlineData("machines/", 400, "Unrecognised signature: method=GET op=None")]
    [InlineData("users/?op=whoami", 401, "Forbidden")]
    [InlineData("nosuch/", 404, "Unknown API endpoint: /MAAS/api/2.0/nosuch/.")]
    [InlineData("machines", 404, "Unknown API endpoint: /MAAS/api/2.0/machines.")]
    public async Task Nobody_gets_the_answer_for_nobody(string path, int status, string body)
    {
        var answer = await Ask(path, null);
        Assert.Equal((status, body), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task Another_scheme_or_a_missing_field_is_forbidden()
    {
        var bearer = await Ask("users/?op=whoami", "Bearer abc");
        Assert.Equal((401, "text/plain", "Forbidden"), (bearer.Status, bearer.ContentType, bearer.Body));
        Assert.Empty(bearer.Headers.WwwAuthenticate);
        var partial = await Ask("users/?op=whoami", _site.Client.Sign().Replace("oauth_timestamp", "oauth_other"));
        Assert.Equal((401, "Forbidden"), (partial.Status, partial.Body));
    }

    [Fact]
    public async Task Wrong_keys_get_MAAS_texts()
    {
        var secret = _site.Maas.ApiKey.Reveal().Split(':')[2];
        await Refused(_site.Client.Sign(consumer: "zzz"), "Invalid API key.");
        await Refused(_site.Client.Sign(token: "zzz"), "'Invalid access token: zzz'");
        await Refused(_site.Client.Sign(signature: "%26x"), $"'Invalid signature. Expected signature base string: &{secret}'");
        await Refused(_site.Client.Sign(method: "HMAC-SHA256"), "'Signature method HMAC-SHA256 not supported try one of the following: PLAINTEXT, HMAC-SHA1'");
    }

    [Fact]
    public async Task A_nonce_is_good_once_even_where_the_request_failed()
    {
        var header = _site.Client.Sign(nonce: "once");
        _site.Faults.Add(new LabFault(LabFaultKind.MaasUnavailable, Count: 1));
        Assert.Equal(503, (await Ask("machines/", header)).Status);
        await Refused(header, "'Nonce already used: once'");
    }

    [Fact]
    public async Task A_nonce_of_a_request_that_was_rolled_back_is_good_again()
    {
        var id = await _site.CommissionAsync();
        var disk = (await _site.Client.GetAsync($"nodes/{id}/blockdevices/")).Json[1]!;
        var header = _site.Client.Sign(nonce: "again");
        var path = $"nodes/{id}/blockdevices/{disk["id"]}/partitions/";
        Assert.Equal((500, "PartitionTable matching query does not exist."), await Brief(path, header));
        Assert.Equal(500, (await Ask(path, header)).Status);
    }

    [Fact]
    public async Task Only_old_timestamps_are_refused()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        Assert.Equal(200, (await Ask("users/?op=whoami", _site.Client.Sign(timestamp: now + 4000))).Status);
        var old = await Ask("users/?op=whoami", _site.Client.Sign(timestamp: now - 400));
        Assert.Equal(401, old.Status);
        Assert.StartsWith($"Authorization Error: 'Expired timestamp: given {now - 400} and now ", old.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OAuth realm=\"\", ", "OAuth ")]
    [InlineData("oauth_version=\"1.0\", ", "")]
    [InlineData("%26", "&")]
    public async Task Tolerated_variations_are_let_in(string from, string to) =>
        Assert.Equal(200, (await Ask("users/?op=whoami", _site.Client.Sign().Replace(from, to))).Status);

    [Fact]
    public async Task Who_is_no_administrator_is_refused_what_is_reserved()
    {
        using var joe = new MaasClient(_site.Maas, _site.Maas.AddUser("joe", isSuperuser: false));
        var answer = await joe.PostAsync("maas/", ("op", "set_config"), ("name", "maas_name"), ("value", "x"));
        Assert.Equal((403, "text/plain; charset=utf-8", "This method is reserved for admin users."), (answer.Status, answer.ContentType, answer.Body));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "name=e1&comment=%C5%BElu%C5%A5")]
    [InlineData("application/json", "{\"name\":\"e1\",\"comment\":\"žluť\"}")]
    [InlineData("multipart/form-data; boundary=XYZ", "--XYZ\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\ne1\r\n--XYZ\r\nContent-Disposition: form-data; name=\"comment\"\r\nContent-Transfer-Encoding: base64\r\n\r\nxb5sdcWl\r\n--XYZ--\r\n")]
    public async Task All_encodings_say_the_same(string type, string body)
    {
        using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        var answer = await _site.Client.SendAsync(HttpMethod.Post, "tags/", content, _site.Client.Sign());
        Assert.Equal(200, answer.Status);
        Assert.True(JToken.DeepEquals(answer.Json, JObject.Parse("""{"name":"e1","definition":"","comment":"žluť","kernel_opts":"","resource_uri":"/MAAS/api/2.0/tags/e1/"}""")));
    }

    [Fact]
    public async Task An_unknown_operation_and_an_unknown_verb_differ()
    {
        Assert.Equal((400, "Unrecognised signature: method=GET op=nosuchop"), await Brief("machines/?op=nosuchop", _site.Client.Sign()));
        Assert.Equal(405, (await _site.Client.PutAsync("machines/")).Status);
    }

    [Fact]
    public async Task Faults_are_answered_as_MAAS_does_and_counted()
    {
        _site.Faults.Add(new LabFault(LabFaultKind.MaasConflict, Count: 1));
        var (reads, writes) = (_site.Maas.Reads, _site.Maas.Writes);
        var conflict = await _site.Client.PostAsync("tags/", ("name", "t"));
        Assert.Equal((409, "text/html; charset=utf-8"), (conflict.Status, conflict.ContentType));
        Assert.Equal("1", conflict.Headers.GetValues("Retry-After").Single());
        Assert.Contains("Conflict error. Try your request again, as it will most likely succeed.", conflict.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await _site.Client.PostAsync("tags/", ("name", "t"))).Status);
        await _site.Client.GetAsync("tags/");
        Assert.Equal((reads + 1, writes + 2), (_site.Maas.Reads, _site.Maas.Writes));
    }

    private Task<MaasAnswer> Ask(string path, string? header) => _site.Client.SendAsync(HttpMethod.Get, path, null, header);

    private async Task<(int, string)> Brief(string path, string header)
    {
        var answer = await Ask(path, header);
        return (answer.Status, answer.Body);
    }

    private async Task Refused(string header, string reason)
    {
        var answer = await Ask("users/?op=whoami", header);
        Assert.Equal((401, "text/html; charset=utf-8", "Authorization Error: " + reason), (answer.Status, answer.ContentType, answer.Body));
        Assert.Equal("OAuth realm=\"OAuth\"", answer.Headers.WwwAuthenticate.Single().ToString());
    }
}
