namespace Drydock;

/// <summary>How the certificate of a TLS server is verified.</summary>
public sealed record TlsPolicy
{
    /// <summary>Verified against the system's trust store.</summary>
    public static TlsPolicy SystemTrust { get; } = new();

    /// <summary>Path of a PEM file with the certificate authorities to trust instead of the system's; null for the system's.</summary>
    public string? CaBundle { get; init; }

    /// <summary>SHA-256 of the server's certificate in hexadecimal; it alone is trusted. Null for no pin.</summary>
    public string? Sha256Pin { get; init; }

    /// <summary>Trusts any certificate: a visible choice for labs.</summary>
    public bool SkipVerification { get; init; }

    /// <summary>In words, for results and logs.</summary>
    public override string ToString() =>
        Sha256Pin is not null ? "certificate pin" : CaBundle is not null ? "CA bundle " + CaBundle
        : SkipVerification ? "not verified" : "system trust store";
}
