using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using Drydock.Errors;

namespace Drydock.PowerShell.Base;

/// <summary>
/// Reads vaults of SecretManagement by its own command, on the pipeline thread. Each entry is read once in a pipeline, and
/// one that cannot be read is not asked for again.
/// </summary>
internal sealed class VaultReader
{
    private const string Command = "Get-Secret";

    private readonly Dictionary<SecretReference, Func<Secret>> _read = [];

    /// <summary>The secret of an entry.</summary>
    /// <param name="session">The session whose commands are used.</param>
    /// <param name="reference">The entry.</param>
    /// <exception cref="DrydockException">The module is not installed, or does not give the secret.</exception>
    public Secret Read(SessionState session, SecretReference reference)
    {
        if (!_read.TryGetValue(reference, out var outcome)) _read[reference] = outcome = Ask(session, reference);
        return outcome();
    }

    private static Func<Secret> Ask(SessionState session, SecretReference reference)
    {
        try
        {
            var secret = Find(session, reference);
            return () => secret;
        }
        catch (DrydockException fault)
        {
            return () => throw fault;
        }
    }

    private static Secret Find(SessionState session, SecretReference reference)
    {
        if (session.InvokeCommand.GetCommand(Command, CommandTypes.Cmdlet | CommandTypes.Function | CommandTypes.Alias) is null)
        {
            throw Fault("the module Microsoft.PowerShell.SecretManagement is not installed",
                "Run: Install-PSResource Microsoft.PowerShell.SecretManagement, and register the vault with Register-SecretVault; or pass -Credential.");
        }

        // Names go in as values, never as text of a script.
        const string Script = "param($Name, $Vault) if ($Vault) { Get-Secret -Name $Name -Vault $Vault -ErrorAction Stop } else { Get-Secret -Name $Name -ErrorAction Stop }";
        try
        {
            var found = session.InvokeCommand.InvokeScript(Script, useNewScope: true, System.Management.Automation.Runspaces.PipelineResultTypes.None,
                null, reference.Name, reference.Vault ?? "");
            return Read(found.Count == 1 ? found.Single()?.BaseObject : null);
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            var where = reference.Vault is { } vault ? $"vault '{vault}'" : "the default vault";
            throw Fault($"{where} does not give '{reference.Name}': {e.ErrorRecord.Exception.Message.TrimEnd('.')}",
                "Look with Get-SecretVault and Get-SecretInfo; store it with Set-Secret; unlock the vault; or pass -Credential.");
        }
    }

    private static Secret Read(object? value) => value switch
    {
        PSCredential credential => new Secret(credential.GetNetworkCredential().Password),
        SecureString text => new Secret(new NetworkCredential("", text).Password),
        string text => new Secret(text),
        _ => throw Fault("the entry is no text, secure string or credential", "Store it as one of these with Set-Secret."),
    };

    private static DrydockException Fault(string problem, string remedy) =>
        new(ErrorCatalogue.SecretUnavailable, problem + ".") { Remedy = remedy };
}
