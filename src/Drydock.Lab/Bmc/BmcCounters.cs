using System.Threading;

namespace Drydock.Lab.Bmc;

/// <summary>What has been asked of the lab's BMCs. Thread-safe; usually one for all BMCs of a lab.</summary>
public sealed class BmcCounters
{
    private long _logins;
    private long _writes;
    private long _openSessions;
    private int _mostOfOne;
    private long _requests;

    /// <summary>Login attempts, failed ones too.</summary>
    public long Logins => Interlocked.Read(ref _logins);

    /// <summary>IPMI commands and Redfish requests that change power or boot override.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>Sessions open now.</summary>
    public long OpenSessions => Interlocked.Read(ref _openSessions);

    /// <summary>HTTP requests to Redfish services.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Counts a login attempt.</summary>
    public void Login() => Interlocked.Increment(ref _logins);

    /// <summary>Counts a change.</summary>
    public void Write() => Interlocked.Increment(ref _writes);

    /// <summary>The most sessions that one BMC ever had open at a time.</summary>
    public int MostSessionsOfOneBmc => Volatile.Read(ref _mostOfOne);

    /// <summary>Counts a session that was opened.</summary>
    /// <param name="ofThisBmc">How many its BMC has open now.</param>
    public void SessionOpened(int ofThisBmc = 1)
    {
        Interlocked.Increment(ref _openSessions);
        var most = MostSessionsOfOneBmc;
        while (ofThisBmc > most)
        {
            var before = Interlocked.CompareExchange(ref _mostOfOne, ofThisBmc, most);
            if (before == most) return;
            most = before;
        }
    }

    /// <summary>Counts a session that was closed.</summary>
    public void SessionClosed() => Interlocked.Decrement(ref _openSessions);

    /// <summary>Counts an HTTP request.</summary>
    public void Request() => Interlocked.Increment(ref _requests);
}
