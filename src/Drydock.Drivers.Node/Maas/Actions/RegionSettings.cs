using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>Brings settings of the region (<c>maas/?op=get_config</c>) to what is wanted; writes only those that differ.</summary>
/// <param name="session">The session.</param>
/// <param name="report">Counts what is written.</param>
internal sealed class RegionSettings(MaasSession session, SiteReport report)
{
    /// <summary>Settings that are lists in the design and one text in MAAS; their order counts, their commas do not.</summary>
    private static readonly char[] Separators = [' ', ',', '\t'];

    /// <summary>Sets a switch.</summary>
    public Task EnsureAsync(string name, bool wanted, CancellationToken cancel) =>
        EnsureAsync(name, wanted ? "true" : "false", now => now is { Type: JTokenType.Boolean } flag && (bool)flag == wanted, cancel);

    /// <summary>Sets a text; an empty one clears it.</summary>
    public Task EnsureAsync(string name, string wanted, CancellationToken cancel) =>
        EnsureAsync(name, wanted, now => Text(now) == wanted, cancel);

    /// <summary>Sets a list of words.</summary>
    public Task EnsureAsync(string name, IReadOnlyList<string> wanted, CancellationToken cancel)
    {
        var text = string.Join(" ", wanted);
        return EnsureAsync(name, text, now => string.Join(" ", Text(now).Split(Separators, System.StringSplitOptions.RemoveEmptyEntries)) == text, cancel);
    }

    private async Task EnsureAsync(string name, string wanted, System.Func<JToken, bool> isSame, CancellationToken cancel)
    {
        JToken now;
        try
        {
            now = await session.Api.GetAsync("maas/", new MaasForm().Add("op", "get_config").Add("name", name), cancel).ConfigureAwait(false);
        }
        catch (MaasApiException error) when (error.Status == 400)
        {
            report.Error($"MAAS {session.Version} has no setting '{name}': {error.PlainMessage}");
            return;
        }

        if (isSame(now)) return;
        try
        {
            await report.OperateAsync("maas/", "set_config", new MaasForm().Add("name", name).Add("value", wanted),
                $"Setting {name} is '{wanted}', was '{Text(now)}'.", cancel).ConfigureAwait(false);
        }
        catch (MaasApiException error) when (error.Status == 400)
        {
            report.Error($"MAAS refuses '{wanted}' for its setting {name}: {error.PlainMessage}");
        }
    }

    private static string Text(JToken value) => value switch
    {
        { Type: JTokenType.Boolean } flag => (bool)flag ? "true" : "false",
        JValue { Value: { } plain } => System.Convert.ToString(plain, System.Globalization.CultureInfo.InvariantCulture) ?? "",
        _ => "",
    };
}
