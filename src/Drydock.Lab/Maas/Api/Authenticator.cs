using System;
using System.Collections.Generic;
using System.Globalization;
using Drydock.Lab.Http;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Api;

/// <summary>
/// Finds out who asks, with the checks and texts of MAAS in MAAS's order. A nonce is used up even where the request fails
/// afterwards, unless it fails with 500. Called under the region's lock.
/// </summary>
internal sealed class Authenticator(Region region)
{
    private const int Threshold = 300;

    private readonly HashSet<string> _nonces = new(StringComparer.Ordinal);

    /// <summary>The user; null where the request says nothing of one.</summary>
    public User? Authenticate(LabHttpRequest request, out string? nonce)
    {
        nonce = null;
        if (OAuthHeader.Parse(request.Header("Authorization")) is not { } header) return null;
        var user = region.Users.Find(candidate => candidate.ConsumerKey == header["oauth_consumer_key"])
            ?? throw Refuse("Invalid API key.");
        if (user.TokenKey != header["oauth_token"]) throw Refuse($"'Invalid access token: {header["oauth_token"]}'");
        CheckTimestamp(header["oauth_timestamp"]);
        nonce = string.Join(":", user.ConsumerKey, user.TokenKey, header["oauth_nonce"]);
        if (!_nonces.Add(nonce)) throw Refuse($"'Nonce already used: {header["oauth_nonce"]}'");
        var method = header["oauth_signature_method"];
        if (method is not (OAuthSignature.Plaintext or OAuthSignature.HmacSha1))
            throw Refuse($"'Signature method {method} not supported try one of the following: PLAINTEXT, HMAC-SHA1'");
        if (!OAuthSignature.IsValid(header, request, user.TokenSecret))
        {
            // A real MAAS gives the secret away here: clients must never print the body of a 401.
            throw Refuse($"'Invalid signature. Expected signature base string: {OAuthSignature.BaseString(header, request, user.TokenSecret)}'");
        }

        return user;
    }

    /// <summary>Forgets a nonce of a request that was rolled back.</summary>
    public void Forget(string nonce) => _nonces.Remove(nonce);

    private static void CheckTimestamp(string text)
    {
        // The wall's clock: it is the client's, and times ahead of it, such as the lab's own, are allowed.
        var now = Clock.System.UtcNow.ToUnixTimeSeconds();
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given))
            throw Refuse($"'Invalid timestamp: {text}'");
        if (now - given > Threshold)
            throw Refuse($"'Expired timestamp: given {given} and now {now} has a greater difference than threshold {Threshold}'");
    }

    private static MaasError Refuse(string reason) => MaasError.Unauthorized("Authorization Error: " + reason);
}
