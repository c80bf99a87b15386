using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Errors;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>What MAAS noted of a machine (<c>GET events/?op=query</c>).</summary>
internal static class MachineEvents
{
    private const int Newest = 20;
    private const int Shown = 3;

    /// <summary>The newest problems of a machine, newest first; the newest events where none is marked as a problem.</summary>
    /// <param name="session">The session.</param>
    /// <param name="systemId">The machine.</param>
    /// <param name="cancel">Stops the request.</param>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(MaasSession session, string systemId, CancellationToken cancel)
    {
        try
        {
            var query = new MaasForm().Add("op", "query").Add("id", systemId).Add("level", "INFO").Add("limit", Newest);
            var events = (await session.Api.GetAsync("events/", query, cancel).ConfigureAwait(false)).Items("events")
                .Select(entry => (Level: entry.Text("level"), Text: Describe(entry.Text("type"), entry.Text("description")))).ToList();
            var problems = events.Where(entry => entry.Level is "WARNING" or "ERROR" or "CRITICAL").ToList();
            return [.. (problems.Count > 0 ? problems : events).Take(Shown).Select(entry => entry.Text)];
        }
        catch (DrydockException fault)
        {
            // The machine's failure is what the user must hear of, not that its events cannot be read.
            session.Log.Write(LogLevel.Verbose, $"The events of {systemId} cannot be read: {fault.Message}");
            return [];
        }
    }

    private static string Describe(string type, string description) =>
        description.Length == 0 ? type : type.Length == 0 ? description : $"{type}: {description}";
}
