using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Tests.Support;

/// <summary>A request that reached the fake.</summary>
public sealed record Call(string Verb, string Path, string? Op, MaasForm Form)
{
    public override string ToString() => $"{Verb} {Path}{(Op is null ? "" : "?op=" + Op)} {Form.Encode()}";
}

/// <summary>MAAS's lists and tags in memory, without HTTP: for tests that count requests.</summary>
public sealed class FakeMaas : IMaasApi
{
    private readonly object _lock = new();

    public List<JObject> Machines { get; } = [];

    public Dictionary<string, JObject> PowerParameters { get; } = [];

    public List<JObject> Tags { get; } = [];

    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Asked before each request; may throw, or hold it up.</summary>
    public Func<Call, Task> Before { get; set; } = _ => Task.CompletedTask;

    public static JObject Machine(string id, string hostname, string mac, MaasMachineStatus status = MaasMachineStatus.Ready) => new()
    {
        ["system_id"] = id,
        ["hostname"] = hostname,
        ["status"] = (int)status,
        ["status_name"] = status.ToString(),
        ["status_message"] = "",
        ["domain"] = new JObject { ["name"] = "maas" },
        ["interface_set"] = new JArray(new JObject { ["id"] = 1, ["name"] = "eno1", ["mac_address"] = mac }),
    };

    /// <summary>A session with this fake.</summary>
    public MaasSession Connect(Clock clock, IDrydockLog? log = null) => new(
        new MaasTransport(this, () => 0, null),
        new MaasRegion(new Uri("http://maas.test/MAAS"), "admin", true, "3.4.10"), clock, log ?? NoLog.Instance, TimeSpan.FromSeconds(2));

    public void SetStatus(string id, MaasMachineStatus status)
    {
        lock (_lock)
        {
            var machine = Machines.Single(candidate => (string?)candidate["system_id"] == id);
            machine["status"] = (int)status;
            machine["status_name"] = status.ToString();
        }
    }

    public async Task<JToken> GetAsync(string path, MaasForm? query, CancellationToken cancel)
    {
        var call = await NoteAsync("GET", path, query?.Find("op"), query).ConfigureAwait(false);
        lock (_lock)
        {
            return path switch
            {
                "machines/" when call.Op == "power_parameters" => new JObject(PowerParameters.Select(entry => new JProperty(entry.Key, entry.Value))),
                "machines/" => new JArray(Machines.Where(machine => Meets(machine, call.Form)).Select(machine => machine.DeepClone())),
                "tags/" => new JArray(Tags.Select(tag => tag.DeepClone())),
                _ => new JArray(),
            };
        }
    }

    public async Task<IReadOnlyList<T>> ListAsync<T>(string path, MaasForm? query, Func<JToken, T> read, CancellationToken cancel) =>
        [.. (await GetAsync(path, query, cancel).ConfigureAwait(false)).Select(read)];

    public async Task<JToken> PostAsync(string path, string? op, MaasForm? form, CancellationToken cancel)
    {
        var call = await NoteAsync("POST", path, op, form).ConfigureAwait(false);
        lock (_lock)
        {
            if (op == "update_nodes") return new JObject { ["added"] = call.Form.All("add").Count(), ["removed"] = call.Form.All("remove").Count() };
            var made = new JObject(call.Form.Select(field => new JProperty(field.Key, field.Value)));
            if (path == "tags/") Tags.Add(made);
            return made.DeepClone();
        }
    }

    public async Task<MaasRestReply> CallAsync(MaasRestCall call, CancellationToken cancel)
    {
        await NoteAsync(call.Verb.ToString().ToUpperInvariant(), call.Path, call.Operation, null).ConfigureAwait(false);
        return new() { Status = 200 };
    }

    public async Task<JToken> PutAsync(string path, MaasForm form, CancellationToken cancel)
    {
        await NoteAsync("PUT", path, null, form).ConfigureAwait(false);
        lock (_lock)
        {
            var target = Tags.Find(tag => path == $"tags/{tag["name"]}/")
                ?? Machines.Find(machine => path == $"machines/{machine["system_id"]}/") ?? [];
            foreach (var field in form) target[field.Key] = field.Value;
            return target.DeepClone();
        }
    }

    public Task DeleteAsync(string path, CancellationToken cancel) => NoteAsync("DELETE", path, null, null);

    private static bool Meets(JObject machine, MaasForm query) => query.GroupBy(field => field.Key).All(filter => filter.Key switch
    {
        "id" => filter.Any(value => (string?)machine["system_id"] == value.Value),
        "hostname" => filter.Any(value => (string?)machine["hostname"] == value.Value),
        "mac_address" => filter.Any(value => machine["interface_set"]!.Any(nic => (string?)nic["mac_address"] == value.Value)),
        "status" => filter.Any(value => value.Value == MachineQueries.FilterName((MaasMachineStatus)(int)machine["status"]!)),
        _ => true,
    });

    private async Task<Call> NoteAsync(string verb, string path, string? op, MaasForm? form)
    {
        var call = new Call(verb, path, op, form ?? []);
        Calls.Enqueue(call);
        await Before(call).ConfigureAwait(false);
        return call;
    }
}
