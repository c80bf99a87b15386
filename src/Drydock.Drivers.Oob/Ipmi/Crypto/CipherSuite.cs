using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;

namespace Drydock.Drivers.Oob.Ipmi.Crypto;

/// <summary>A cipher suite (IPMI 2.0, table 22-20): algorithms for login, integrity and confidentiality.</summary>
public sealed class CipherSuite
{
    /// <summary>Number of the confidentiality algorithm of both suites: AES-CBC-128.</summary>
    public const byte Confidentiality = 0x01;

    private readonly bool _sha256;

    private CipherSuite(int id, byte authentication, byte integrity, bool sha256, int integrityCodeLength)
    {
        Id = id;
        Authentication = authentication;
        Integrity = integrity;
        IntegrityCodeLength = integrityCodeLength;
        _sha256 = sha256;
    }

    /// <summary>Suite 17: RAKP-HMAC-SHA256, HMAC-SHA256-128, AES-CBC-128.</summary>
    public static CipherSuite Suite17 { get; } = new(17, 0x03, 0x04, sha256: true, integrityCodeLength: 16);

    /// <summary>Suite 3: RAKP-HMAC-SHA1, HMAC-SHA1-96, AES-CBC-128.</summary>
    public static CipherSuite Suite3 { get; } = new(3, 0x01, 0x01, sha256: false, integrityCodeLength: 12);

    /// <summary>The suites in the order in which they are asked for, the strongest first.</summary>
    public static IReadOnlyList<CipherSuite> Preference { get; } = [Suite17, Suite3];

    /// <summary>The suite's number.</summary>
    public int Id { get; }

    /// <summary>Number of the authentication algorithm.</summary>
    public byte Authentication { get; }

    /// <summary>Number of the integrity algorithm.</summary>
    public byte Integrity { get; }

    /// <summary>Bytes of the code that signs a packet and of RAKP message 4.</summary>
    public int IntegrityCodeLength { get; }

    /// <summary>Bytes of the codes in RAKP messages 2 and 3.</summary>
    public int KeyExchangeCodeLength => _sha256 ? 32 : 20;

    /// <summary>The suites to ask for; null for a number that Drydock does not know.</summary>
    /// <param name="fixedId">The only one that may be used (<c>oob.cipher_suite</c>); null for the best that the BMC accepts.</param>
    public static IReadOnlyList<CipherSuite>? Candidates(int? fixedId) =>
        fixedId is null ? Preference : Preference.FirstOrDefault(suite => suite.Id == fixedId) is { } only ? [only] : null;

    /// <summary>The suite of three algorithms, or null where it is none that is known.</summary>
    /// <param name="authentication">Number of the authentication algorithm.</param>
    /// <param name="integrity">Number of the integrity algorithm.</param>
    /// <param name="confidentiality">Number of the confidentiality algorithm.</param>
    public static CipherSuite? Find(int authentication, int integrity, int confidentiality) =>
        Preference.FirstOrDefault(suite => suite.Authentication == authentication
            && suite.Integrity == integrity && confidentiality == Confidentiality);

    /// <summary>The suite's keyed hash.</summary>
    /// <param name="key">The key.</param>
    public HMAC CreateHmac(byte[] key)
    {
#pragma warning disable CA5350 // HMAC-SHA1 is what suite 3 is; it is asked for only where suite 17 is refused.
        return _sha256 ? new HMACSHA256(key) : new HMACSHA1(key);
#pragma warning restore CA5350
    }

    /// <inheritdoc/>
    public override string ToString() => $"cipher suite {Id}";
}
