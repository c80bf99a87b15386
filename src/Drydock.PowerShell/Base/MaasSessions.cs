using System.Management.Automation;
using Drydock.Errors;
using Drydock.Maas;
using Drydock.PowerShell.Module;

namespace Drydock.PowerShell.Base;

/// <summary>Which MAAS session a cmdlet works in.</summary>
internal static class MaasSessions
{
    /// <summary>The node driver of MAAS sessions.</summary>
    public const string DriverType = "maas";

    /// <summary>The session given, or the runspace's own; without either the cmdlet ends.</summary>
    public static IMaasSession FindSession(this PSCmdlet cmdlet, IMaasSession? given, RunspaceState state)
    {
        if ((given ?? state.Maas) is { } session) return session;
        var fault = new DrydockException(ErrorCatalogue.MaasNotConnected, "There is no connection to MAAS in this session.");
        cmdlet.ThrowTerminatingError(fault.ToErrorRecord());
        throw fault;
    }
}
