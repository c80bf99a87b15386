using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Errors;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.Actions.Hardware;

/// <summary>Which scripts failed on a machine, and the end of what they wrote.</summary>
internal static class ScriptFailures
{
    private const int MostLines = 6;

    /// <summary>The failures as text; empty where there are none or they cannot be read.</summary>
    /// <param name="session">The session.</param>
    /// <param name="systemId">The machine.</param>
    /// <param name="cancel">Stops the request.</param>
    public static async Task<string> TellAsync(MaasSession session, string systemId, CancellationToken cancel)
    {
        try
        {
            var build = await session.Inventories.GetBuildAsync(new MaasMachine { SystemId = systemId }, cancel).ConfigureAwait(false);
            return string.Join("\n", build.Scripts.Where(script => script.ExitStatus is not (0 or null)).Select(Tell));
        }
        catch (DrydockException fault)
        {
            // The machine's failure is what the user must hear of, not that its results cannot be read.
            session.Log.Write(LogLevel.Verbose, $"The script results of {systemId} cannot be read: {fault.Message}");
            return "";
        }
    }

    private static string Tell(MaasScriptResult script)
    {
        var lines = (script.Output ?? "").Replace("\r", "").TrimEnd().Split('\n');
        return $"{script.Name} ended with {script.ExitStatus}: {string.Join("\n", lines.Skip(Math.Max(0, lines.Length - MostLines)))}";
    }
}
