using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Drydock.Lab.Http;

namespace Drydock.Lab.Maas.Api;

/// <summary>The two signature methods that MAAS takes (RFC 5849, 3.4.2 and 3.4.4). The consumer's secret is always empty.</summary>
internal static class OAuthSignature
{
    public const string Plaintext = "PLAINTEXT";
    public const string HmacSha1 = "HMAC-SHA1";

    /// <summary>What a wrong signature is compared with in the error's text.</summary>
    public static string BaseString(OAuthHeader header, LabHttpRequest request, Secret secret) =>
        header["oauth_signature_method"] == HmacSha1 ? HmacBase(header, request) : Key(secret);

    public static bool IsValid(OAuthHeader header, LabHttpRequest request, Secret secret)
    {
        var given = header["oauth_signature"];
        return given == (header["oauth_signature_method"] == HmacSha1 ? Sign(HmacBase(header, request), secret) : Key(secret));
    }

    private static string Key(Secret secret) => "&" + Encode(secret.Reveal());

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "RFC 5849 names SHA-1, and MAAS takes it.")]
    private static string Sign(string text, Secret secret)
    {
        using var hash = new HMACSHA1(Encoding.ASCII.GetBytes(Key(secret)));
        return Convert.ToBase64String(hash.ComputeHash(Encoding.ASCII.GetBytes(text)));
    }

    private static string HmacBase(OAuthHeader header, LabHttpRequest request)
    {
        var isForm = request.Header("Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
        var parameters = header.Fields.Where(field => field.Key is not ("realm" or "oauth_signature"))
            .Concat(request.Query)
            .Concat(isForm ? request.Form().Fields : [])
            .Select(pair => new KeyValuePair<string, string>(Encode(pair.Key), Encode(pair.Value)))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => pair.Key + "=" + pair.Value);
        var url = "http://" + request.Header("Host") + request.RawPath;
        return string.Join("&", request.Method, Encode(url), Encode(string.Join("&", parameters)));
    }

    private static string Encode(string text) => Uri.EscapeDataString(text);
}
