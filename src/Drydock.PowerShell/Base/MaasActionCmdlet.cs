using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.Maas;
using Drydock.PowerShell.Module;
using Drydock.Results;

namespace Drydock.PowerShell.Base;

/// <summary>An action through MAAS.</summary>
public abstract class MaasActionCmdlet : NodeActionCmdlet
{
    private IMaasSession? _session;

    /// <summary>The MAAS session; that of the last <c>Connect-Maas</c> where none is given.</summary>
    [Parameter]
    [ValidateNotNull]
    public IMaasSession? Connection { get; set; }

    /// <summary>What is done, as the beginning of a sentence that ends with the node.</summary>
    private protected abstract string Effect { get; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _session = this.FindSession(Connection, State);
    }

    /// <inheritdoc/>
    private protected override string Describe(BaremetalNode node) => $"{Effect} {node.Name} through MAAS at {_session!.Url}";

    /// <inheritdoc/>
    private protected override DriverContext Context(NodeChain chain) => new()
    {
        Provisioner = _session,
        Force = Override,
        Log = chain.Queue,
        Progress = chain.Progress.Tell,
    };

    /// <summary>Whether a refusal of the action is overridden.</summary>
    private protected virtual bool Override => false;

    /// <inheritdoc/>
    private protected override DriverCall Plan(BaremetalNode node)
    {
        var driver = Composition.Drivers.FindNode(MaasSessions.DriverType);
        return new DriverCall(driver.Name, (target, context, cancel) => CallAsync(driver, target, context, cancel));
    }

    /// <summary>Calls the driver.</summary>
    private protected abstract Task<NodeActionResult> CallAsync(
        INodeDriver driver, BaremetalNode node, DriverContext context, CancellationToken cancel);
}
