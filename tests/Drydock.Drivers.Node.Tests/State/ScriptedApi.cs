using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Tests.State;

/// <summary>An API that notes each request as text and answers as the test says.</summary>
internal sealed class ScriptedApi(Func<string, JToken> answer) : IMaasApi
{
    private readonly List<string> _requests = [];

    public string[] Requests
    {
        get
        {
            lock (_requests) return [.. _requests];
        }
    }

    public Task<JToken> GetAsync(string path, MaasForm? query, CancellationToken cancel) => Answer("GET " + path, query);

    public async Task<IReadOnlyList<T>> ListAsync<T>(string path, MaasForm? query, Func<JToken, T> read, CancellationToken cancel) =>
        [.. (await GetAsync(path, query, cancel)).Select(read)];

    public Task<JToken> PostAsync(string path, string? op, MaasForm? form, CancellationToken cancel) =>
        Answer("POST " + path + (op is null ? "" : " " + op), form);

    public Task<JToken> PutAsync(string path, MaasForm form, CancellationToken cancel) => Answer("PUT " + path, form);

    public Task DeleteAsync(string path, CancellationToken cancel) => Answer("DELETE " + path, null);

    public async Task<MaasRestReply> CallAsync(MaasRestCall call, CancellationToken cancel) =>
        new() { Status = 200, Value = PlainJson.Of(await Answer($"{call.Verb.ToString().ToUpperInvariant()} {call.Path}", null)) };

    private Task<JToken> Answer(string request, MaasForm? form)
    {
        var text = form is null ? request : request + " " + string.Join(" ", form.Select(field => field.Key + "=" + field.Value));
        lock (_requests) _requests.Add(text);
        return Task.FromResult(answer(text));
    }
}
