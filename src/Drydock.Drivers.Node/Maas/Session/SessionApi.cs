using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>
/// The API as a session uses it: requests are counted, and each machine has one write under way at most, since MAAS
/// serialises them at great cost.
/// </summary>
/// <param name="inner">The API that sends.</param>
/// <param name="reads">Reading requests that were made before.</param>
public sealed class SessionApi(IMaasApi inner, long reads) : IMaasApi
{
    private static readonly Regex MachinePath = new("^(?:machines|nodes)/([^/]+)/", RegexOptions.CultureInvariant);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new(StringComparer.Ordinal);
    private long _reads = reads;
    private long _writes;

    /// <summary>Requests that change nothing.</summary>
    public long Reads => Interlocked.Read(ref _reads);

    /// <summary>Requests that change something.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <inheritdoc/>
    public Task<JToken> GetAsync(string path, MaasForm? query, CancellationToken cancel)
    {
        Interlocked.Increment(ref _reads);
        return inner.GetAsync(path, query, cancel);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<T>> ListAsync<T>(string path, MaasForm? query, Func<JToken, T> read, CancellationToken cancel)
    {
        Interlocked.Increment(ref _reads);
        return inner.ListAsync(path, query, read, cancel);
    }

    /// <inheritdoc/>
    public Task<JToken> PostAsync(string path, string? op, MaasForm? form, CancellationToken cancel) =>
        WriteAsync(path, form?.Find("system_id"), () => inner.PostAsync(path, op, form, cancel), cancel);

    /// <inheritdoc/>
    public Task<JToken> PutAsync(string path, MaasForm form, CancellationToken cancel) =>
        WriteAsync(path, null, () => inner.PutAsync(path, form, cancel), cancel);

    /// <inheritdoc/>
    public Task DeleteAsync(string path, CancellationToken cancel) => WriteAsync(path, null, async () =>
    {
        await inner.DeleteAsync(path, cancel).ConfigureAwait(false);
        return JValue.CreateNull();
    }, cancel);

    /// <inheritdoc/>
    public Task<MaasRestReply> CallAsync(MaasRestCall call, CancellationToken cancel)
    {
        if (call.Verb != MaasVerb.Get)
        {
            var systemId = call.Fields.FirstOrDefault(field => field.Key == "system_id").Value;
            return WriteAsync(call.Path, systemId, () => inner.CallAsync(call, cancel), cancel);
        }

        Interlocked.Increment(ref _reads);
        return inner.CallAsync(call, cancel);
    }

    private async Task<T> WriteAsync<T>(string path, string? systemId, Func<Task<T>> write, CancellationToken cancel)
    {
        var machine = MachinePath.Match(path) is { Success: true } match ? match.Groups[1].Value : systemId;
        if (machine is null)
        {
            Interlocked.Increment(ref _writes);
            return await write().ConfigureAwait(false);
        }

        var gate = _gates.GetOrAdd(machine, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            Interlocked.Increment(ref _writes);
            return await write().ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }
}
