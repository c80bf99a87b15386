using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using Drydock.Lab.Http;

namespace Drydock.Lab.Maas.Api;

/// <summary>Counts requests, bytes, and how many writes are under way. Thread-safe.</summary>
internal sealed class TrafficMeter
{
    private static readonly Regex MachinePath = new("/api/2\\.0/(?:machines|nodes)/([^/]+)/", RegexOptions.CultureInvariant);

    private readonly object _gate = new();
    private readonly Dictionary<string, long> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _writesOf = new(StringComparer.Ordinal);
    private long _reads;
    private long _writes;
    private long _bytesIn;
    private long _bytesOut;
    private int _underWay;
    private int _mostWrites;
    private int _mostPerMachine;

    public long Reads
    {
        get
        {
            lock (_gate) return _reads;
        }
    }

    public long Writes
    {
        get
        {
            lock (_gate) return _writes;
        }
    }

    public LabMaasTraffic Snapshot()
    {
        lock (_gate) return new(new Dictionary<string, long>(_kinds), _bytesIn, _bytesOut, _mostWrites, _mostPerMachine);
    }

    /// <summary>A request has come; it is under way until the visit is disposed.</summary>
    public Visit Enter(LabHttpRequest request)
    {
        var isRead = request.Method is "GET" or "HEAD";
        var machine = MachinePath.Match(request.RawPath) is { Success: true } match ? match.Groups[1].Value : null;
        lock (_gate)
        {
            _bytesIn += request.Body.Length;
            if (isRead)
            {
                _reads++;
                return new(this, false, null);
            }

            _writes++;
            _mostWrites = Math.Max(_mostWrites, ++_underWay);
            if (machine is not null) _mostPerMachine = Math.Max(_mostPerMachine, Change(machine, 1));
            return new(this, true, machine);
        }
    }

    private int Change(string machine, int by)
    {
        var now = (_writesOf.TryGetValue(machine, out var count) ? count : 0) + by;
        if (now == 0) _writesOf.Remove(machine);
        else _writesOf[machine] = now;
        return now;
    }

    /// <summary>One request while it is under way.</summary>
    internal sealed class Visit(TrafficMeter meter, bool writes, string? machine) : IDisposable
    {
        public void Leave(Served served)
        {
            lock (meter._gate)
            {
                meter._bytesOut += served.Response.Body.Length;
                meter._kinds[served.Kind] = (meter._kinds.TryGetValue(served.Kind, out var count) ? count : 0) + 1;
            }
        }

        public void Dispose()
        {
            if (!writes) return;
            lock (meter._gate)
            {
                meter._underWay--;
                if (machine is not null) meter.Change(machine, -1);
            }
        }
    }
}
