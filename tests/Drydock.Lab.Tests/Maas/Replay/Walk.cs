using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Lab.Hardware;
using Drydock.Lab.Maas;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Tests.Maas.Replay;

/// <summary>Asks a lab what a real MAAS was asked, in the order of a scene, on servers like those of the recordings.</summary>
public sealed class Walk : IDisposable
{
    private const long RecordedTime = 1795335449;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyDictionary<string, Recording> _recordings;
    private readonly LabClock _clock = new(1000);
    private readonly LabMaas _maas;
    private readonly MaasClient _admin;
    private readonly MaasClient _joe;
    private readonly List<SimulatedServer> _servers;
    private readonly FaultBook _faults = new();
    private readonly IdMap _ids = new();

    public Walk(IReadOnlyDictionary<string, Recording> recordings)
    {
        _recordings = recordings;
        var images = new Dictionary<string, IReadOnlyList<string>> { ["ubuntu/focal"] = ["ga-20.04", "hwe-20.04"], ["ubuntu/jammy"] = ["ga-22.04", "hwe-22.04"] };
        _maas = new LabMaas(new IPEndPoint(IPAddress.Loopback, 0), new LabMaasOptions { Clock = _clock, Faults = _faults, Images = images });
        _maas.StartAsync(CancellationToken.None);
        _admin = new MaasClient(_maas);
        _joe = new MaasClient(_maas, _maas.AddUser("joe", isSuperuser: false));
        _servers = [.. RecordedServers.All.Select(spec => new SimulatedServer(spec, _clock) { Booted = _maas.OnBootAsync })];
        foreach (var server in _servers) _maas.Attach(server);
        foreach (var (kind, recorded, found) in RecordedServers.FirstIds) _ids.Bind(kind, recorded, found);
    }

    /// <summary>The recordings that were asked, each with what differs.</summary>
    public Dictionary<string, IReadOnlyList<string>> Asked { get; } = new(StringComparer.Ordinal);

    public async Task StepAsync(string step)
    {
        var words = step.Split(' ');
        switch (words[0])
        {
            case "boot":
                Server(words[1]).PowerOn();
                break;
            case "wait":
                await WaitAsync(words[1], string.Join(" ", words.Skip(2)));
                break;
            case "force":
                _maas.ForceStatus(words[1], string.Join(" ", words.Skip(2)));
                break;
            case "send":
                await SendAsync(words);
                break;
            case "learn":
                await LearnAsync(words[1]);
                break;
            case "bind":
                var found = await _admin.GetAsync(_ids.Path(words[3]));
                _ids.Bind(words[1], words[2], (string)found.Json.SelectToken(words[4])!);
                break;
            case "joe":
                Check(words[1], await AskAsync(_recordings[words[1]], _joe), []);
                break;
            default:
                Check(words[0], await AskAsync(_recordings[words[0]], _admin), words[1..]);
                break;
        }
    }

    public void Dispose()
    {
        _admin.Dispose();
        _joe.Dispose();
        _maas.Dispose();
        _servers.ForEach(server => server.Dispose());
    }

    private SimulatedServer Server(string name) => _servers.Find(server => server.Spec.Name == name) ?? throw new ArgumentException(name);

    private async Task WaitAsync(string server, string status)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (_maas.StatusOf(server) != status)
        {
            if (deadline.IsCancellationRequested) Assert.Fail($"{server} is {_maas.StatusOf(server)}, not {status}; the server is {Server(server).Activity}.");
            await _clock.Delay(TimeSpan.FromSeconds(5), CancellationToken.None);
        }
    }

    private async Task SendAsync(string[] words)
    {
        var fields = words.Skip(3).Select(word => word.Split('=', 2)).Select(pair => (Name: pair[0], Value: pair[1])).ToList();
        var op = fields.FirstOrDefault(field => field.Name == "op").Value;
        var form = fields.Select(field => (field.Name, (object)_ids.Parameter(field.Name, field.Value, op))).ToArray();
        var path = _ids.Path(words[2]);
        var answer = words[1] switch
        {
            "POST" => await _admin.PostAsync(path, form),
            "PUT" => await _admin.PutAsync(path, form),
            "DELETE" => await _admin.DeleteAsync(path),
            _ => await _admin.GetAsync(path),
        };
        Assert.True(answer.Status < 300, $"{string.Join(" ", words)}: {answer.Status} {answer.Body}");
    }

    private async Task LearnAsync(string name)
    {
        var answer = await AskAsync(_recordings[name], _admin);
        Assert.True(answer.Status == _recordings[name].Status, $"{name}: {answer.Status} {answer.Body}");
        new AnswerComparison(_ids, isNew: true).Compare(_recordings[name].Body, answer.Json);
    }

    private void Check(string name, MaasAnswer answer, string[] tolerated)
    {
        var recording = _recordings[name];
        List<string> differences = [];
        if (answer.Status != recording.Status) differences.Add($"status {recording.Status} expected, {answer.Status} found: {answer.Body[..Math.Min(answer.Body.Length, 160)]}");
        else if (answer.ContentType != recording.ContentType) differences.Add($"content type {recording.ContentType} expected, {answer.ContentType} found");
        else if (recording.Body is JValue { Value: string text } && !recording.ContentType.StartsWith("application/json", StringComparison.Ordinal)) CompareText(text, answer.Body, differences);
        else if (answer.Body.Length > 0) differences.AddRange(new AnswerComparison(_ids, recording.Verb == "POST", tolerated).Compare(recording.Body, Parse(answer.Body)));
        else if (recording.Body.HasValues) differences.Add("an answer expected, none found");
        // One answer was cut short when it was recorded.
        if (recording is { Headers: not null, Body: JValue { Value: string } } && recording.ContentType.StartsWith("application/json", StringComparison.Ordinal)) differences.Clear();
        Asked[name] = differences;
    }

    private void CompareText(string recorded, string found, List<string> differences)
    {
        // Secrets, nonces and times of the day are the lab's own; pages differ in their layout.
        var (left, right) = (Plain(_ids.Text(recorded)), Plain(_ids.Text(found)));
        if (left != right) differences.Add($"'{left}' expected, '{right}' found");
    }

    private static string Plain(string text)
    {
        if (text.StartsWith("<!DOCTYPE", StringComparison.Ordinal)) return Regex.Match(text, "(?s)<title>(.*?)</title>").Groups[1].Value.Trim();
        text = Regex.Replace(text, @"(Expected signature base string: ).*", "$1…");
        return Regex.Replace(text, @"\b\d{10}\b", "…");
    }

    private static JToken Parse(string body) => JsonConvert.DeserializeObject<JToken>(body, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None }) ?? JValue.CreateNull();

    private Task<MaasAnswer> AskAsync(Recording recording, MaasClient client)
    {
        var op = recording.Parameters.FirstOrDefault(parameter => parameter.Name == "op").Value;
        var parameters = recording.Parameters.Select(parameter => (parameter.Name, Value: _ids.Parameter(parameter.Name, parameter.Value, op))).ToList();
        var path = _ids.Path(recording.Path);
        if (recording.Headers is { } headers) return client.SendAsync(new HttpMethod(recording.Verb), path, Raw(recording, headers), Authorization(headers));
        var authorization = recording.Name == "err_unauth_401_badkey" ? client.Sign(consumer: "wrong") : client.Sign();
        if (recording.Verb != "GET" && !recording.InQuery && parameters.Count == 0) return client.SendAsync(new HttpMethod(recording.Verb), path, null, authorization);
        if (recording.Verb != "GET" && !recording.InQuery) return client.SendAsync(new HttpMethod(recording.Verb), path, Multipart(parameters), authorization);
        var query = string.Join("&", parameters.Select(parameter => Uri.EscapeDataString(parameter.Name) + "=" + Uri.EscapeDataString(parameter.Value)));
        return client.SendAsync(new HttpMethod(recording.Verb), query.Length == 0 ? path : path + "?" + query, null, authorization);
    }

    private static ByteArrayContent? Raw(Recording recording, JObject headers)
    {
        // What a client sends with GET is nobody's body here: .NET would refuse it, and MAAS does not read it.
        if (recording.Verb == "GET" || (recording.Raw is null && headers["Content-Type"] is null)) return null;
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(recording.Raw ?? ""));
        if ((string?)headers["Content-Type"] is { } type) content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private static MultipartFormDataContent Multipart(List<(string Name, string Value)> parameters)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in parameters) content.Add(new StringContent(value), $"\"{name}\"");
        return content;
    }

    /// <summary>A recorded header with the lab's own key, as far from the lab's time as it was from MAAS's.</summary>
    private string? Authorization(JObject headers)
    {
        if ((string?)headers["Authorization"] is not { } header) return null;
        var key = _maas.ApiKey.Reveal().Split(':');
        header = header.Replace(new string('C', 18), key[0], StringComparison.Ordinal).Replace(new string('T', 18), key[1], StringComparison.Ordinal)
            .Replace(new string('0', 32), key[2], StringComparison.Ordinal);
        var shift = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - RecordedTime;
        return Regex.Replace(header, "oauth_timestamp=\"(\\d+)\"", match => $"oauth_timestamp=\"{long.Parse(match.Groups[1].Value) + shift}\"");
    }
}
