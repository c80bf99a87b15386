using System;
using System.Management.Automation;
using Drydock.Design;
using Drydock.PowerShell.Module;

namespace Drydock.PowerShell.Base;

/// <summary>Who logs in to a node's BMC: secrets are looked up as the node comes in, and given to it when its turn comes.</summary>
internal static class NodeAccount
{
    /// <summary>Looks the node's secrets up, on the pipeline thread.</summary>
    /// <param name="node">The node.</param>
    /// <param name="given">The account that stands for the node's own; null for the node's own.</param>
    /// <param name="session">The session whose vaults are asked.</param>
    /// <param name="chain">What was looked up before.</param>
    /// <returns>Gives the node what was found; other changes to it stay.</returns>
    /// <exception cref="Errors.DrydockException">A secret cannot be had.</exception>
    public static Func<BaremetalNode, BaremetalNode> Prepare(BaremetalNode node, PSCredential? given, SessionState session, NodeChain chain)
    {
        var own = given is null ? node : node with
        {
            Oob = node.Oob with
            {
                Account = given.UserName,
                Credential = new Secret(given.GetNetworkCredential().Password),
                CredentialReference = null,
            },
        };
        var resolved = Composition.ResolveSecrets(own, reference => chain.Vaults.Read(session, reference)).Oob;
        return ReferenceEquals(resolved, node.Oob) ? ready => ready : ready => ready with
        {
            Oob = ready.Oob with
            {
                Account = resolved.Account,
                Credential = resolved.Credential,
                CredentialReference = null,
                Kg = resolved.Kg,
                KgReference = null,
            },
        };
    }
}
