using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>
/// Fabrics, subnets and tags, which the actions of all nodes read: each list is read once for all of them. Lists are
/// forgotten after a short while, since MAAS removes fabrics by itself when their last interface leaves.
/// </summary>
public sealed class SiteCache
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);
    private readonly CachedList<MaasFabric> _fabrics;
    private readonly CachedList<MaasSubnet> _subnets;
    private readonly CachedList<MaasTag> _tags;
    private readonly CachedList<MaasBootResource> _images;
    private readonly CachedList<MaasScript> _scripts;
    private readonly CachedList<MaasRackController> _racks;
    private readonly object _lock = new();
    private readonly Clock _clock;
    private readonly Dictionary<string, (MaasTag Tag, TimeSpan At)> _written = new(StringComparer.Ordinal);

    /// <summary>Makes the cache.</summary>
    /// <param name="api">The API.</param>
    /// <param name="clock">Time.</param>
    public SiteCache(IMaasApi api, Clock clock)
    {
        _clock = clock;
        _fabrics = new(clock, Lifetime, cancel => api.ListAsync("fabrics/", null, MaasNetworkParsing.Fabric, cancel));
        _subnets = new(clock, Lifetime, cancel => api.ListAsync("subnets/", null, MaasNetworkParsing.Subnet, cancel));
        _scripts = new(clock, Lifetime, cancel => api.ListAsync("scripts/", null, MaasSiteParsing.Script, cancel));
        _racks = new(clock, Lifetime, cancel => api.ListAsync("rackcontrollers/", null, MaasSiteParsing.RackController, cancel));
        _images = new(clock, Lifetime, cancel => api.ListAsync("boot-resources/", null, MaasSiteParsing.BootResource, cancel));
        _tags = new(clock, Lifetime, cancel => api.ListAsync("tags/", null, MaasSiteParsing.Tag, cancel));
    }

    /// <summary>Fabrics with their VLANs.</summary>
    /// <param name="cancel">Ends the wait.</param>
    public Task<IReadOnlyList<MaasFabric>> GetFabricsAsync(CancellationToken cancel) => _fabrics.GetAsync(cancel);

    /// <summary>Subnets.</summary>
    /// <param name="cancel">Ends the wait.</param>
    public Task<IReadOnlyList<MaasSubnet>> GetSubnetsAsync(CancellationToken cancel) => _subnets.GetAsync(cancel);

    /// <summary>Images from which machines are deployed.</summary>
    /// <param name="cancel">Ends the wait.</param>
    public Task<IReadOnlyList<MaasBootResource>> GetImagesAsync(CancellationToken cancel) => _images.GetAsync(cancel);

    /// <summary>Commissioning and testing scripts, without their texts.</summary>
    /// <param name="cancel">Ends the wait.</param>
    public Task<IReadOnlyList<MaasScript>> GetScriptsAsync(CancellationToken cancel) => _scripts.GetAsync(cancel);

    /// <summary>Rack controllers.</summary>
    /// <param name="cancel">Ends the wait.</param>
    public Task<IReadOnlyList<MaasRackController>> GetRacksAsync(CancellationToken cancel) => _racks.GetAsync(cancel);

    /// <summary>A tag, also one that this session wrote since tags were read; null where there is none.</summary>
    /// <param name="name">The tag's name.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<MaasTag?> FindTagAsync(string name, CancellationToken cancel)
    {
        var tags = await _tags.GetAsync(cancel).ConfigureAwait(false);
        lock (_lock)
        {
            // The list in use is younger than its lifetime, so that it has what was written before that.
            if (_written.TryGetValue(name, out var entry) && _clock.Elapsed - entry.At <= Lifetime) return entry.Tag;
        }

        return tags.FirstOrDefault(tag => tag.Name == name);
    }

    /// <summary>Has fabrics read anew.</summary>
    public void InvalidateFabrics() => _fabrics.Invalidate();

    /// <summary>Has subnets read anew.</summary>
    public void InvalidateSubnets() => _subnets.Invalidate();

    /// <summary>Has images read anew.</summary>
    public void InvalidateImages() => _images.Invalidate();

    /// <summary>Has scripts read anew.</summary>
    public void InvalidateScripts() => _scripts.Invalidate();

    /// <summary>Has tags read anew.</summary>
    public void InvalidateTags()
    {
        lock (_lock) _written.Clear();
        _tags.Invalidate();
    }

    /// <summary>Keeps what MAAS answered when a tag was written, which saves reading all tags again for each.</summary>
    /// <param name="tag">The tag as it is now.</param>
    internal void Remember(MaasTag tag)
    {
        lock (_lock) _written[tag.Name] = (tag, _clock.Elapsed);
    }
}
