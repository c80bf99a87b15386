using System;
using System.Globalization;
using Drydock.Errors;

namespace Drydock.Drivers.Node.Maas.Api;

/// <summary>An API key: consumer key, token key and token secret. The consumer's secret is empty in MAAS.</summary>
public sealed class MaasApiKey
{
    private readonly string _consumer;
    private readonly string _token;
    private readonly Secret _secret;

    private MaasApiKey(string consumer, string token, Secret secret) => (_consumer, _token, _secret) = (consumer, token, secret);

    /// <summary>Reads a key.</summary>
    /// <param name="key">Three parts divided by colons, as MAAS shows it.</param>
    /// <exception cref="DrydockException">The key has not three parts; the message does not quote it.</exception>
    public static MaasApiKey Parse(Secret key)
    {
        var parts = key.Reveal().Trim().Split(':');
        if (parts.Length != 3 || Array.Exists(parts, part => part.Length == 0))
        {
            throw new DrydockException(ErrorCatalogue.MaasAuthenticationFailed,
                $"The MAAS API key has {parts.Length} part(s) divided by colons; expected are three, none of them empty.");
        }

        return new(parts[0], parts[1], new Secret(parts[2]));
    }

    /// <summary>
    /// The value of an <c>Authorization</c> header, OAuth 1.0 with PLAINTEXT signature (RFC 5849, 3.4.4). MAAS takes a
    /// nonce once, so every attempt needs a header of its own.
    /// </summary>
    /// <param name="nonce">A text that was not used before.</param>
    /// <param name="time">The time now; MAAS refuses one that is more than 300 s old.</param>
    public string Authorization(string nonce, DateTimeOffset time) =>
        "OAuth realm=\"\", oauth_version=\"1.0\", "
        + $"oauth_nonce=\"{Uri.EscapeDataString(nonce)}\", "
        + $"oauth_timestamp=\"{time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}\", "
        + $"oauth_consumer_key=\"{Uri.EscapeDataString(_consumer)}\", oauth_token=\"{Uri.EscapeDataString(_token)}\", "
        + "oauth_signature_method=\"PLAINTEXT\", "
        + $"oauth_signature=\"{Uri.EscapeDataString("&" + Uri.EscapeDataString(_secret.Reveal()))}\"";

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";
}
