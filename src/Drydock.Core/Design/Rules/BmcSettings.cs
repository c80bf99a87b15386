using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>What every BMC that is logged in to over the network needs.</summary>
internal static class BmcSettings
{
    /// <summary>Checks the nodes of one out-of-band type.</summary>
    public static void Check(DesignCheck check, string type, RuleId rule)
    {
        foreach (var node in check.Site.Nodes)
        {
            if (node.Oob.Type != type) continue;
            if (string.IsNullOrEmpty(node.Oob.Account))
                check.Error(rule, check.Find(node, "oob"), $"has no account, which {type} needs.", "Set oob.account.");
            if (node.Oob is { Credential: null or { IsEmpty: true }, CredentialReference: null })
                check.Error(rule, check.Find(node, "oob"), $"has no credential, which {type} needs.", "Set oob.credential.");
            if (node.OobAddress is not null) continue;
            if (node.Oob.Network is not { } network)
            {
                check.Error(rule, check.Find(node, "oob"), $"has neither network nor address, of which {type} needs one.",
                    "Set oob.network, and the node's address in it.");
            }
            // A network that is not in the design is a matter of Network Reference.
            else if (check.Draft.Exists(DocumentKinds.Network, network))
            {
                check.Error(rule, check.Find(node, "addressing"), $"gives no fixed address in the out-of-band network '{network}'.",
                    $"Give the node an IP address in '{network}', or set oob.address.");
            }
        }
    }
}
