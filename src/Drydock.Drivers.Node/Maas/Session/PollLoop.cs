using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Errors;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>
/// The one loop that looks for everybody who waits: one request per interval however many wait for however many things.
/// The interval grows up to five times while nothing changes and shrinks at once when something does. The loop runs
/// only while somebody waits, and outlives faults that may pass.
/// </summary>
public sealed class PollLoop : IDisposable
{
    private const double Growth = 1.25;
    private const double LongestFactor = 5;
    private readonly object _lock = new();
    private readonly List<IPollSource> _sources = [];
    private readonly CancellationTokenSource _stop = new();
    private CancellationTokenSource? _sleep;
    private readonly Clock _clock;
    private readonly IDrydockLog _log;
    private readonly TimeSpan _shortest;
    private TimeSpan _interval;
    private TimeSpan _lastLook;
    private bool _running;
    private int _turn;

    /// <summary>Makes a loop; it rests until somebody waits.</summary>
    /// <param name="clock">Time.</param>
    /// <param name="log">Where faults are told.</param>
    /// <param name="shortest">The shortest interval.</param>
    public PollLoop(Clock clock, IDrydockLog log, TimeSpan shortest)
    {
        _clock = clock;
        _log = log;
        _interval = _shortest = shortest;
        _lastLook = clock.Elapsed;
    }

    /// <summary>Adds a source; it is looked at from the first <see cref="Wake"/> on.</summary>
    /// <param name="source">The source.</param>
    public void Add(IPollSource source)
    {
        lock (_lock) _sources.Add(source);
    }

    /// <summary>Says that somebody has begun to wait: starts the loop where it rests, and shortens its interval.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            if (_stop.IsCancellationRequested) throw new ObjectDisposedException(nameof(PollLoop));
            _interval = _shortest;
            _sleep?.Cancel();
            if (_running) return;
            _running = true;
            _lastLook = _clock.Elapsed; // whoever waits has just looked or written
            Task.Run(RunAsync, CancellationToken.None);
        }
    }

    /// <summary>Ends the loop; whoever still waits is let go.</summary>
    public void Dispose()
    {
        lock (_lock) _stop.Cancel();
        foreach (var source in _sources) source.Fail(new ObjectDisposedException("MaasSession", "The MAAS session was closed."));
    }

    private async Task RunAsync()
    {
        while (await SleepAsync().ConfigureAwait(false) && Next() is { } source)
        {
            var changed = await LookAsync(source).ConfigureAwait(false);
            lock (_lock)
            {
                var longest = TimeSpan.FromTicks((long)(_shortest.Ticks * LongestFactor));
                var longer = TimeSpan.FromTicks((long)(_interval.Ticks * Growth));
                _interval = changed ? _shortest : longer < longest ? longer : longest;
            }
        }
    }

    /// <summary>Sleeps until the interval since the last look is over; a wake-up shortens the interval meanwhile.</summary>
    private async Task<bool> SleepAsync()
    {
        while (true)
        {
            CancellationTokenSource sleep;
            TimeSpan rest;
            lock (_lock)
            {
                if (_stop.IsCancellationRequested) return false;
                rest = _lastLook + _interval - _clock.Elapsed;
                if (rest <= TimeSpan.Zero) return true;
                sleep = _sleep = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            }

            try
            {
                await _clock.Delay(rest, sleep.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Woken, or stopped: the head of the loop tells which.
            }
            finally
            {
                lock (_lock) _sleep = null;
                sleep.Dispose();
            }
        }
    }

    /// <summary>The source whose turn it is; null, and the loop rests, where nobody waits.</summary>
    private IPollSource? Next()
    {
        lock (_lock)
        {
            var waited = _sources.Where(source => source.HasWaiters).ToList();
            if (waited.Count == 0)
            {
                _running = false;
                return null;
            }

            _lastLook = _clock.Elapsed;
            return waited[_turn++ % waited.Count];
        }
    }

    private async Task<bool> LookAsync(IPollSource source)
    {
        try
        {
            return await source.PollAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (DrydockException fault) when (fault.IsTransient || ReferenceEquals(fault.Error, ErrorCatalogue.MaasServerError))
        {
            _log.Write(LogLevel.Verbose, $"Waiting goes on after a fault: {fault.Message}");
            source.Note(fault);
        }
        catch (Exception fault)
        {
            source.Fail(fault);
        }

        return false;
    }
}
