using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Drydock.Lab.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Tests.Maas;

/// <summary>An answer of the lab's MAAS.</summary>
public sealed record MaasAnswer(int Status, string ContentType, string Body, System.Net.Http.Headers.HttpResponseHeaders Headers)
{
    public JToken Json => JToken.Parse(Body);

    public JObject Object => (JObject)Json;
}

/// <summary>Asks the lab's MAAS, with a signed header of the test's own making.</summary>
public sealed class MaasClient(LabMaas maas, Secret? key = null) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    public Task<MaasAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, Sign());

    public Task<MaasAnswer> PostAsync(string path, params (string Name, object Value)[] fields) => SendAsync(HttpMethod.Post, path, Form(fields), Sign());

    public Task<MaasAnswer> PutAsync(string path, params (string Name, object Value)[] fields) => SendAsync(HttpMethod.Put, path, Form(fields), Sign());

    public Task<MaasAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null, Sign());

    public async Task<MaasAnswer> SendAsync(HttpMethod verb, string path, HttpContent? content, string? authorization)
    {
        using var request = new HttpRequestMessage(verb, new Uri(maas.Url + "/api/2.0/" + path)) { Content = content };
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await _http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return new((int)response.StatusCode, response.Content.Headers.ContentType?.ToString() ?? "", body, response.Headers);
    }

    public string Sign(string? nonce = null, long? timestamp = null, string? consumer = null, string? token = null, string? signature = null, string method = "PLAINTEXT")
    {
        var parts = (key ?? maas.ApiKey).Reveal().Split(':');
        return $"OAuth realm=\"\", oauth_version=\"1.0\", oauth_nonce=\"{nonce ?? Guid.NewGuid().ToString("N")}\", "
            + $"oauth_timestamp=\"{timestamp ?? DateTimeOffset.UtcNow.ToUnixTimeSeconds()}\", oauth_consumer_key=\"{consumer ?? parts[0]}\", "
            + $"oauth_token=\"{token ?? parts[1]}\", oauth_signature_method=\"{method}\", oauth_signature=\"{signature ?? "%26" + parts[2]}\"";
    }

    public void Dispose() => _http.Dispose();

    private static StringContent Form((string Name, object Value)[] fields) => new(
        string.Join("&", fields.Select(field => Uri.EscapeDataString(field.Name) + "=" + Uri.EscapeDataString(field.Value.ToString()!))),
        System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
}
