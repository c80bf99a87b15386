using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Errors;

namespace Drydock.Drivers.Node.Maas.Actions.Hardware;

/// <summary>
/// Chooses the scripts that MAAS runs on a node: those of its hardware profile, with their parameters, besides those that
/// MAAS runs anyway. A node whose profile names none gets MAAS's choice.
/// </summary>
internal static class ScriptChoice
{
    private const int Commissioning = 0;

    /// <summary>The tag of the tests that MAAS runs after each commissioning.</summary>
    private const string UsualTests = "commissioning";

    /// <summary>Adds the choice to a form.</summary>
    /// <param name="session">The session.</param>
    /// <param name="node">The node.</param>
    /// <param name="form">The form of <c>commission</c> or <c>test</c>.</param>
    /// <param name="testsOnly">Whether only tests are to run.</param>
    /// <param name="cancel">Stops the request.</param>
    /// <exception cref="DrydockException">MAAS does not have a script that the profile names.</exception>
    public static async Task AddAsync(MaasSession session, BaremetalNode node, MaasForm form, bool testsOnly, CancellationToken cancel)
    {
        if (node.Site?.FindHardwareProfile(node.HardwareProfile) is not { Scripts.Count: > 0 } profile) return;
        var present = await session.Site.GetScriptsAsync(cancel).ConfigureAwait(false);
        var wanted = profile.Scripts.Where(script => !testsOnly || script.Type == HardwareScriptType.Testing).ToList();
        if (wanted.Find(script => !present.Any(known => known.Name == script.Name)) is { } missing)
        {
            throw new DrydockException(ErrorCatalogue.MaasNotReady,
                $"Node '{node.Name}': MAAS has no script '{missing.Name}', which hardware profile '{profile.Name}' names.")
            {
                Target = node.Name,
                Remedy = "Run Initialize-HardwareConfig with the site, which uploads the scripts of its hardware profiles; then run the action again.",
            };
        }

        var commissioning = Names(wanted, HardwareScriptType.Commissioning).ToList();
        // Naming any leaves out the custom scripts that MAAS would run by itself.
        if (commissioning.Count > 0)
        {
            var custom = present.Where(known => known is { IsDefault: false, Type: Commissioning } && !known.Tags.Contains(ProfileScript.NotByItself));
            form.Add("commissioning_scripts", string.Join(",", custom.Select(known => known.Name).Concat(commissioning).Distinct()));
        }

        var testing = Names(wanted, HardwareScriptType.Testing).ToList();
        if (testing.Count > 0) form.Add("testing_scripts", string.Join(",", testing.Prepend(UsualTests)));
        foreach (var (name, value) in wanted.SelectMany(script => script.Parameters.Select(entry => ($"{script.Name}_{entry.Key}", entry.Value))))
            form.Add(name, value);
    }

    private static IEnumerable<string> Names(IEnumerable<HardwareScript> scripts, HardwareScriptType type) =>
        scripts.Where(script => script.Type == type).Select(script => script.Name);
}
