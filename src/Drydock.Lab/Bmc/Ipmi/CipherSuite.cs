using System;
using System.Linq;
using System.Security.Cryptography;

namespace Drydock.Lab.Bmc.Ipmi;

/// <summary>
/// A cipher suite of RMCP+ (IPMI 2.0, table 22-20): keyed hash for authentication and integrity, and AES-CBC-128.
/// </summary>
internal sealed class CipherSuite
{
#pragma warning disable CA5350 // Suite 3 is made of SHA-1, and BMCs that know no better are why the lab has it.
    private static readonly CipherSuite[] Known =
    [
        new(3, authentication: 0x01, integrity: 0x01, codeLength: 12, key => new HMACSHA1(key)),
        new(17, authentication: 0x03, integrity: 0x04, codeLength: 16, key => new HMACSHA256(key)),
    ];
#pragma warning restore CA5350

    private readonly Func<byte[], HMAC> _hmac;

    private CipherSuite(int id, byte authentication, byte integrity, int codeLength, Func<byte[], HMAC> hmac)
    {
        Id = id;
        Authentication = authentication;
        Integrity = integrity;
        CodeLength = codeLength;
        _hmac = hmac;
    }

    public int Id { get; }

    public byte Authentication { get; }

    public byte Integrity { get; }

    /// <summary>AES-CBC-128, in both suites.</summary>
    public static byte Confidentiality => 0x01;

    /// <summary>Length of integrity check values and packet authentication codes in bytes.</summary>
    public int CodeLength { get; }

    public static CipherSuite[] Of(ItemList<int> ids) => [.. Known.Where(suite => ids.Contains(suite.Id))];

    /// <returns>The keyed hash, whole.</returns>
    public byte[] Mac(byte[] key, params byte[][] parts)
    {
        using var hmac = _hmac(key);
        return hmac.ComputeHash([.. parts.SelectMany(part => part)]);
    }

    /// <returns>The keyed hash, cut to <see cref="CodeLength"/>.</returns>
    public byte[] Code(byte[] key, params byte[][] parts) => [.. Mac(key, parts).Take(CodeLength)];

    /// <summary>AES-CBC-128 payload (13.29): IV, then data, pad 1..n and pad length, encrypted.</summary>
    public static byte[] Encrypt(byte[] key, byte[] iv, byte[] data)
    {
        var pad = (16 - ((data.Length + 1) % 16)) % 16;
        var padded = new byte[data.Length + pad + 1];
        data.CopyTo(padded, 0);
        for (var i = 0; i < pad; i++) padded[data.Length + i] = (byte)(i + 1);
        padded[padded.Length - 1] = (byte)pad;
        using var aes = NewAes(key, iv);
        using var encryptor = aes.CreateEncryptor();
        return [.. iv, .. encryptor.TransformFinalBlock(padded, 0, padded.Length)];
    }

    /// <returns>The data; null where the payload is not what <see cref="Encrypt"/> makes.</returns>
    public static byte[]? Decrypt(byte[] key, byte[] payload)
    {
        if (payload.Length < 32 || payload.Length % 16 != 0) return null;
        using var aes = NewAes(key, [.. payload.Take(16)]);
        using var decryptor = aes.CreateDecryptor();
        var padded = decryptor.TransformFinalBlock(payload, 16, payload.Length - 16);
        int pad = padded[padded.Length - 1];
        var length = padded.Length - 1 - pad;
        if (pad > 15 || length < 0) return null;
        for (var i = 0; i < pad; i++)
        {
            if (padded[length + i] != i + 1) return null;
        }

        return [.. padded.Take(length)];
    }

    /// <summary>Compares without telling by its time where the difference is.</summary>
    public static bool Same(byte[] left, byte[] right)
    {
        var difference = left.Length ^ right.Length;
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++) difference |= left[i] ^ right[i];
        return difference == 0;
    }

    private static Aes NewAes(byte[] key, byte[] iv)
    {
        var aes = Aes.Create();
        aes.Mode = CipherMode.CBC;
        // RMCP+ pads by a rule of its own.
        aes.Padding = PaddingMode.None;
        aes.Key = [.. key.Take(16)];
        aes.IV = iv;
        return aes;
    }
}
