using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Errors;
using Drydock.Maas;
using Drydock.PowerShell.Base;
using Drydock.PowerShell.Binding;
using Drydock.PowerShell.Module;

namespace Drydock.PowerShell.Commands;

/// <summary>Checks a site design by all rules and returns what it finds; a bad design is no error.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SiteDesign", DefaultParameterSetName = PathSet)]
[OutputType(typeof(DesignFinding))]
[OutputType(typeof(bool))]
public sealed class TestSiteDesignCommand : SiteInputCmdlet
{
    private const string DesignSet = "Design";

    private DesignCheckOptions _options = new();
    private bool _isGood = true;

    /// <summary>A site: one that was read is checked by its texts, one that was made in code by its objects.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = DesignSet)]
    [ValidateNotNull]
    public SiteDesign? Design { get; set; }

    /// <summary>Rules to skip, by code or name.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RuleCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] SkipRule { get; set; } = [];

    /// <summary>Warnings of the design are errors.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <summary>Returns whether the design has no error, in place of the findings.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>The MAAS session whose images and kernels are looked at; the session's own where none is given.</summary>
    [Parameter]
    [ValidateNotNull]
    public IMaasSession? Connection { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _options = new DesignCheckOptions { SkipRules = new(SkipRule), Strict = Strict };
        try
        {
            if (SkipRule.Length > 0) foreach (var rule in SkipRule) Composition.DesignChecker().FindSkippable(rule);
            if ((Connection ?? State.Maas) is { } session) _options = _options with { Images = Await(cancel => Composition.ImagesAsync(session, cancel)) };
        }
        catch (DrydockException fault)
        {
            // Without the images that were asked for a good design could not be told from a bad one.
            ThrowTerminatingError(fault.ToErrorRecord());
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        if (Design is { } design) Tell(Composition.DesignChecker(SkipFailedSubstitution).Check(design, _options).Findings);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            if (HasInput && !HasFailed) Tell(Await(CheckAsync));
        }
        catch (SiteDesignException fault)
        {
            Tell(fault.Findings);
        }
        catch (DrydockException fault)
        {
            _isGood = false;
            WriteError(fault.ToErrorRecord());
        }
        if (Quiet) WriteObject(_isGood && !HasFailed);
    }

    private async Task<IReadOnlyList<DesignFinding>> CheckAsync(CancellationToken cancel) =>
        Composition.DesignChecker(SkipFailedSubstitution).Check(await ReadSourcesAsync(cancel).ConfigureAwait(false), _options).Findings;

    /// <summary>Returns what concerns the design; what concerns the check itself goes to the warning and verbose streams.</summary>
    private void Tell(IReadOnlyList<DesignFinding> findings)
    {
        foreach (var finding in findings)
        {
            _isGood &= finding.Severity != FindingSeverity.Error;
            if (finding.Severity == FindingSeverity.Info || IsForWhoConnects(finding)) WriteVerbose(finding.ToString());
            else if (IsRemark(finding)) WriteWarning($"{finding.Message} {finding.Remedy}");
            else if (!Quiet) WriteObject(finding);
        }
    }

    /// <summary>That images were not looked at is no news to somebody who works without MAAS.</summary>
    private bool IsForWhoConnects(DesignFinding finding) => finding.Code == "DD3001" && _options.Images is null && IsRemark(finding);

    private static bool IsRemark(DesignFinding finding) => finding is { Severity: FindingSeverity.Warning, Location: null, Document: null };
}
