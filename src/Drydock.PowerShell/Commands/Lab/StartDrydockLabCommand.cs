using System.Linq;
using System.Management.Automation;
using Drydock.Lab;
using Drydock.PowerShell.Base;
using Drydock.PowerShell.Binding;
using Drydock.PowerShell.Module;

namespace Drydock.PowerShell.Commands;

/// <summary>Starts a lab of simulated servers and a simulated MAAS in this process.</summary>
[Cmdlet(VerbsLifecycle.Start, "DrydockLab", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ILab))]
public sealed class StartDrydockLabCommand : DrydockCmdlet
{
    /// <summary>How many servers.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(1, 1000)]
    public int Nodes { get; set; } = 12;

    /// <summary>How much faster than the wall's clock servers boot, commission and install.</summary>
    [Parameter]
    [ValidateRange(1, 100_000)]
    public double TimeScale { get; set; } = 60;

    /// <summary>
    /// How slow the lab's MAAS is: <c>none</c>, <c>region</c> for that of a real region, or milliseconds a request, milliseconds
    /// a machine and workers.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public LabLatencyInput Latency { get; set; } = new("none");

    /// <summary>What goes wrong from the start, for example <c>BmcSilent:node07</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public LabFaultInput[] Fault { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!ShouldProcess($"a lab of {Nodes} servers", "Start")) return;
        var options = new LabOptions { Nodes = Nodes, TimeScale = TimeScale, Latency = Latency.Latency, Faults = [.. Fault.Select(input => input.Fault)] };
        var lab = Require(cancel => Composition.LabFactory().StartAsync(options, cancel));
        Labs.Add(lab);
        WriteObject(lab.Named());
    }
}
