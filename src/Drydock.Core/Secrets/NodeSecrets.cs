using System;
using Drydock.Design;
using Drydock.Errors;

namespace Drydock.Core.Secrets;

/// <summary>Looks up the secrets that a node's settings refer to, so that drivers see secrets only.</summary>
public static class NodeSecrets
{
    /// <summary>The node with its secrets in place of references to them.</summary>
    /// <param name="node">The node.</param>
    /// <param name="vault">Reads an entry of a vault; null where there are none.</param>
    /// <exception cref="DrydockException"><see cref="ErrorCatalogue.SecretUnavailable"/>; names node and reference.</exception>
    public static BaremetalNode Resolve(BaremetalNode node, Func<SecretReference, Secret>? vault = null)
    {
        if (node is null) throw new ArgumentNullException(nameof(node));
        var oob = node.Oob;
        if (oob.CredentialReference is null && oob.KgReference is null) return node;
        return node with
        {
            Oob = oob with
            {
                Credential = oob.CredentialReference is { } credential ? Read(node, "credential", credential, vault) : oob.Credential,
                CredentialReference = null,
                Kg = oob.KgReference is { } kg ? Read(node, "kg", kg, vault) : oob.Kg,
                KgReference = null,
            },
        };
    }

    private static Secret Read(BaremetalNode node, string key, SecretReference reference, Func<SecretReference, Secret>? vault)
    {
        if (reference.Source == SecretSource.Environment)
        {
            return Environment.GetEnvironmentVariable(reference.Name) is { Length: > 0 } value ? new Secret(value)
                : throw Unavailable(node, key, reference, "that environment variable is not set", $"Set the environment variable {reference.Name}.");
        }

        if (vault is null)
            throw Unavailable(node, key, reference, "vaults can only be read by Drydock's cmdlets", "Use env://NAME here.");
        try
        {
            return vault(reference);
        }
        catch (DrydockException e)
        {
            throw Unavailable(node, key, reference, e.Message.TrimEnd('.'), e.Remedy, e);
        }
    }

    private static DrydockException Unavailable(
        BaremetalNode node, string key, SecretReference reference, string problem, string remedy, Exception? inner = null) =>
        new(ErrorCatalogue.SecretUnavailable, $"Node {node.Name}: oob.{key} is {reference}: {problem}.", inner)
        {
            Target = node.Name,
            Remedy = remedy,
        };
}
