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
    /// <param name="skipFailed">Whether substitutions of a raw Airship site that cannot be done are warnings.</param>
    public static ISiteDesignReader DesignReader(bool skipFailed = false) => new Core.Design.SiteDesignReader { SkipFailedSubstitutions = skipFailed };

    /// <summary>Makes what checks site designs.</summary>
    /// <param name="skipFailed">As for reading.</param>
    public static ISiteDesignChecker DesignChecker(bool skipFailed = false) => new Core.Design.SiteDesignReader { SkipFailedSubstitutions = skipFailed };

    /// <summary>The names of the nodes of a site that a filter set chooses.</summary>
    public static ItemList<string> Choose(SiteDesign site, NodeFilterSet filters) => Core.Design.NodeChoice.Names(site, filters);

    /// <summary>What a MAAS session can install.</summary>
    public static Task<IImageCatalogue> ImagesAsync(IMaasSession session, CancellationToken cancel) => MaasImageCatalogue.ReadAsync(session, cancel);

    /// <summary>The names of the sites of an Airship repository.</summary>
    /// <exception cref="DrydockException">There is no such folder.</exception>
    public static IReadOnlyList<string> SiteNames(string repository) => Core.Design.Airship.AirshipSite.Find(repository);

    /// <summary>The texts of a site of an Airship repository, and remarks on how they were collected.</summary>
    public static async Task<(IReadOnlyList<SiteSource> Sources, IReadOnlyList<DesignFinding> Findings)> CollectAsync(
        string repository, string site, IReadOnlyDictionary<string, string> others, CancellationToken cancel)
    {
        var collected = await Core.Design.Airship.AirshipSite.ReadAsync(repository, site, others, cancel).ConfigureAwait(false);
        return (collected.Sources, collected.Findings);
    }

    /// <summary>Makes what writes site designs.</summary>
    public static ISiteDesignExporter DesignExporter() => new Core.Design.SiteDesignExporter();

    /// <summary>Makes what compares site designs.</summary>
    public static ISiteDesignComparer DesignComparer() => new Core.Design.SiteDesignComparer();

    /// <summary>Makes what writes new site designs.</summary>
    public static ISiteDesignStarter DesignStarter() => new Core.Design.SiteDesignStarter();

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
