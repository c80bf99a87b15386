using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Http;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>
/// Contents of boot actions' assets that are not in the design: files, and what web servers give. Each is read once for
/// all nodes and kept for a while; a failure is not kept.
/// </summary>
public sealed class AssetStore : IDisposable
{
    private const int LargestAsset = 32 * 1024 * 1024;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly Clock _clock;
    private readonly HttpPipeline _http;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<string, (byte[] Content, TimeSpan At)> _known = new(StringComparer.Ordinal);

    /// <summary>Makes the store.</summary>
    /// <param name="clock">Time.</param>
    /// <param name="log">Where requests are told.</param>
    public AssetStore(Clock clock, IDrydockLog log)
    {
        _clock = clock;
        _http = new(new HttpPipelineOptions { Clock = clock, Log = log, MaxReplySize = LargestAsset });
    }

    /// <summary>An asset's content.</summary>
    /// <param name="location">An http or https URL, or a path; a relative one belongs to the folder.</param>
    /// <param name="folder">The folder of the document that names it.</param>
    /// <param name="cancel">Stops the request.</param>
    /// <exception cref="IOException">It cannot be had.</exception>
    public async Task<byte[]> GetAsync(string location, string folder, CancellationToken cancel)
    {
        var isWeb = Uri.TryCreate(location, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
        var key = isWeb ? location : Path.Combine(folder, location.StartsWith("file://", StringComparison.Ordinal) ? new Uri(location).LocalPath : location);
        if (!isWeb && location.Contains("://") && !location.StartsWith("file://", StringComparison.Ordinal))
            throw new IOException($"'{location}' has a scheme that is not served here; http, https and files are");
        await _gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_known.TryGetValue(key, out var known) && _clock.Elapsed - known.At <= Lifetime) return known.Content;
            var content = isWeb ? await FetchAsync(url!, cancel).ConfigureAwait(false) : await ReadAsync(key, cancel).ConfigureAwait(false);
            _known[key] = (content, _clock.Elapsed);
            return content;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _gate.Dispose();
    }

    private async Task<byte[]> FetchAsync(Uri url, CancellationToken cancel)
    {
        try
        {
            var reply = await _http.SendAsync(new HttpCall(HttpMethod.Get, url) { Retry = RetryMode.Idempotent }, cancel).ConfigureAwait(false);
            return reply.IsSuccess ? reply.Body : throw new IOException($"{url.GetLeftPart(UriPartial.Path)} answers {reply.Status}");
        }
        catch (HttpFault fault)
        {
            throw new IOException(fault.Message, fault);
        }
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancel)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 4096, useAsync: true);
        using var content = new MemoryStream();
        await file.CopyToAsync(content, 81920, cancel).ConfigureAwait(false);
        return content.ToArray();
    }
}
