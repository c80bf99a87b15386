using System;
using System.Linq;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>
/// Authorized keys are lines of <c>authorized_keys</c> (sshd(8)): options if need be, the key's type, the key. Findings do
/// not show them, as a private key that got there is a secret.
/// </summary>
internal sealed class AuthorizedKeyRule : IDesignRule
{
    private static readonly string[] Types = ["ssh-rsa", "ssh-dss", "ssh-ed25519", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"];

    public void Check(DesignCheck check)
    {
        if (check.Site.Region is not { } region) return;
        for (var index = 0; index < region.AuthorizedKeys.Count; index++)
        {
            if (IsPublicKey(region.AuthorizedKeys[index])) continue;
            check.Warning(RuleIds.AuthorizedKeys, check.Find(region, "authorized_keys", $"[{index}]"), "is no public SSH key.");
        }
    }

    private static bool IsPublicKey(string line)
    {
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Take(words.Length - 1).Any(word => Types.Any(type => word.StartsWith(type, StringComparison.Ordinal)));
    }
}
