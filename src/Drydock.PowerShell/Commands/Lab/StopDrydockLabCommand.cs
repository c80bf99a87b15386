using System.Linq;
using System.Management.Automation;
using Drydock.Lab;
using Drydock.PowerShell.Base;
using Drydock.PowerShell.Module;

namespace Drydock.PowerShell.Commands;

/// <summary>Ends labs of this process, and deletes their site designs.</summary>
[Cmdlet(VerbsLifecycle.Stop, "DrydockLab", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(void))]
public sealed class StopDrydockLabCommand : DrydockCmdlet
{
    /// <summary>The labs; all where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public ILab[] Lab { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var lab in MyInvocation.BoundParameters.ContainsKey(nameof(Lab)) ? Lab : Labs.All.ToArray())
        {
            if (!ShouldProcess($"the lab at {lab.MaasUrl}", "Stop")) continue;
            Labs.Stop(lab);
            Forget(lab);
        }
    }

    /// <summary>A session with a lab that is gone would only hinder what asks MAAS where there is one.</summary>
    private void Forget(ILab lab)
    {
        if (State.Maas is not { } session || session.Url.Authority != lab.MaasUrl.Authority) return;
        State.Maas = null;
        session.Dispose();
    }
}
