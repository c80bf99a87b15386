using System;
using System.Collections.Generic;

namespace Drydock.Lab.Maas.Api;

/// <summary>The fields of an <c>Authorization: OAuth …</c> header (RFC 5849, 3.5.1).</summary>
internal sealed class OAuthHeader
{
    private static readonly string[] Needed =
        ["oauth_consumer_key", "oauth_token", "oauth_signature", "oauth_signature_method", "oauth_timestamp", "oauth_nonce"];

    private OAuthHeader(Dictionary<string, string> fields) => Fields = fields;

    public IReadOnlyDictionary<string, string> Fields { get; }

    public string this[string name] => Fields[name];

    /// <summary>The header's fields; null where it has another scheme or lacks one that is needed.</summary>
    public static OAuthHeader? Parse(string? header)
    {
        if (header is null || !header.StartsWith("OAuth ", StringComparison.OrdinalIgnoreCase)) return null;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var piece in header.Substring("OAuth ".Length).Split(','))
        {
            var equals = piece.IndexOf('=');
            if (equals < 0) continue;
            fields[piece.Substring(0, equals).Trim()] = Uri.UnescapeDataString(piece.Substring(equals + 1).Trim().Trim('"'));
        }

        return Array.TrueForAll(Needed, fields.ContainsKey) ? new(fields) : null;
    }
}
