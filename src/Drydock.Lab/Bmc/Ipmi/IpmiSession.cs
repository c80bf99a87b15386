using System;
using System.Linq;
using System.Net;

namespace Drydock.Lab.Bmc.Ipmi;

/// <summary>A session, from Open Session on: who, with what keys, and which packets have been seen.</summary>
internal sealed class IpmiSession(uint id, uint consoleId, CipherSuite suite, EndPoint client, byte tag)
{
    private byte[] _k1 = [];
    private byte[] _k2 = [];
    private uint _outbound;
    private uint _highest;
    private ushort _seen;

    /// <summary>The BMC's id of the session.</summary>
    public uint Id { get; } = id;

    /// <summary>The console's id of the session.</summary>
    public uint ConsoleId { get; } = consoleId;

    public CipherSuite Suite { get; } = suite;

    public EndPoint Client { get; } = client;

    /// <summary>The message tag of its Open Session Request.</summary>
    public byte OpenTag { get; } = tag;

    public byte[] ConsoleRandom { get; set; } = [];

    public byte[] BmcRandom { get; set; } = [];

    /// <summary>Requested role, name length and name as RAKP 1 gave them; empty before it.</summary>
    public byte[] RoleAndName { get; set; } = [];

    /// <summary>The account's key, its password; null before RAKP 1.</summary>
    public byte[]? UserKey { get; set; }

    public bool IsActive { get; private set; }

    /// <summary>The most that may be asked for in the session.</summary>
    public BmcPrivilege MaxPrivilege { get; set; }

    /// <summary>The privilege now; a session begins as User.</summary>
    public BmcPrivilege Privilege { get; set; } = BmcPrivilege.User;

    /// <summary>When the client was last heard, by the BMC's clock.</summary>
    public TimeSpan LastHeard { get; set; }

    /// <summary>The request answered last, when, and its answer, for a request that is sent again.</summary>
    public (byte[] Request, byte[] Answer, TimeSpan At)? Last { get; set; }

    /// <summary>The BMC's own key Kg; null where the account's key stands for it.</summary>
    public byte[]? BmcKey { get; init; }

    /// <summary>Session integrity key (13.31).</summary>
    public byte[] IntegrityKey => Suite.Mac(BmcKey ?? UserKey!, ConsoleRandom, BmcRandom, RoleAndName);

    /// <summary>Derives the keys of packets (13.32); from now on the session carries commands.</summary>
    public void Activate()
    {
        var sik = IntegrityKey;
        _k1 = Suite.Mac(sik, [.. Enumerable.Repeat((byte)0x01, 20)]);
        _k2 = Suite.Mac(sik, [.. Enumerable.Repeat((byte)0x02, 20)]);
        IsActive = true;
    }

    /// <returns>The payload in clear; null where the packet is not of this session, altered, or seen before.</returns>
    public byte[]? Open(RmcpPacket packet, byte[] bytes)
    {
        if (!packet.Authenticated || !packet.Encrypted) return null;
        if (!RmcpPacket.HasCode(bytes, Suite.CodeLength, covered => Suite.Code(_k1, covered))) return null;
        var payload = CipherSuite.Decrypt(_k2, packet.Payload);
        return payload is not null && Accept(packet.Sequence) ? payload : null;
    }

    /// <returns>A packet with the payload, encrypted and authenticated.</returns>
    public byte[] Seal(byte[] payload, Func<int, byte[]> random)
    {
        var packet = new RmcpPacket(true, 0, true, true, ConsoleId, ++_outbound, CipherSuite.Encrypt(_k2, random(16), payload));
        return packet.ToBytes(covered => Suite.Code(_k1, covered));
    }

    /// <summary>The sliding window of 6.12.13: up to 16 behind the highest number seen, each once.</summary>
    private bool Accept(uint sequence)
    {
        if (sequence == 0) return false;
        var ahead = unchecked((int)(sequence - _highest));
        if (_highest == 0 || ahead > 0)
        {
            _seen = _highest == 0 || ahead >= 16 ? (ushort)1 : (ushort)((_seen << ahead) | 1);
            _highest = sequence;
            return true;
        }

        if (ahead <= -16) return false;
        var bit = (ushort)(1 << -ahead);
        if ((_seen & bit) != 0) return false;
        _seen |= bit;
        return true;
    }
}
