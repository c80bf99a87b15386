using System;
using System.Text;
using Drydock.Drivers.Oob.Ipmi.Packets;

namespace Drydock.Drivers.Oob.Ipmi.Crypto;

/// <summary>
/// The codes of RAKP (IPMI 2.0, 13.28 to 13.32). The key is the password, padded with zeros to 20 bytes; it stands for the BMC's
/// own key (K<sub>G</sub>) too where there is none.
/// </summary>
public sealed class KeyExchange
{
    /// <summary>The role byte's bit for looking the user up by name alone.</summary>
    private const byte NameOnlyLookup = 0x10;

    private const int MaxUserName = 16;
    private const int MaxPassword = 20;

    private readonly CipherSuite _suite;
    private readonly byte[] _key = new byte[MaxPassword];
    private readonly byte[]? _bmcKey;
    private readonly byte[] _consoleRandom;

    /// <summary>Begins a login.</summary>
    /// <param name="suite">The cipher suite.</param>
    /// <param name="userName">The user's name, at most 16 bytes.</param>
    /// <param name="password">The password, at most 20 bytes.</param>
    /// <param name="privilege">The privilege asked for.</param>
    /// <param name="consoleRandom">16 random bytes.</param>
    /// <param name="bmcKey">The BMC's own key as <see cref="BmcKey.Read"/> gives it; null for none.</param>
    public KeyExchange(
        CipherSuite suite, string userName, Secret password, Privilege privilege, byte[] consoleRandom, byte[]? bmcKey = null)
    {
        _bmcKey = bmcKey;
        _suite = suite;
        _consoleRandom = consoleRandom;
        UserName = Encoding.UTF8.GetBytes(userName);
        Role = (byte)((byte)privilege | NameOnlyLookup);
        var text = Encoding.UTF8.GetBytes(password.Reveal());
        Array.Copy(text, _key, text.Length);
        Array.Clear(text, 0, text.Length);
    }

    /// <summary>The user's name as bytes.</summary>
    public byte[] UserName { get; }

    /// <summary>Privilege and way of looking the user up, as RAKP message 1 carries them.</summary>
    public byte Role { get; }

    /// <summary>Says what is wrong with an account, or null where IPMI can carry it.</summary>
    /// <param name="userName">The user's name.</param>
    /// <param name="password">The password.</param>
    public static string? FindFault(string userName, Secret password)
    {
        if (Encoding.UTF8.GetByteCount(userName) > MaxUserName)
            return $"oob.account is longer than {MaxUserName} bytes, more than IPMI can carry";
        return Encoding.UTF8.GetByteCount(password.Reveal()) > MaxPassword
            ? $"oob.credential is longer than {MaxPassword} bytes, more than IPMI 2.0 can carry" : null;
    }

    /// <summary>The code that RAKP message 2 must hold: the BMC knows the password.</summary>
    /// <param name="consoleId">The console's session id.</param>
    /// <param name="bmcId">The BMC's session id.</param>
    /// <param name="bmcRandom">The BMC's random bytes.</param>
    /// <param name="bmcGuid">The BMC's GUID.</param>
    public byte[] Message2Code(uint consoleId, uint bmcId, byte[] bmcRandom, byte[] bmcGuid) =>
        Hash(_key, new PacketWriter().UInt32(consoleId).UInt32(bmcId)
            .Bytes(_consoleRandom).Bytes(bmcRandom).Bytes(bmcGuid).Bytes(Identity()));

    /// <summary>The code of RAKP message 3: the console knows the password.</summary>
    /// <param name="consoleId">The console's session id.</param>
    /// <param name="bmcRandom">The BMC's random bytes.</param>
    public byte[] Message3Code(uint consoleId, byte[] bmcRandom) =>
        Hash(_key, new PacketWriter().Bytes(bmcRandom).UInt32(consoleId).Bytes(Identity()));

    /// <summary>The session integrity key, from which all keys of the session come.</summary>
    /// <param name="bmcRandom">The BMC's random bytes.</param>
    public byte[] SessionIntegrityKey(byte[] bmcRandom) =>
        Hash(_bmcKey ?? _key, new PacketWriter().Bytes(_consoleRandom).Bytes(bmcRandom).Bytes(Identity()));

    /// <summary>The code that RAKP message 4 must hold: both have the same session integrity key.</summary>
    /// <param name="sessionIntegrityKey">That key.</param>
    /// <param name="bmcId">The BMC's session id.</param>
    /// <param name="bmcGuid">The BMC's GUID.</param>
    public byte[] Message4Code(byte[] sessionIntegrityKey, uint bmcId, byte[] bmcGuid) => LittleEndian.Part(
        Hash(sessionIntegrityKey, new PacketWriter().Bytes(_consoleRandom).UInt32(bmcId).Bytes(bmcGuid)),
        0, _suite.IntegrityCodeLength);

    /// <summary>Forgets password and key.</summary>
    public void Clear()
    {
        Array.Clear(_key, 0, _key.Length);
        if (_bmcKey is not null) Array.Clear(_bmcKey, 0, _bmcKey.Length);
    }

    private byte[] Identity() => new PacketWriter().Byte(Role).Byte(UserName.Length).Bytes(UserName).ToArray();

    private byte[] Hash(byte[] key, PacketWriter data)
    {
        using var hmac = _suite.CreateHmac(key);
        return hmac.ComputeHash(data.ToArray());
    }
}
