using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Errors;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>Tags machines: all machines that get a tag at about the same time get it in one request.</summary>
public sealed class TagWriter
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(25);
    private const int UpdateAttempts = 3;

    private readonly IMaasApi _api;
    private readonly SiteCache _site;
    private readonly Coalescer<(string Tag, string SystemId, bool Remove), object> _writes;
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _definitions = new(StringComparer.Ordinal);

    /// <summary>Makes the writer.</summary>
    /// <param name="api">The API.</param>
    /// <param name="site">Which tags exist.</param>
    /// <param name="clock">Time.</param>
    public TagWriter(IMaasApi api, SiteCache site, Clock clock)
    {
        _api = api;
        _site = site;
        _writes = new(clock, Window, WriteAsync);
    }

    /// <summary>Gives a tag to a machine; a tag that does not exist is made first.</summary>
    /// <param name="tag">The tag's name: letters, digits, <c>_</c>, <c>.</c> and <c>-</c>.</param>
    /// <param name="systemId">The machine.</param>
    /// <param name="cancel">Ends the wait.</param>
    public Task ApplyTagAsync(string tag, string systemId, CancellationToken cancel) => _writes.GetAsync((tag, systemId, false), cancel);

    /// <summary>Takes a tag from a machine.</summary>
    /// <param name="tag">The tag's name.</param>
    /// <param name="systemId">The machine.</param>
    /// <param name="cancel">Ends the wait.</param>
    public Task RemoveTagAsync(string tag, string systemId, CancellationToken cancel) => _writes.GetAsync((tag, systemId, true), cancel);

    /// <summary>Makes a tag, or brings its kernel options to what is wanted; writes only where they differ.</summary>
    /// <param name="tag">The tag's name.</param>
    /// <param name="kernelOptions">Kernel parameters; null leaves those of an existing tag.</param>
    /// <param name="cancel">Stops the requests.</param>
    /// <returns>True where something was written.</returns>
    public async Task<bool> EnsureTagAsync(string tag, string? kernelOptions, CancellationToken cancel)
    {
        if (await IsAsWantedAsync().ConfigureAwait(false)) return false;
        // A tag that several nodes share must not be made twice.
        var gate = _definitions.GetOrAdd(tag, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            var existing = await FindAsync(tag, cancel).ConfigureAwait(false);
            if (existing is not null && (kernelOptions is null || existing.KernelOptions == kernelOptions)) return false;
            if (existing is null) await CreateAsync(tag, kernelOptions, cancel).ConfigureAwait(false);
            else await SetKernelOptionsAsync(tag, kernelOptions!, cancel).ConfigureAwait(false);
            return true;
        }
        finally
        {
            gate.Release();
        }

        async Task<bool> IsAsWantedAsync() => await FindAsync(tag, cancel).ConfigureAwait(false) is { } found
            && (kernelOptions is null || found.KernelOptions == kernelOptions);
    }

    private Task<MaasTag?> FindAsync(string tag, CancellationToken cancel) => _site.FindTagAsync(tag, cancel);

    /// <summary>Makes a tag. Where the answer is lost, tags are read before it is asked for again.</summary>
    private async Task CreateAsync(string tag, string? kernelOptions, CancellationToken cancel)
    {
        var form = new MaasForm().Add("name", tag);
        if (kernelOptions is { Length: > 0 }) form.Add("kernel_opts", kernelOptions);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _site.Remember(MaasSiteParsing.Tag(await _api.PostAsync("tags/", null, form, cancel).ConfigureAwait(false)));
                return;
            }
            catch (MaasOutcomeUnknownException) when (attempt < UpdateAttempts)
            {
                _site.InvalidateTags();
                if (await FindAsync(tag, cancel).ConfigureAwait(false) is not { } found) continue;
                if (kernelOptions is not null && found.KernelOptions != kernelOptions) await SetKernelOptionsAsync(tag, kernelOptions, cancel).ConfigureAwait(false);
                return;
            }
            catch (MaasApiException error) when (error.Fields.ContainsKey("name") && error.PlainMessage.Contains("already exists"))
            {
                // Somebody else made it since the list was read.
                _site.InvalidateTags();
                if (kernelOptions is not null) await SetKernelOptionsAsync(tag, kernelOptions, cancel).ConfigureAwait(false);
                return;
            }
        }
    }

    private async Task SetKernelOptionsAsync(string tag, string kernelOptions, CancellationToken cancel)
    {
        var form = new MaasForm().Add("kernel_opts", kernelOptions);
        var changed = await _api.PutAsync($"tags/{Uri.EscapeDataString(tag)}/", form, cancel).ConfigureAwait(false);
        _site.Remember(MaasSiteParsing.Tag(changed));
    }

    private async Task<IReadOnlyDictionary<(string Tag, string SystemId, bool Remove), object>> WriteAsync(
        IReadOnlyCollection<(string Tag, string SystemId, bool Remove)> wanted, CancellationToken cancel)
    {
        await Task.WhenAll(wanted.GroupBy(item => item.Tag, StringComparer.Ordinal).Select(async same =>
        {
            var add = same.Where(item => !item.Remove).Select(item => item.SystemId).ToArray();
            if (add.Length > 0) await EnsureTagAsync(same.Key, null, cancel).ConfigureAwait(false);
            await UpdateAsync(same.Key, add, [.. same.Where(item => item.Remove).Select(item => item.SystemId)], cancel).ConfigureAwait(false);
        })).ConfigureAwait(false);
        return wanted.ToDictionary(item => item, _ => new object());
    }

    /// <summary>Adds and removes. Where the answer is lost, who has the tag is read before the rest is asked for again.</summary>
    private async Task UpdateAsync(string tag, string[] add, string[] remove, CancellationToken cancel)
    {
        for (var attempt = 1; add.Length + remove.Length > 0; attempt++)
        {
            try
            {
                var form = new MaasForm().Add("add", add).Add("remove", remove);
                var done = await _api.PostAsync($"tags/{Uri.EscapeDataString(tag)}/", "update_nodes", form, cancel).ConfigureAwait(false);
                if (done.Int("added") >= add.Length) return;
                throw new DrydockException(ErrorCatalogue.MachineNotFound,
                    $"MAAS gave the tag '{tag}' to {done.Int("added")} of {add.Length} machines; the others are gone.")
                { Target = tag };
            }
            catch (MaasOutcomeUnknownException) when (attempt < UpdateAttempts)
            {
                var tagged = await _api.ListAsync("machines/", new MaasForm().Add("tags", tag), machine => machine.Text("system_id"), cancel).ConfigureAwait(false);
                var having = new HashSet<string>(tagged, StringComparer.Ordinal);
                add = [.. add.Where(id => !having.Contains(id))];
                remove = [.. remove.Where(having.Contains)];
            }
        }
    }
}
