using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Errors;
using Drydock.PowerShell.Base;
using Drydock.PowerShell.Module;

namespace Drydock.PowerShell.Commands;

/// <summary>Reads, compiles and checks a site design; all files given are one site.</summary>
[Cmdlet(VerbsData.Import, "SiteDesign", DefaultParameterSetName = "Path")]
[OutputType(typeof(SiteDesign))]
public sealed class ImportSiteDesignCommand : DrydockCmdlet
{
    private readonly List<string> _files = [];
    private bool _failed;

    /// <summary>YAML files, or folders of them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>YAML files, or folders of them, whose names are taken as they are.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var literal = ParameterSetName == "LiteralPath";
        foreach (var path in literal ? LiteralPath : Path)
        {
            try
            {
                _files.AddRange(Find(path, literal));
            }
            catch (DrydockException fault)
            {
                _failed = true;
                WriteError(fault.ToErrorRecord(path));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_failed || _files.Count == 0) return;
        try
        {
            var reading = Await(ReadAsync);
            foreach (var finding in reading.Findings) Tell(finding);
            State.Site = reading.Site;
            WriteObject(reading.Site);
        }
        catch (SiteDesignException fault)
        {
            foreach (var finding in fault.Findings) Tell(finding);
        }
        catch (DrydockException fault)
        {
            WriteError(fault.ToErrorRecord());
        }
    }

    private IReadOnlyList<string> Find(string path, bool literal)
    {
        try
        {
            var full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            if (provider.Name != "FileSystem") throw NotFound(path, $"'{path}' is no path of the file system.");
            if (literal && !File.Exists(full) && !Directory.Exists(full)) throw NotFound(path, $"There is no file or folder '{path}'.");
            return Composition.FindFiles(full);
        }
        catch (Exception fault) when (fault is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            throw NotFound(path, fault.Message, fault);
        }
    }

    private static DrydockException NotFound(string path, string message, Exception? inner = null) =>
        new(ErrorCatalogue.DesignNotFound, message, inner) { Target = path };

    private async Task<SiteReading> ReadAsync(CancellationToken cancel)
    {
        var sources = await Composition.ReadAsync(_files.Distinct(), cancel).ConfigureAwait(false);
        return Composition.DesignReader().Read(sources);
    }

    private void Tell(DesignFinding finding)
    {
        if (finding.Severity == FindingSeverity.Error) WriteError(finding.ToErrorRecord());
        else if (finding.Severity == FindingSeverity.Warning) WriteWarning(finding.ToString());
        else WriteVerbose(finding.ToString());
    }
}
