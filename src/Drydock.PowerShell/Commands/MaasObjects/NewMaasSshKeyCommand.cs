using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Gives MAAS a public SSH key of the session's user, which machines deployed from then on accept.</summary>
[Cmdlet(VerbsCommon.New, "MaasSshKey", SupportsShouldProcess = true)]
[OutputType(typeof(MaasSshKey))]
public sealed class NewMaasSshKeyCommand : MaasSshKeyCmdlet
{
    /// <inheritdoc/>
    private protected override void Send() =>
        Change($"Add SSH key {ShortKey}", ShortKey, cancel => Session.CreateAsync<MaasSshKey>([new("key", Line)], cancel));
}
