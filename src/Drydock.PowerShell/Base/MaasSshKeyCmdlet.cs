using System.Management.Automation;
using Drydock.Errors;

namespace Drydock.PowerShell.Base;

/// <summary>Takes a public SSH key.</summary>
public abstract class MaasSshKeyCmdlet : MaasCmdlet
{
    private const int ShownLetters = 30;

    /// <summary>The public key in one line, as in a <c>.pub</c> file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string PublicKey { get; set; } = "";

    /// <summary>The key in short, for questions and errors.</summary>
    private protected string ShortKey => Line.Length > 2 * ShownLetters ? "…" + Line.Substring(Line.Length - ShownLetters) : Line;

    /// <summary>The key in one line.</summary>
    private protected string Line => PublicKey.Trim();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!Line.Contains("PRIVATE KEY") && !Line.Contains("PuTTY-User-Key-File"))
        {
            Send();
            return;
        }

        var fault = new DrydockException(ErrorCatalogue.MaasInvalid, "This is a private key. Give the public one, from the .pub file beside it.");
        WriteError(fault.ToErrorRecord(nameof(PublicKey)));
    }

    /// <summary>Sends the key, which is surely no private one.</summary>
    private protected abstract void Send();
}
