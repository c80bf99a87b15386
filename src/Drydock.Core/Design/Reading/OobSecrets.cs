using System;
using System.Linq;
using System.Text;
using Drydock.Core.Design.Documents;

namespace Drydock.Core.Design.Reading;

/// <summary>Reads secrets of the <c>oob</c> block, or where they are kept. What is written there is never shown.</summary>
internal sealed class OobSecrets(FieldReader fields)
{
    private const int LongestKg = 20;

    /// <summary>A password: a text, or a reference to one.</summary>
    public (Secret? Secret, SecretReference? Reference) Password(YamlValue value) =>
        Read(value, ".credential", "password", "Put quotes around the password.");

    /// <summary>IPMI's K_G: a text, hexadecimal digits after 0x, or a reference.</summary>
    public (Secret? Secret, SecretReference? Reference) Kg(YamlValue value)
    {
        // Hexadecimal digits after 0x are a number to YAML, and meant as written.
        var read = value is YamlScalar { Kind: ScalarKind.Integer } digits && digits.Text.StartsWith("0x", StringComparison.Ordinal)
            ? (Secret: new Secret(digits.Text), Reference: null)
            : Read(value, ".kg", "key", "Put quotes around the key, or write it in hexadecimal after 0x.");
        if (read.Secret is null || IsKg(read.Secret.Reveal())) return read;
        fields.Error(value, ".kg", $"is no BMC key; expected a text of 1 to {LongestKg} bytes, or 0x and 2 to {LongestKg * 2} hexadecimal digits.");
        return (null, null);
    }

    private static bool IsKg(string text) => text.StartsWith("0x", StringComparison.Ordinal)
        ? text.Length is >= 4 and <= 2 + (LongestKg * 2) && text.Length % 2 == 0 && text.Skip(2).All(Uri.IsHexDigit)
        : Encoding.UTF8.GetByteCount(text) is > 0 and <= LongestKg;

    private (Secret? Secret, SecretReference? Reference) Read(YamlValue value, string path, string what, string remedy)
    {
        if (value is YamlScalar { Kind: ScalarKind.Text } text)
        {
            if (!SecretReference.IsReference(text.Text)) return (new Secret(text.Text), null);
            try
            {
                return (null, SecretReference.Parse(text.Text));
            }
            catch (FormatException e)
            {
                fields.Error(value, path, $"is no reference to a {what}: {e.Message}.");
                return (null, null);
            }
        }

        fields.Error(value, path, value is YamlScalar ? "is a number or boolean; expected a text."
            : $"is {value.Describe()}; expected a text.", remedy);
        return (null, null);
    }
}
