using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.Errors;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Switches nodes off and waits until their BMCs say off.</summary>
[Cmdlet(VerbsLifecycle.Stop, "NodePower", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(NodeActionResult))]
public sealed class StopNodePowerCommand : OobActionCmdlet
{
    /// <summary>Asks the operating system to shut down first; power is cut where it does not.</summary>
    [Parameter]
    public SwitchParameter Soft { get; set; }

    /// <summary>How many seconds the operating system is waited for; implies <see cref="Soft"/>.</summary>
    [Parameter]
    [Alias("SoftTimeout")]
    [ValidateRange(1, 100_000)]
    public int SoftTimeoutSec { get; set; }

    /// <inheritdoc/>
    private protected override string Action => ActionNames.PowerOffNode;

    /// <summary>The time to switch off comes on top of the time to shut down.</summary>
    private protected override TimeSpan DefaultTimeout => base.DefaultTimeout + TimeSpan.FromSeconds(SoftTimeoutSec);

    private bool IsSoft => Soft || SoftTimeoutSec > 0;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (TimeoutSec > 0 && SoftTimeoutSec >= TimeoutSec)
        {
            var fault = new DrydockException(ErrorCatalogue.ParameterInvalid,
                $"-SoftTimeoutSec {SoftTimeoutSec} leaves no time to switch off within -TimeoutSec {TimeoutSec}.");
            ThrowTerminatingError(fault.ToErrorRecord(SoftTimeoutSec));
        }

        base.BeginProcessing();
    }

    /// <inheritdoc/>
    private protected override string Effect => IsSoft ? "Shut down and switch off" : "Switch off";

    /// <inheritdoc/>
    private protected override Task<NodeActionResult> CallAsync(
        IOobDriver driver, BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        driver.PowerOffAsync(node, Options, context, cancel);

    private PowerOffOptions Options => new(IsSoft, SoftTimeoutSec > 0 ? TimeSpan.FromSeconds(SoftTimeoutSec) : null);
}
