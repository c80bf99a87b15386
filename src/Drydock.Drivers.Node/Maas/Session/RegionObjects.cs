using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Errors;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>Reads and writes MAAS's objects of all kinds for users, who want each answer fresh.</summary>
/// <param name="api">The API.</param>
internal sealed class RegionObjects(IMaasApi api)
{
    private const int EventsPerRequest = 1000;
    private static readonly Regex SecretName = new("password|passphrase|_key$|macaroon|credential", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
    private static readonly Regex KnownNames = new(@"\(valid settings are: (?<names>[^)]*)\)", RegexOptions.CultureInvariant);
    private IReadOnlyList<string>? _settingNames;

    /// <summary>Objects of a kind.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string? systemId, IEnumerable<KeyValuePair<string, string>>? parameters, CancellationToken cancel)
        where T : class
    {
        var kind = MaasKind.Of(typeof(T));
        var page = await api.GetAsync(kind.Path(systemId), parameters is null ? null : Form(parameters), cancel).ConfigureAwait(false);
        return [.. kind.Read(page).Cast<T>()];
    }

    /// <summary>The latest events; MAAS gives at most a thousand at once, older ones on the page before.</summary>
    public async Task<IReadOnlyList<MaasEvent>> EventsAsync(
        IEnumerable<KeyValuePair<string, string>> parameters, int count, CancellationToken cancel)
    {
        var filter = parameters.ToList();
        var events = new List<MaasEvent>();
        for (var wanted = Math.Min(count, EventsPerRequest); wanted > 0; wanted = Math.Min(count - events.Count, EventsPerRequest))
        {
            var query = Form(filter).Add("op", "query").Add("limit", wanted);
            if (events.Count > 0) query.Add("before", events.Min(entry => entry.Id));
            var page = await api.GetAsync("events/", query, cancel).ConfigureAwait(false);
            var older = page.Items("events").Select(MaasSiteParsing.Event).ToList();
            events.AddRange(older);
            if (older.Count < wanted) break;
        }

        return events;
    }

    /// <summary>Names of settings: MAAS tells them only to who asks for one that it does not have.</summary>
    public async Task<IReadOnlyList<string>> SettingNamesAsync(CancellationToken cancel)
    {
        if (_settingNames is { } known) return known;
        try
        {
            await api.GetAsync("maas/", new MaasForm().Add("op", "get_config").Add("name", "?"), cancel).ConfigureAwait(false);
        }
        catch (MaasApiException refusal) when (refusal.Status == 400 && KnownNames.Match(refusal.Message) is { Success: true } match)
        {
            return _settingNames = [.. match.Groups["names"].Value.Split(',').Select(name => name.Trim()).Where(name => name.Length > 0)];
        }

        throw new DrydockException(ErrorCatalogue.MaasProtocol, "This MAAS does not tell the names of its settings. Ask for a setting by its name.");
    }

    /// <summary>One setting.</summary>
    public async Task<MaasSetting> SettingAsync(string name, CancellationToken cancel)
    {
        var value = PlainJson.Of(await api.GetAsync("maas/", new MaasForm().Add("op", "get_config").Add("name", name), cancel).ConfigureAwait(false));
        return new() { Name = name, Value = value is string { Length: > 0 } text && SecretName.IsMatch(name) ? new Secret(text) : value };
    }

    /// <summary>Creates an object.</summary>
    public async Task<T> CreateAsync<T>(IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancel)
        where T : class
    {
        var kind = MaasKind.Of(typeof(T));
        return (T)kind.ReadOne(await api.PostAsync(kind.Path(null), null, Form(fields), cancel).ConfigureAwait(false));
    }

    /// <summary>Changes an object.</summary>
    public async Task<T> ChangeAsync<T>(string id, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancel)
        where T : class
    {
        var kind = MaasKind.Of(typeof(T));
        return (T)kind.ReadOne(await api.PutAsync(kind.Item(id), Form(fields), cancel).ConfigureAwait(false));
    }

    /// <summary>Removes an object. Unlike an action, which wants it gone, a user wants to know that it never was there.</summary>
    public async Task RemoveAsync<T>(string id, CancellationToken cancel)
        where T : class =>
        await api.CallAsync(new MaasRestCall { Verb = MaasVerb.Delete, Path = MaasKind.Of(typeof(T)).Item(id) }, cancel).ConfigureAwait(false);

    private static MaasForm Form(IEnumerable<KeyValuePair<string, string>> fields) =>
        fields.Aggregate(new MaasForm(), (form, field) => form.Add(field.Key, field.Value));
}
