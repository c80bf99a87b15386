using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Errors;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Actions.Deployment;

/// <summary>The end of the installation's log of a machine (<c>installation-results/</c>).</summary>
internal static class InstallLog
{
    private const int MostLines = 12;
    private const int MostText = 1500;

    /// <summary>The last lines; empty where there are none or they cannot be read.</summary>
    /// <param name="session">The session.</param>
    /// <param name="systemId">The machine.</param>
    /// <param name="cancel">Stops the request.</param>
    public static async Task<string> TailAsync(MaasSession session, string systemId, CancellationToken cancel)
    {
        try
        {
            var query = new MaasForm().Add("system_id", systemId).Add("result_type", 1);
            var results = await session.Api.GetAsync("installation-results/", query, cancel).ConfigureAwait(false);
            var newest = (results as JArray ?? []).Where(result => result.Object("node").Text("system_id") == systemId)
                .OrderByDescending(result => result.Int("id")).FirstOrDefault();
            if (newest is null) return "";
            var lines = Encoding.UTF8.GetString(Convert.FromBase64String(newest.Text("data"))).Replace("\r", "").TrimEnd().Split('\n');
            var tail = string.Join("\n", lines.Skip(Math.Max(0, lines.Length - MostLines)));
            return tail.Length <= MostText ? tail : "…" + tail.Substring(tail.Length - MostText);
        }
        catch (Exception fault) when (fault is DrydockException or FormatException)
        {
            // The machine's failure is what the user must hear of, not that its log cannot be read.
            session.Log.Write(LogLevel.Verbose, $"The installation log of {systemId} cannot be read: {fault.Message}");
            return "";
        }
    }
}
