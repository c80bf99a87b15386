using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Gives MAAS a public SSH key of the session's user, which machines deployed from then on accept.</summary>
[Cmdlet(VerbsCommon.New, "MaasSshKey", SupportsShouldProcess = true)]
[OutputType(typeof(MaasSshKey))]
public sealed class NewMaasSshKeyCommand : MaasCmdlet
{
    /// <summary>The public key in one line, as in a <c>.pub</c> file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string PublicKey { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var line = PublicKey.Trim();
        if (line.Contains("PRIVATE KEY"))
        {
            var fault = new Errors.DrydockException(Errors.ErrorCatalogue.MaasInvalid, "This is a private key. Give the public one, from the .pub file beside it.");
            WriteError(fault.ToErrorRecord("PublicKey"));
            return;
        }

        var name = line.Length > 60 ? "…" + line.Substring(line.Length - 30) : line;
        Change($"Add SSH key {name}", name, cancel => Session.CreateAsync<MaasSshKey>([new("key", line)], cancel));
    }
}
