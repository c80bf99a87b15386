using System.Security.Cryptography;
using Drydock.Drivers.Oob.Ipmi.Packets;

namespace Drydock.Drivers.Oob.Ipmi.Crypto;

/// <summary>AES-CBC-128 payloads (IPMI 2.0, 13.29): initialisation vector, then data, padding 1 2 3 … and its length.</summary>
public static class PayloadCipher
{
    private const int Block = 16;

    /// <summary>Encrypts with a fresh initialisation vector.</summary>
    /// <param name="payload">The payload in clear.</param>
    /// <param name="keys">The session's keys.</param>
    public static byte[] Encrypt(byte[] payload, SessionKeys keys)
    {
        var padding = (Block - ((payload.Length + 1) % Block)) % Block;
        var clear = new PacketWriter().Bytes(payload);
        for (var i = 1; i <= padding; i++) clear.Byte(i);
        clear.Byte(padding);

        using var aes = CreateAes(keys);
        aes.GenerateIV();
        using var encryptor = aes.CreateEncryptor();
        return new PacketWriter().Bytes(aes.IV).Bytes(encryptor.TransformFinalBlock(clear.ToArray(), 0, clear.Length)).ToArray();
    }

    /// <summary>Decrypts.</summary>
    /// <param name="payload">The payload as it came.</param>
    /// <param name="keys">The session's keys.</param>
    /// <returns>The payload in clear, or null where its form is wrong.</returns>
    public static byte[]? Decrypt(byte[] payload, SessionKeys keys)
    {
        if (payload.Length < 2 * Block || payload.Length % Block != 0) return null;
        using var aes = CreateAes(keys);
        aes.IV = LittleEndian.Part(payload, 0, Block);
        using var decryptor = aes.CreateDecryptor();
        var clear = decryptor.TransformFinalBlock(payload, Block, payload.Length - Block);
        var length = clear.Length - 1 - clear[clear.Length - 1];
        return length < 0 ? null : LittleEndian.Part(clear, 0, length);
    }

    private static Aes CreateAes(SessionKeys keys)
    {
        var aes = Aes.Create();
        aes.Mode = CipherMode.CBC;
        aes.Padding = PaddingMode.None;
        aes.Key = keys.Encryption;
        return aes;
    }
}
