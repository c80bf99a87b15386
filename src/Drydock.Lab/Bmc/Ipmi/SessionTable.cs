using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using Drydock.Lab.Hardware;

namespace Drydock.Lab.Bmc.Ipmi;

/// <summary>The sessions of a BMC, as many as it has slots; idle ones are closed. Not thread-safe: the BMC answers one packet at a time.</summary>
internal sealed class SessionTable(string server, BmcSettings settings, FaultBook faults, BmcCounters counters)
{
    /// <summary>How long a client may take to log in.</summary>
    private static readonly TimeSpan SetupTimeout = TimeSpan.FromSeconds(20);

    private readonly Dictionary<uint, IpmiSession> _sessions = [];

    /// <returns>A session's slot; null where none is free. A request that is sent again gets the slot it has.</returns>
    public IpmiSession? Open(uint consoleId, CipherSuite suite, EndPoint client, byte tag)
    {
        Expire();
        var again = _sessions.Values.FirstOrDefault(session => !session.IsActive && session.UserKey is null
            && session.ConsoleId == consoleId && session.OpenTag == tag && session.Client.Equals(client) && session.Suite == suite);
        if (again is not null) return again;
        if (_sessions.Count >= settings.MaxSessions || faults.TryTake(LabFaultKind.BmcSessionsFull, server)) return null;
        uint id;
        do id = BitConverterLe.UInt32(settings.RandomBytes(4), 0);
        while (id == 0 || _sessions.ContainsKey(id));
        return _sessions[id] = new IpmiSession(id, consoleId, suite, client, tag)
        {
            LastHeard = settings.Clock.Elapsed,
            BmcKey = settings.Ipmi.Kg is { } kg ? Key(kg) : null,
        };
    }

    /// <returns>The session of an id, now heard of; or null.</returns>
    public IpmiSession? Find(uint id)
    {
        Expire();
        if (!_sessions.TryGetValue(id, out var session)) return null;
        session.LastHeard = settings.Clock.Elapsed;
        return session;
    }

    /// <summary>A key as RAKP uses it: its bytes, and zeros up to 20.</summary>
    public static byte[] Key(Secret text)
    {
        var key = new byte[20];
        var bytes = Encoding.UTF8.GetBytes(text.Reveal());
        Array.Copy(bytes, key, Math.Min(bytes.Length, key.Length));
        return key;
    }

    public void Activate(IpmiSession session)
    {
        session.Activate();
        counters.SessionOpened(_sessions.Values.Count(each => each.IsActive));
    }

    public bool Close(uint id)
    {
        if (!_sessions.TryGetValue(id, out var session)) return false;
        _sessions.Remove(id);
        if (session.IsActive) counters.SessionClosed();
        return true;
    }

    public void CloseAll()
    {
        foreach (var id in _sessions.Keys.ToList()) Close(id);
    }

    /// <summary>Closes what has been silent too long; the BMC calls it also when nobody asks.</summary>
    public void Expire()
    {
        var now = settings.Clock.Elapsed;
        foreach (var session in _sessions.Values.ToList())
        {
            if (now - session.LastHeard > (session.IsActive ? settings.IdleTimeout : SetupTimeout)) Close(session.Id);
        }
    }
}
