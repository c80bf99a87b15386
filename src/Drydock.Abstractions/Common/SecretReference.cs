using System;

namespace Drydock;

/// <summary>
/// Where a secret is kept: <c>env://NAME</c>, an environment variable, or <c>secret://vault/name</c>, an entry of a
/// PowerShell SecretManagement vault (<c>secret:///name</c> for the default vault). It is no secret itself.
/// </summary>
public sealed record SecretReference
{
    private const string EnvironmentScheme = "env://";
    private const string VaultScheme = "secret://";

    private SecretReference(SecretSource source, string? vault, string name) => (Source, Vault, Name) = (source, vault, name);

    /// <summary>What keeps it.</summary>
    public SecretSource Source { get; }

    /// <summary>The vault's name; null for the default vault, and for environment variables.</summary>
    public string? Vault { get; }

    /// <summary>The environment variable's name, or the entry's in its vault.</summary>
    public string Name { get; }

    /// <summary>True where a text begins as references do; <see cref="Parse"/> may still refuse it.</summary>
    /// <param name="text">The text.</param>
    public static bool IsReference(string text) => text is null ? throw new ArgumentNullException(nameof(text))
        : text.StartsWith(EnvironmentScheme, StringComparison.Ordinal) || text.StartsWith(VaultScheme, StringComparison.Ordinal);

    /// <summary>Reads a reference.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">It is none, or one without a name.</exception>
    public static SecretReference Parse(string text)
    {
        if (!IsReference(text)) throw new FormatException($"a reference begins with {EnvironmentScheme} or {VaultScheme}");
        if (text.StartsWith(EnvironmentScheme, StringComparison.Ordinal))
        {
            var variable = text.Substring(EnvironmentScheme.Length);
            return variable.Length > 0 && variable.IndexOfAny(['/', '=', ' ']) < 0 ? new(SecretSource.Environment, null, variable)
                : throw new FormatException("expected env://NAME with the name of an environment variable");
        }

        var path = text.Substring(VaultScheme.Length);
        var slash = path.IndexOf('/');
        return slash >= 0 && slash < path.Length - 1
            ? new(SecretSource.Vault, slash == 0 ? null : Uri.UnescapeDataString(path.Substring(0, slash)), Uri.UnescapeDataString(path.Substring(slash + 1)))
            : throw new FormatException("expected secret://vault/name, or secret:///name for the default vault");
    }

    /// <summary>The reference as the design writes it.</summary>
    public override string ToString() => Source == SecretSource.Environment
        ? EnvironmentScheme + Name : VaultScheme + (Vault is null ? "" : Uri.EscapeDataString(Vault)) + "/" + Uri.EscapeDataString(Name).Replace("%2F", "/");
}

/// <summary>What keeps secrets.</summary>
public enum SecretSource
{
    /// <summary>An environment variable of the process.</summary>
    Environment,

    /// <summary>A vault of PowerShell's SecretManagement.</summary>
    Vault,
}
