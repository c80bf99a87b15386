using System.Management.Automation;
using Drydock.Lab;
using Drydock.PowerShell.Base;
using Drydock.PowerShell.Module;

namespace Drydock.PowerShell.Commands;

/// <summary>Labs that run in this process.</summary>
[Cmdlet(VerbsCommon.Get, "DrydockLab")]
[OutputType(typeof(ILab), typeof(LabServer))]
public sealed class GetDrydockLabCommand : DrydockCmdlet
{
    /// <summary>Returns the labs' servers as they are now, and not the labs.</summary>
    [Parameter]
    public SwitchParameter Server { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var lab in Labs.All)
        {
            if (Server) WriteObject(lab.Servers, enumerateCollection: true);
            else WriteObject(lab.Named());
        }
    }
}
