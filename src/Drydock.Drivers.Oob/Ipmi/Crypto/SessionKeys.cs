using System;
using System.Linq;
using Drydock.Drivers.Oob.Ipmi.Packets;

namespace Drydock.Drivers.Oob.Ipmi.Crypto;

/// <summary>The keys of a session (IPMI 2.0, 13.32): K1 signs, the first 16 bytes of K2 encrypt.</summary>
public sealed class SessionKeys
{
    private const int ConstantLength = 20;

    private readonly byte[] _signing;

    /// <summary>Derives the keys.</summary>
    /// <param name="suite">The cipher suite.</param>
    /// <param name="sessionIntegrityKey">The session integrity key.</param>
    public SessionKeys(CipherSuite suite, byte[] sessionIntegrityKey)
    {
        Suite = suite;
        _signing = Derive(suite, sessionIntegrityKey, 0x01);
        var k2 = Derive(suite, sessionIntegrityKey, 0x02);
        Encryption = LittleEndian.Part(k2, 0, 16);
        Array.Clear(k2, 0, k2.Length);
    }

    /// <summary>The cipher suite.</summary>
    public CipherSuite Suite { get; }

    /// <summary>The AES key; cleared when the session ends.</summary>
    internal byte[] Encryption { get; }

    /// <summary>The code that signs a part of a packet.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="from">Where the part begins.</param>
    /// <param name="count">Its length.</param>
    public byte[] Sign(byte[] packet, int from, int count)
    {
        using var hmac = Suite.CreateHmac(_signing);
        return LittleEndian.Part(hmac.ComputeHash(packet, from, count), 0, Suite.IntegrityCodeLength);
    }

    /// <summary>Forgets the keys.</summary>
    public void Clear()
    {
        Array.Clear(_signing, 0, _signing.Length);
        Array.Clear(Encryption, 0, Encryption.Length);
    }

    private static byte[] Derive(CipherSuite suite, byte[] sessionIntegrityKey, byte constant)
    {
        using var hmac = suite.CreateHmac(sessionIntegrityKey);
        return hmac.ComputeHash([.. Enumerable.Repeat(constant, ConstantLength)]);
    }
}
