using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Security;

namespace Drydock.PowerShell.Binding;

/// <summary>How MAAS reaches a machine's BMC, as fields of its forms.</summary>
internal static class PowerInput
{
    private const string Prefix = "power_parameters_";

    /// <summary>The fields.</summary>
    /// <param name="parameters">MAAS's power parameters, with or without <c>power_</c> before their names; null for none.</param>
    /// <param name="credential">Account and password; null for none.</param>
    /// <exception cref="PSArgumentException">A password is given in plain text.</exception>
    public static IEnumerable<KeyValuePair<string, string>> Fields(Hashtable? parameters, PSCredential? credential)
    {
        foreach (DictionaryEntry parameter in parameters ?? [])
        {
            var name = parameter.Key.ToString()!;
            var value = parameter.Value is PSObject wrapped ? wrapped.BaseObject : parameter.Value;
            var isSecret = name.Contains("pass") || name.Contains("secret") || name == "k_g";
            if (isSecret && value is string) throw new PSArgumentException($"'{name}' is taken as SecureString only, or give -PowerCredential.");
            yield return new(Prefix + name, value switch
            {
                SecureString text => new Secret(text).Reveal(),
                Secret secret => secret.Reveal(),
                bool flag => flag ? "true" : "false",
                _ => value?.ToString() ?? "",
            });
        }

        if (credential is null) yield break;
        yield return new(Prefix + "power_user", credential.UserName);
        yield return new(Prefix + "power_pass", new Secret(credential.Password).Reveal());
    }
}
