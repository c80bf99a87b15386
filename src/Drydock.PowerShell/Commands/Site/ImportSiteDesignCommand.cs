using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Errors;
using Drydock.PowerShell.Base;
using Drydock.PowerShell.Module;

namespace Drydock.PowerShell.Commands;

/// <summary>Reads, compiles and checks a site design; all files given are one site.</summary>
[Cmdlet(VerbsData.Import, "SiteDesign", DefaultParameterSetName = PathSet)]
[OutputType(typeof(SiteDesign))]
public sealed class ImportSiteDesignCommand : SiteInputCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (HasFailed || !HasInput) return;
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

    private async Task<SiteReading> ReadAsync(CancellationToken cancel) =>
        Composition.DesignReader(SkipFailedSubstitution).Read(await ReadSourcesAsync(cancel).ConfigureAwait(false));

    private void Tell(DesignFinding finding)
    {
        if (finding.Severity == FindingSeverity.Error) WriteError(finding.ToErrorRecord());
        else if (finding.Severity == FindingSeverity.Warning) WriteWarning(finding.ToString());
        else WriteVerbose(finding.ToString());
    }
}
