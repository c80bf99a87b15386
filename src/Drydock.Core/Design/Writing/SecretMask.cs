using System;
using System.Linq;
using System.Text.RegularExpressions;
using Drydock.Core.Design.Documents;

namespace Drydock.Core.Design.Writing;

/// <summary>
/// Hides secrets of a document: the values of secret documents and of type <see cref="Secret"/>, the values of keys that
/// are named like one, wherever they stand, and passwords in URLs.
/// </summary>
internal static class SecretMask
{
    /// <summary>What stands for a secret.</summary>
    public const string Mask = "***";

    private static readonly Regex SecretKey = new(
        @"(\A|[._-])(credentials?|passwords?|passwd|passphrases?|secrets?|tokens?|kg|(private|api|secret|consumer|access)[._-]?key)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex UrlPassword = new(@"(?<=://[^/@:\s]*:)[^/@\s]+(?=@)", RegexOptions.CultureInvariant);

    /// <summary>Whether a key's value is one to hide.</summary>
    public static bool IsSecretKey(string key) => SecretKey.IsMatch(key);

    /// <summary>A text without the passwords of the URLs in it.</summary>
    public static string WithoutPasswords(string text) => UrlPassword.Replace(text, Mask);

    /// <summary>The mapping without its secrets.</summary>
    public static YamlMapping Apply(YamlMapping mapping) => new(
        [.. mapping.Entries.Select(entry => new YamlEntry(entry.Key, Apply(entry.Value, IsSecretKey(entry.Key.Text))))], mapping);

    private static YamlValue Apply(YamlValue value, bool hides) => value switch
    {
        YamlMapping mapping when !hides => Apply(mapping),
        YamlMapping mapping => new YamlMapping([.. mapping.Entries.Select(entry => new YamlEntry(entry.Key, Apply(entry.Value, hides)))], mapping),
        YamlSequence sequence => new YamlSequence([.. sequence.Items.Select(item => Apply(item, hides))], sequence),
        YamlScalar { IsNull: true } nothing => nothing,
        // Where a secret is kept is none itself.
        YamlScalar scalar when SecretReference.IsReference(scalar.Text) => scalar,
        YamlScalar scalar when hides || scalar.IsSecret => Fields.Scalar(Mask, isSecret: true),
        YamlScalar { Kind: ScalarKind.Text } text when text.Text.IndexOf("://", StringComparison.Ordinal) >= 0 =>
            Fields.Scalar(WithoutPasswords(text.Text)),
        _ => value,
    };
}
