using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Design.Airship.Collecting;
using Drydock.Core.Design.Findings;
using Drydock.Design;
using Drydock.Errors;

namespace Drydock.Core.Design.Airship;

/// <summary>
/// The documents of one site of an Airship repository, collected as Pegleg does (airship-pegleg.readthedocs.io, Site
/// Repository Structure): <c>global/</c>, <c>type/&lt;site_type&gt;/</c> and <c>site/&lt;name&gt;/</c> of its repository, then of those that its
/// <c>site-definition.yaml</c> names. <see cref="SiteDesignReader"/> makes a site of <see cref="Sources"/>.
/// </summary>
public sealed class AirshipSite
{
    private AirshipSite(string name, SiteDefinition definition, List<AirshipRepository> repositories, IReadOnlyList<SiteSource> sources)
    {
        Name = name;
        Type = definition.SiteType;
        Findings = new ItemList<DesignFinding>(Warnings(definition, repositories));
        Repositories = new ItemList<AirshipRepository>(repositories);
        Sources = new ItemList<SiteSource>(sources);
    }

    /// <summary>The site's name: that of its folder.</summary>
    public string Name { get; }

    /// <summary>The site's type, whose documents it shares.</summary>
    public string Type { get; }

    /// <summary>The repositories that documents were collected from, the site's own first.</summary>
    public ItemList<AirshipRepository> Repositories { get; }

    /// <summary>The files, by repository, layer and name, named as the repository's path begins.</summary>
    public ItemList<SiteSource> Sources { get; }

    /// <summary>Warnings: a type that no repository has.</summary>
    public ItemList<DesignFinding> Findings { get; }

    /// <summary>The names of a repository's sites, sorted: folders below <c>site</c> with a <c>site-definition.yaml</c>.</summary>
    /// <param name="repository">The repository's folder.</param>
    /// <exception cref="DrydockException">There is no such folder (<c>Drydock.Design.NotFound</c>).</exception>
    public static IReadOnlyList<string> Find(string repository) => Guarded(repository, () => RepositoryFolders.Sites(Existing(repository)));

    /// <summary>Collects a site.</summary>
    /// <param name="repository">The folder of the site's repository, checked out.</param>
    /// <param name="site">The site's name.</param>
    /// <param name="others">
    /// Folders in which the other repositories that the site's definition names are checked out, by their names there. One
    /// that is not given is taken where its <c>url</c> is a folder. Nothing is fetched, and no revision is checked out.
    /// </param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="DrydockException">A folder, the site or a file is missing (<c>Drydock.Design.NotFound</c>).</exception>
    /// <exception cref="SiteDesignException">The site's definition has errors.</exception>
    public static async Task<AirshipSite> ReadAsync(string repository, string site, IReadOnlyDictionary<string, string>? others, CancellationToken cancel)
    {
        var file = Guarded(repository, () => DefinitionFile(Existing(repository), site));
        var definition = SiteDefinition.Read((await SiteFiles.ReadAsync([file], cancel).ConfigureAwait(false))[0]);
        var repositories = new List<AirshipRepository> { new("site", repository, "") };
        repositories.AddRange(definition.Repositories.Where(other => other.Name != "site")
            .Select(other => new AirshipRepository(other.Name, Folder(other, repository, others), other.Revision)));
        var files = Guarded(repository, () => Files(repositories, definition.SiteType, site));
        return new AirshipSite(site, definition, repositories, await SiteFiles.ReadAsync(files, cancel).ConfigureAwait(false));
    }

    private static string DefinitionFile(string repository, string site)
    {
        var file = RepositoryFolders.IsName(site ?? "") ? Path.Combine(RepositoryFolders.Site(repository, site!), RepositoryFolders.Definition) : "";
        if (File.Exists(file)) return file;
        var sites = RepositoryFolders.Sites(repository);
        throw NotFound(repository, sites.Count == 0
            ? $"The repository '{repository}' has no site: no folder below 'site' has a {RepositoryFolders.Definition}."
            : $"The repository '{repository}' has no site '{site}'.{new NameSuggester().DidYouMean(site ?? "", sites)} It has {string.Join(", ", sites)}.");
    }

    private static string Folder(SiteDefinition.Repository other, string repository, IReadOnlyDictionary<string, string>? others)
    {
        if (others is not null && others.TryGetValue(other.Name, out var given))
            return Directory.Exists(given) ? given : throw NotFound(given, $"There is no folder '{given}' for the repository '{other.Name}'.");
        // A url may be a folder, also one beside the site's repository; of a URL it says nothing.
        var folder = other.Url.Contains("://") ? "" : Path.Combine(repository, other.Url);
        if (folder.Length > 0 && Directory.Exists(folder)) return folder;
        var revision = other.Revision.Length > 0 ? $" at revision '{other.Revision}'" : "";
        throw NotFound(other.Name, $"{other.Location}: the site needs the repository '{other.Name}', {other.Url}{revision}, " +
            "and its folder is not given. Check it out and name its folder.");
    }

    private static List<string> Files(List<AirshipRepository> repositories, string type, string site) =>
        [.. repositories.Select(repository => repository.Path).SelectMany(path => new[]
        {
            RepositoryFolders.Global(path), RepositoryFolders.Type(path, type), RepositoryFolders.Site(path, site),
        }).SelectMany(RepositoryFolders.Documents)];

    private static IReadOnlyList<DesignFinding> Warnings(SiteDefinition definition, List<AirshipRepository> repositories)
    {
        var findings = new FindingSink();
        var type = definition.SiteType;
        if (!repositories.Exists(repository => Directory.Exists(RepositoryFolders.Type(repository.Path, type))))
        {
            var types = repositories.SelectMany(repository => RepositoryFolders.Types(repository.Path)).Distinct().ToList();
            findings.Warning(RuleIds.SiteDefinition, definition.Type,
                $"{definition.Type} is '{type}', and no repository has a folder 'type/{type}'.{findings.Names.DidYouMean(type, types)}",
                types.Count > 0 ? "Types are " + string.Join(", ", types) + "." : null);
        }
        return findings.InOrder([new SiteSource(definition.Type.Location!.File, "")]);
    }

    private static string Existing(string repository) => Directory.Exists(repository) ? repository
        : throw NotFound(repository, $"There is no folder '{repository}'.");

    private static T Guarded<T>(string repository, Func<T> search)
    {
        try
        {
            return search();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw NotFound(repository, $"The repository '{repository}' cannot be searched: {error.Message}", error);
        }
    }

    private static DrydockException NotFound(string target, string message, Exception? inner = null) =>
        new(ErrorCatalogue.DesignNotFound, message, inner) { Target = target };
}

/// <summary>A repository that documents of a site were collected from.</summary>
/// <param name="Name">Its name in the site's definition; <c>site</c> for the site's own.</param>
/// <param name="Path">Its folder.</param>
/// <param name="Revision">The revision that the definition asks for, which is not checked; empty for none.</param>
public sealed record AirshipRepository(string Name, string Path, string Revision);
