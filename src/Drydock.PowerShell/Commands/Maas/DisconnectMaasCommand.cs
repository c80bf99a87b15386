using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Closes a session with MAAS.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Maas")]
[OutputType(typeof(void))]
public sealed class DisconnectMaasCommand : DrydockCmdlet
{
    /// <summary>The session; that of the last <c>Connect-Maas</c> where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public IMaasSession? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = this.FindSession(Connection, State);
        if (ReferenceEquals(session, State.Maas)) State.Maas = null;
        session.Dispose();
    }
}
