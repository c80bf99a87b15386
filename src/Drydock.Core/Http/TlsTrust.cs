using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Drydock.Errors;

namespace Drydock.Core.Http;

/// <summary>Carries a <see cref="TlsPolicy"/> out.</summary>
public sealed class TlsTrust
{
    private readonly TlsPolicy _policy;
    private readonly string? _pin;
    private readonly X509Certificate2Collection _authorities = [];

    /// <summary>Reads what the policy names.</summary>
    /// <param name="policy">The policy.</param>
    /// <exception cref="DrydockException">The pin is malformed, or the CA bundle is missing or holds no certificate.</exception>
    public TlsTrust(TlsPolicy policy)
    {
        _policy = policy ?? throw new ArgumentNullException(nameof(policy));
        if (policy.Sha256Pin is not null) _pin = NormalisePin(policy.Sha256Pin);
        if (policy.CaBundle is not null) _authorities.AddRange(ReadBundle(policy.CaBundle));
    }

    /// <summary>Whether a server's certificate is trusted.</summary>
    /// <param name="certificate">The certificate; null where the server gave none.</param>
    /// <param name="chain">The chain as the platform built it.</param>
    /// <param name="errors">What the platform found wrong.</param>
    public bool Accepts(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null) return false;
        if (_pin is not null)
        {
            using var sha = SHA256.Create();
            return string.Equals(Hex(sha.ComputeHash(certificate.RawData)), _pin, StringComparison.Ordinal);
        }
        if (_authorities.Count > 0)
            return (errors & SslPolicyErrors.RemoteCertificateNameMismatch) == 0 && IsIssuedByBundle(certificate, chain);
        return _policy.SkipVerification || errors == SslPolicyErrors.None;
    }

    /// <summary>Says which certificate it is, for an error that it is not trusted.</summary>
    /// <param name="certificate">The certificate; null where the server gave none.</param>
    public static string Describe(X509Certificate2? certificate)
    {
        if (certificate is null) return "there is none";
        using var sha = SHA256.Create();
        return $"it is {certificate.Subject} by {certificate.Issuer}, valid until "
            + certificate.NotAfter.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + ", SHA-256 " + Hex(sha.ComputeHash(certificate.RawData));
    }

    /// <summary>Builds a chain that must end in one of the bundle's certificates: netstandard2.0 has no custom trust store.</summary>
    private bool IsIssuedByBundle(X509Certificate2 certificate, X509Chain? offered)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        chain.ChainPolicy.ExtraStore.AddRange(_authorities);
        foreach (var element in offered?.ChainElements.Cast<X509ChainElement>() ?? [])
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        if (!chain.Build(certificate) || chain.ChainStatus.Any(status => status.Status is not (X509ChainStatusFlags.NoError
            or X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain)))
        {
            return false;
        }
        var trusted = new HashSet<string>(_authorities.Cast<X509Certificate2>().Select(authority => authority.Thumbprint));
        return chain.ChainElements.Cast<X509ChainElement>().Any(element => trusted.Contains(element.Certificate.Thumbprint));
    }

    private static string NormalisePin(string pin)
    {
        var hex = pin.Replace(":", "").Replace(" ", "").ToUpperInvariant();
        return Regex.IsMatch(hex, "^[0-9A-F]{64}$") ? hex : throw new DrydockException(ErrorCatalogue.NodeMisconfigured,
            $"The certificate pin '{pin}' is not a SHA-256 fingerprint: 64 hexadecimal digits, with or without colons.");
    }

    private static X509Certificate2[] ReadBundle(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DrydockException(ErrorCatalogue.NodeMisconfigured, $"The CA bundle '{path}' cannot be read: {fault.Message}", fault);
        }
        var certificates = Regex.Matches(text, "-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", RegexOptions.Singleline)
            .Cast<Match>().Select(match => new X509Certificate2(Convert.FromBase64String(match.Groups[1].Value))).ToArray();
        return certificates.Length > 0 ? certificates : throw new DrydockException(ErrorCatalogue.NodeMisconfigured,
            $"The CA bundle '{path}' holds no certificate in PEM form.");
    }

    private static string Hex(byte[] bytes) => BitConverter.ToString(bytes).Replace("-", "");
}
