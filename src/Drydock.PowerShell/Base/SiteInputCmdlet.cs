using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Errors;
using Drydock.PowerShell.Binding;
using Drydock.PowerShell.Module;

namespace Drydock.PowerShell.Base;

/// <summary>What cmdlets share that read a site: from files, from standard input, or from a repository of Airship sites.</summary>
public abstract class SiteInputCmdlet : DrydockCmdlet
{
    private protected const string PathSet = "Path";
    private protected const string LiteralPathSet = "LiteralPath";
    private protected const string RepositorySet = "Repository";

    private const string StandardInput = "-";

    private readonly List<string> _files = [];

    /// <summary>YAML files, folders of them, or <c>-</c> for standard input; with <see cref="Site"/> the repository's folder.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = PathSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = RepositorySet)]
    [Alias("Repository")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>YAML files, or folders of them, whose names are taken as they are.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The site of an Airship repository: a folder below its <c>site</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RepositorySet)]
    [ArgumentCompleter(typeof(RepositorySiteCompleter))]
    [ValidateNotNullOrEmpty]
    public string Site { get; set; } = "";

    /// <summary>Folders of the other repositories that the site's definition names, by their names there.</summary>
    [Parameter(ParameterSetName = RepositorySet)]
    [ValidateNotNull]
    public Hashtable OtherRepository { get; set; } = [];

    /// <summary>Substitutions of a raw Airship site that cannot be done are warnings, and left out, as Pegleg does.</summary>
    [Parameter]
    public SwitchParameter SkipFailedSubstitution { get; set; }

    /// <summary>Whether a path led nowhere; what is there is not read then, as it would not be the site.</summary>
    private protected bool HasFailed { get; private set; }

    /// <summary>Whether there is anything to read.</summary>
    private protected bool HasInput => _files.Count > 0;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName is not (PathSet or LiteralPathSet or RepositorySet)) return;
        var literal = ParameterSetName == LiteralPathSet;
        foreach (var path in literal ? LiteralPath : Path)
        {
            try
            {
                _files.AddRange(ParameterSetName == RepositorySet ? [FullPath(path, literal: true)] : Find(path, literal));
            }
            catch (DrydockException fault)
            {
                HasFailed = true;
                WriteError(fault.ToErrorRecord(path));
            }
        }
    }

    /// <summary>Reads the texts of the site; remarks on how they were found are told.</summary>
    private protected async Task<IReadOnlyList<SiteSource>> ReadSourcesAsync(CancellationToken cancel)
    {
        if (ParameterSetName == RepositorySet) return await CollectAsync(cancel).ConfigureAwait(false);
        var sources = new List<SiteSource>();
        var before = new List<string>();
        foreach (var file in _files.Distinct().Concat([""]))
        {
            if (file is not ("" or StandardInput))
            {
                before.Add(file);
                continue;
            }
            sources.AddRange(await Composition.ReadAsync(before, cancel).ConfigureAwait(false));
            before.Clear();
            if (file == StandardInput) sources.Add(new SiteSource(StandardInput, await ReadStandardInputAsync().ConfigureAwait(false)));
        }
        return sources;
    }

    private async Task<IReadOnlyList<SiteSource>> CollectAsync(CancellationToken cancel)
    {
        if (_files.Count != 1) throw NotFound(string.Join(", ", _files), "-Site takes the folder of one repository, and several are given.");
        var others = OtherRepository.Cast<DictionaryEntry>().ToDictionary(entry => $"{entry.Key}", entry => FullPath($"{entry.Value}", literal: true));
        var (sources, findings) = await Composition.CollectAsync(_files[0], Site, others, cancel).ConfigureAwait(false);
        foreach (var finding in findings) Log.Write(Drivers.LogLevel.Warning, finding.ToString());
        return sources;
    }

    private IReadOnlyList<string> Find(string path, bool literal)
    {
        if (path == StandardInput && !literal) return [StandardInput];
        return Composition.FindFiles(FullPath(path, literal));
    }

    private string FullPath(string path, bool literal)
    {
        try
        {
            var full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            if (provider.Name != "FileSystem") throw NotFound(path, $"'{path}' is no path of the file system.");
            if (literal && !File.Exists(full) && !Directory.Exists(full)) throw NotFound(path, $"There is no file or folder '{path}'.");
            return full;
        }
        catch (Exception fault) when (fault is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            throw NotFound(path, fault.Message, fault);
        }
    }

    /// <summary>All of standard input, as UTF-8 with or without byte order mark.</summary>
    private static async Task<string> ReadStandardInputAsync()
    {
        if (!Console.IsInputRedirected)
            throw NotFound(StandardInput, "Nothing is redirected to standard input, which '-' stands for.");
        using var reader = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        return await reader.ReadToEndAsync().ConfigureAwait(false);
    }

    private static DrydockException NotFound(string path, string message, Exception? inner = null) =>
        new(ErrorCatalogue.DesignNotFound, message, inner) { Target = path };
}
