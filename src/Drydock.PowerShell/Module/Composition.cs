using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.Drivers.Node.Maas;
using Drydock.Errors;
using Drydock.Lab;
using Drydock.Maas;

namespace Drydock.PowerShell.Module;

/// <summary>
/// Puts Drydock together: the only place that names types of Core, drivers and lab. They are touched inside the
/// factories only, so that the module imports without loading them.
/// </summary>
internal static class Composition
{
    private static readonly Lazy<IDriverRegistry> LazyDrivers = new(() => new Core.Registry.DriverRegistry(
        [.. Drydock.Drivers.Oob.OobDrivers.All(), new MaasNodeDriver()]));

    private static readonly Lazy<IActionRunner> LazyRunner = new(() => new Core.Runs.ActionRunner(Clock.System));

    /// <summary>All drivers.</summary>
    public static IDriverRegistry Drivers => LazyDrivers.Value;

    /// <summary>What calls them.</summary>
    public static IActionRunner Runner => LazyRunner.Value;

    /// <summary>Makes what reads site designs.</summary>
    public static ISiteDesignReader DesignReader() => new Core.Design.SiteDesignReader();

    /// <summary>Makes what connects to MAAS.</summary>
    public static IMaasConnector MaasConnector() => new MaasConnector();

    /// <summary>Makes what starts labs.</summary>
    public static ILabFactory LabFactory() => new LabFactory();

    /// <summary>The node with its secrets in place of references to them.</summary>
    /// <param name="node">The node.</param>
    /// <param name="vault">Reads an entry of a vault.</param>
    /// <exception cref="DrydockException">A secret cannot be had.</exception>
    public static BaremetalNode ResolveSecrets(BaremetalNode node, Func<SecretReference, Secret> vault) =>
        Core.Secrets.NodeSecrets.Resolve(node, vault);

    /// <summary>The files that a path names: a file, a folder or a path with wildcards.</summary>
    /// <param name="path">The path, as a full path.</param>
    /// <exception cref="DrydockException">The path leads to nothing.</exception>
    public static IReadOnlyList<string> FindFiles(string path) => Core.Design.SiteFiles.Find([path]);

    /// <summary>The texts of a site's files.</summary>
    /// <param name="files">The files.</param>
    /// <param name="cancel">Ends the reading.</param>
    public static Task<IReadOnlyList<SiteSource>> ReadAsync(IEnumerable<string> files, CancellationToken cancel) =>
        Core.Design.SiteFiles.ReadAsync(files, cancel);
}
