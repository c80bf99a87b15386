using System;
using System.IO;
using System.Linq;
using Drydock.Core.Design.Documents;

namespace Drydock.Core.Design.Reading;

/// <summary>
/// Reads how a BMC's certificate is verified: a mapping with one of <c>ca</c>, <c>pin</c> and <c>verify: false</c>, or in
/// short the path of a CA bundle, a SHA-256 pin, or <c>no-verify</c>.
/// </summary>
internal sealed class TlsReader(FieldReader fields)
{
    private const string NoVerify = "no-verify";
    private const string PinPrefix = "sha256:";
    private const int PinDigits = 64;

    public TlsPolicy? Read(YamlValue value)
    {
        if (value is YamlMapping) return ReadMapping(fields.MappingOf(value, ".tls")!, value);
        if (value is YamlScalar { Kind: not (ScalarKind.Boolean or ScalarKind.Null) } text)
        {
            if (text.Text == NoVerify) return new TlsPolicy { SkipVerification = true };
            if (text.Text.StartsWith(PinPrefix, StringComparison.OrdinalIgnoreCase) || IsPin(text.Text)) return Pin(fields, value, ".tls", text.Text);
            if (text.Kind == ScalarKind.Text && text.Text.Length > 0) return new TlsPolicy { CaBundle = PathOf(text) };
        }
        fields.Error(value, ".tls", $"is {value.Describe()}; expected the path of a CA bundle, a SHA-256 pin, {NoVerify}, or a mapping.",
            "To trust any certificate, write no-verify, or a mapping with verify: false.");
        return null;
    }

    private static TlsPolicy? ReadMapping(FieldReader tls, YamlValue at)
    {
        var ca = tls.Value("ca");
        var pin = tls.Value("pin");
        var skip = !tls.Boolean("verify", absent: true);
        tls.Finish();
        if (new[] { ca is not null, pin is not null, skip }.Count(given => given) > 1)
        {
            tls.Error(at, "", "has several of ca, pin and verify: false; expected one.");
            return null;
        }
        if (pin is not null) return Pin(tls, pin, ".pin", (pin as YamlScalar)?.Text ?? "");
        if (ca is null) return new TlsPolicy { SkipVerification = skip };
        return tls.TextOf(ca, ".ca") is { Length: > 0 } ? new TlsPolicy { CaBundle = PathOf((YamlScalar)ca) } : null;
    }

    private static TlsPolicy? Pin(FieldReader owner, YamlValue value, string path, string text)
    {
        var digits = text.StartsWith(PinPrefix, StringComparison.OrdinalIgnoreCase) ? text.Substring(PinPrefix.Length) : text;
        if (IsPin(digits)) return new TlsPolicy { Sha256Pin = digits };
        owner.Error(value, path, $"is {value.Describe()}; expected the SHA-256 of the BMC's certificate, {PinDigits} hexadecimal digits.",
            "Read it with: openssl s_client -connect BMC:443 | openssl x509 -noout -fingerprint -sha256");
        return null;
    }

    private static bool IsPin(string text)
    {
        var digits = text.Replace(":", "");
        return digits.Length == PinDigits && digits.All(Uri.IsHexDigit);
    }

    /// <summary>A relative path starts at the file that names it.</summary>
    private static string PathOf(YamlScalar path) =>
        Path.IsPathRooted(path.Text) ? path.Text : Path.Combine(Path.GetDirectoryName(path.File) ?? "", path.Text);
}
