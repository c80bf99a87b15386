using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Waits until machines are in a state, and writes each as it is; one that fails or breaks instead is an error.</summary>
[Cmdlet(VerbsLifecycle.Wait, "MaasMachine")]
[OutputType(typeof(MaasMachine))]
public sealed class WaitMaasMachineCommand : MachineCmdlet
{
    /// <summary>The states; any of them ends the wait.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public MaasMachineStatus[] Status { get; set; } = [];

    /// <summary>How many seconds to wait.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int TimeoutSec { get; set; } = 3600;

    /// <inheritdoc/>
    private protected override async Task<IReadOnlyList<object>> WorkAsync(string name, string systemId, CancellationToken cancel)
    {
        var machine = await Session.WaitAsync(systemId, Status, Tell, TimeSpan.FromSeconds(TimeoutSec), cancel).ConfigureAwait(false);
        return [machine];
    }

    private void Tell(MaasMachine machine) =>
        Log.Write(Drivers.LogLevel.Verbose, $"{machine.Hostname} is {machine.StatusName}. {machine.StatusMessage}".TrimEnd());
}
