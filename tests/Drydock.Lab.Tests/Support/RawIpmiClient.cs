using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Lab.Tests.Support;

/// <summary>An IPMI 2.0 client that sends what a test says, well formed or not. Shares no code with lab or driver.</summary>
public sealed class RawIpmiClient(IPEndPoint bmc, int suite, string user, string password) : IDisposable
{
    public static readonly byte[] ConsoleId = [0xA1, 0xA2, 0xA3, 0xA4];
    public static readonly byte[] ConsoleRandom = [.. Enumerable.Range(0x10, 16).Select(each => (byte)each)];

    private readonly UdpClient _udp = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly int _codeLength = suite == 3 ? 12 : 16;
    private byte[] _k1 = [];
    private byte[] _k2 = [];

    public byte[] SessionId { get; private set; } = [];

    public uint Sequence { get; set; }

    public byte RequestNumber { get; set; }

    public byte Role { get; init; } = 0x14;

    public byte[] BmcRandom { get; private set; } = [];

    public byte[] Guid { get; private set; } = [];

    private byte[] RoleAndName => [Role, (byte)user.Length, .. Encoding.ASCII.GetBytes(user)];

    private byte[] Key => [.. Encoding.ASCII.GetBytes(password), .. new byte[20 - password.Length]];

    public void Dispose() => _udp.Dispose();

    public byte[] Hmac(byte[] key, params byte[][] parts)
    {
        byte[] data = [.. parts.SelectMany(part => part)];
#pragma warning disable CA5350 // Suite 3 is made of SHA-1.
        return suite == 3 ? HMACSHA1.HashData(key, data) : HMACSHA256.HashData(key, data);
#pragma warning restore CA5350
    }

    public async Task SendAsync(byte[] packet) => await _udp.SendAsync(packet, bmc);

    /// <summary>The next packet, or null where none comes within a short while.</summary>
    public async Task<byte[]?> ReceiveAsync(double seconds = 30)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        try
        {
            return (await _udp.ReceiveAsync(deadline.Token)).Buffer;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public async Task<byte[]> AskAsync(byte[] packet)
    {
        await SendAsync(packet);
        return await ReceiveAsync() ?? throw new TimeoutException("The BMC does not answer.");
    }

    /// <summary>An RMCP+ packet outside sessions; returns the answer's payload.</summary>
    public async Task<byte[]> SetupAsync(byte type, byte[] payload)
    {
        var answer = await AskAsync([0x06, 0x00, 0xFF, 0x07, 0x06, type, .. new byte[8], (byte)payload.Length, 0x00, .. payload]);
        Assert.Equal(type + 1, answer[5]);
        return answer[16..];
    }

    public Task<byte[]> OpenAsync(byte authentication, byte integrity, byte confidentiality, byte tag = 7) => SetupAsync(0x10,
    [
        tag, 0x00, 0x00, 0x00, .. ConsoleId,
        0x00, 0x00, 0x00, 0x08, authentication, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x08, integrity, 0x00, 0x00, 0x00,
        0x02, 0x00, 0x00, 0x08, confidentiality, 0x00, 0x00, 0x00,
    ]);

    public Task<byte[]> OpenAsync() => suite == 3 ? OpenAsync(1, 1, 1) : OpenAsync(3, 4, 1);

    public async Task<byte[]> Rakp1Async(byte[] sessionId)
    {
        SessionId = sessionId;
        return await SetupAsync(0x12, [8, 0, 0, 0, .. sessionId, .. ConsoleRandom, Role, 0, 0, (byte)user.Length, .. Encoding.ASCII.GetBytes(user)]);
    }

    public byte[] Rakp2Code() => Hmac(Key, ConsoleId, SessionId, ConsoleRandom, BmcRandom, Guid, RoleAndName);

    public byte[] Rakp3Code() => Hmac(Key, BmcRandom, ConsoleId, RoleAndName);

    public Task<byte[]> Rakp3Async(byte[] code) => SetupAsync(0x14, [9, 0, 0, 0, .. SessionId, .. code]);

    /// <summary>Logs in and asks for a privilege.</summary>
    public async Task LogInAsync(byte privilege = 4)
    {
        var open = await OpenAsync();
        Assert.Equal(0, open[1]);
        var second = await Rakp1Async(open[8..12]);
        Assert.Equal(0, second[1]);
        (BmcRandom, Guid) = (second[8..24], second[24..40]);
        Assert.Equal(Rakp2Code(), second[40..]);
        var fourth = await Rakp3Async(Rakp3Code());
        Assert.Equal(0, fourth[1]);
        DeriveKeys();
        Assert.Equal(0, (await CommandAsync(0x06, 0x3B, privilege))[0]);
    }

    public void DeriveKeys()
    {
        var sik = Hmac(Key, ConsoleRandom, BmcRandom, RoleAndName);
        _k1 = Hmac(sik, [.. Enumerable.Repeat((byte)1, 20)]);
        _k2 = Hmac(sik, [.. Enumerable.Repeat((byte)2, 20)])[..16];
    }

    /// <summary>A command in the session; returns completion code and data.</summary>
    public async Task<byte[]> CommandAsync(byte netFn, byte command, params byte[] data)
    {
        var number = ++RequestNumber;
        return Decode(await AskAsync(Packet(++Sequence, number, netFn, command, data)), number, netFn, command);
    }

    public byte[] Packet(uint sequence, byte number, byte netFn, byte command, params byte[] data)
    {
        byte[] top = [0x20, (byte)(netFn << 2)];
        byte[] rest = [0x81, (byte)(number << 2), command, .. data];
        byte[] message = [.. top, Checksum(top), .. rest, Checksum(rest)];
        var pad = (16 - ((message.Length + 1) % 16)) % 16;
        byte[] padded = [.. message, .. Enumerable.Range(1, pad).Select(each => (byte)each), (byte)pad];
        using var aes = Aes.Create();
        aes.Key = _k2;
        byte[] iv = [.. Enumerable.Repeat((byte)0x5A, 16)];
        byte[] payload = [.. iv, .. aes.EncryptCbc(padded, iv, PaddingMode.None)];
        byte[] covered =
        [
            0x06, 0xC0, .. SessionId, (byte)sequence, (byte)(sequence >> 8), (byte)(sequence >> 16), (byte)(sequence >> 24),
            (byte)payload.Length, (byte)(payload.Length >> 8), .. payload,
        ];
        var fill = (4 - ((covered.Length + 2) % 4)) % 4;
        covered = [.. covered, .. Enumerable.Repeat((byte)0xFF, fill), (byte)fill, 0x07];
        return [0x06, 0x00, 0xFF, 0x07, .. covered, .. Hmac(_k1, covered)[.._codeLength]];
    }

    public byte[] Decode(byte[] answer, byte number, byte netFn, byte command)
    {
        Assert.Equal(Hmac(_k1, answer[4..^_codeLength])[.._codeLength], answer[^_codeLength..]);
        var length = answer[14] | (answer[15] << 8);
        var payload = answer[16..(16 + length)];
        using var aes = Aes.Create();
        aes.Key = _k2;
        var padded = aes.DecryptCbc(payload[16..], payload[..16], PaddingMode.None);
        var message = padded[..^(padded[^1] + 1)];
        Assert.Equal((netFn + 1) << 2, message[1]);
        Assert.Equal(number << 2, message[4]);
        Assert.Equal(command, message[5]);
        return message[6..^1];
    }

    private static byte Checksum(byte[] bytes) => (byte)-bytes.Sum(each => each);
}
