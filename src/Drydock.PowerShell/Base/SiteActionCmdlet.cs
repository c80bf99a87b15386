using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.Errors;
using Drydock.Maas;
using Drydock.PowerShell.Module;
using Drydock.Results;

namespace Drydock.PowerShell.Base;

/// <summary>An action on a whole site through MAAS.</summary>
public abstract class SiteActionCmdlet : DrydockCmdlet
{
    private IMaasSession? _session;

    /// <summary>The site; the one imported last where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public SiteDesign? Site { get; set; }

    /// <summary>The MAAS session; that of the last <c>Connect-Maas</c> where none is given.</summary>
    [Parameter]
    [ValidateNotNull]
    public IMaasSession? Connection { get; set; }

    /// <summary>How many seconds the action may take.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int TimeoutSec { get; set; } = 600;

    /// <summary>The action's name.</summary>
    private protected abstract string Action { get; }

    /// <summary>What is done, as the beginning of a sentence that ends with the site; null for an action that changes nothing.</summary>
    private protected abstract string? Effect { get; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _session = this.FindSession(Connection, State);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if ((Site ?? State.Site) is not { } site)
        {
            WriteError(new DrydockException(ErrorCatalogue.DesignNotFound, "This session has imported no site.")
            {
                Remedy = "Call Import-SiteDesign first, or pass -Site.",
            }.ToErrorRecord());
            return;
        }
        if (Effect is not null)
        {
            var what = $"{Effect} {site.Name} in MAAS at {_session!.Url}";
            if (!ShouldProcess(what + ".", what + "?", "Confirm", out var reason))
            {
                if (reason == ShouldProcessReason.WhatIf) WriteObject(Rehearsed(site, what));
                return;
            }
        }
        var driver = Composition.Drivers.FindNode(MaasSessions.DriverType);
        var timeout = TimeSpan.FromSeconds(TimeoutSec);
        var context = new DriverContext { Provisioner = _session, Timeout = timeout, Log = Log, SiteProgress = ShowProgress };
        var result = Await(stop => Composition.Runner.RunSiteAsync(
            site.Name, Action, driver.Name, timeout, cancel => CallAsync(driver, site, context, cancel), stop));
        if (result.Error is { } error) WriteError(error.ToErrorRecord(site.Name));
        WriteObject(result);
    }

    /// <summary>Calls the driver.</summary>
    private protected abstract Task<SiteActionResult> CallAsync(
        INodeDriver driver, SiteDesign site, DriverContext context, CancellationToken cancel);

    private void ShowProgress(string text, int percent) => Post(cmdlet => cmdlet.WriteProgress(new ProgressRecord(0, Action, text)
    {
        PercentComplete = percent,
        RecordType = percent >= 100 ? ProgressRecordType.Completed : ProgressRecordType.Processing,
    }));

    private SiteActionResult Rehearsed(SiteDesign site, string what) => new()
    {
        Name = site.Name,
        Action = Action,
        Status = ActionStatus.WhatIf,
        Message = "What if: " + what + ".",
    };
}
