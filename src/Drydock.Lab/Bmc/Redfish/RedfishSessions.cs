using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Drydock.Lab.Hardware;
using Drydock.Lab.Http;

namespace Drydock.Lab.Bmc.Redfish;

/// <summary>Who may come in: sessions by token (DSP0266, 13.3.4), or HTTP basic authentication. Thread-safe.</summary>
internal sealed class RedfishSessions(string serverName, BmcSettings settings, FaultBook faults, BmcCounters counters)
{
    private readonly object _gate = new();
    private readonly Dictionary<string, Session> _byToken = new(StringComparer.Ordinal);
    private int _lastId;

    /// <summary>Sessions open now, by id.</summary>
    public IReadOnlyList<Session> All
    {
        get
        {
            lock (_gate)
            {
                Expire();
                return [.. _byToken.Values.OrderBy(session => session.Number)];
            }
        }
    }

    /// <returns>The account of a user name and password that are right; else null.</returns>
    public BmcAccount? LogIn(string name, string password)
    {
        counters.Login();
        if (faults.TryTake(LabFaultKind.BmcRejectsPassword, serverName)) return null;
        return settings.Accounts.FirstOrDefault(account => account.Name == name
            && string.Equals(account.Password.Reveal(), password, StringComparison.Ordinal));
    }

    /// <summary>Closes what has been idle too long.</summary>
    public void Expire()
    {
        var now = settings.Clock.Elapsed;
        lock (_gate)
        {
            foreach (var session in _byToken.Values.Where(each => now - each.LastUsed > settings.IdleTimeout).ToList()) Remove(session);
        }
    }

    /// <returns>A new session; null where all slots are taken.</returns>
    public Session? Open(BmcAccount account)
    {
        lock (_gate)
        {
            Expire();
            if (_byToken.Count >= settings.MaxSessions || faults.TryTake(LabFaultKind.BmcSessionsFull, serverName)) return null;
            var token = string.Concat(settings.RandomBytes(16).Select(each => each.ToString("x2", CultureInfo.InvariantCulture)));
            var session = new Session(++_lastId, new Secret(token), account) { LastUsed = settings.Clock.Elapsed };
            _byToken.Add(token, session);
            counters.SessionOpened(_byToken.Count);
            return session;
        }
    }

    /// <returns>Whether there was such a session.</returns>
    public bool Close(string id)
    {
        lock (_gate) return _byToken.Values.FirstOrDefault(session => session.Id == id) is { } found && Remove(found);
    }

    public void CloseAll()
    {
        lock (_gate)
        {
            foreach (var session in _byToken.Values.ToList()) Remove(session);
        }
    }

    /// <returns>The account that a request comes with; null where it may not come in.</returns>
    public BmcAccount? Authenticate(LabHttpRequest request)
    {
        if (request.Header("X-Auth-Token") is { } token)
        {
            lock (_gate)
            {
                Expire();
                if (!_byToken.TryGetValue(token, out var session)) return null;
                if (session.Number == 1 && session.Requests++ == settings.Redfish.Login.FirstSessionEndsAfter
                    && settings.Redfish.Login.FirstSessionEndsAfter > 0)
                {
                    Remove(session);
                    return null;
                }

                session.LastUsed = settings.Clock.Elapsed;
                return session.Account;
            }
        }

        const string basic = "Basic ";
        if (request.Header("Authorization") is not { } header || !header.StartsWith(basic, StringComparison.OrdinalIgnoreCase)) return null;
        try
        {
            var pair = Encoding.UTF8.GetString(Convert.FromBase64String(header.Substring(basic.Length)));
            var colon = pair.IndexOf(':');
            return colon < 0 ? null : LogIn(pair.Substring(0, colon), pair.Substring(colon + 1));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private bool Remove(Session session)
    {
        if (!_byToken.Remove(session.Token.Reveal())) return false;
        counters.SessionClosed();
        return true;
    }

    /// <summary>A session.</summary>
    internal sealed class Session(int number, Secret token, BmcAccount account)
    {
        public int Number { get; } = number;

        public string Id { get; } = number.ToString(CultureInfo.InvariantCulture);

        public Secret Token { get; } = token;

        public BmcAccount Account { get; } = account;

        public TimeSpan LastUsed { get; set; }

        /// <summary>Requests that came with it.</summary>
        public int Requests { get; set; }
    }
}
