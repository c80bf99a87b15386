using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers;

namespace Drydock.Lab.Hardware;

/// <summary>
/// A server: power, boot override, and what happens when power comes on. Commands answer at once, as a BMC does, and
/// take effect after <see cref="PowerLatency"/>, one after another. Thread-safe.
/// </summary>
public sealed class SimulatedServer : IDisposable
{
    private readonly object _gate = new();
    private readonly LabClock _clock;
    private readonly CancellationTokenSource _life = new();
    private CancellationTokenSource? _session;
    private Task _transitions = Task.CompletedTask;
    private BootOverride? _override;
    private Func<bool>? _overrideExpired;
    private volatile string _activity = "";
    private volatile bool _systemInstalled;
    private volatile bool _networkFirst;

    /// <summary>Makes a server that is switched off.</summary>
    /// <param name="spec">What it is made of.</param>
    /// <param name="clock">The lab's time.</param>
    public SimulatedServer(ServerSpec spec, LabClock clock)
    {
        Spec = spec ?? throw new ArgumentNullException(nameof(spec));
        _clock = clock ?? throw new ArgumentNullException(nameof(clock));
    }

    /// <summary>What it is made of.</summary>
    public ServerSpec Spec { get; }

    /// <summary>How long a power command takes to work, in lab time.</summary>
    public TimeSpan PowerLatency { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an operating system takes to shut down, in lab time.</summary>
    public TimeSpan ShutdownTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the power-on self-test takes, in lab time.</summary>
    public TimeSpan PostTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Is called when the server boots, after the self-test, with the session's token, which ends with the power. Null:
    /// nothing further happens.
    /// </summary>
    public Func<SimulatedServer, BootTarget, CancellationToken, Task>? Booted { get; set; }

    /// <summary>Whether there is power.</summary>
    public PowerState Power
    {
        get
        {
            lock (_gate) return _session is null ? PowerState.Off : PowerState.On;
        }
    }

    /// <summary>Ends when the present power session does; already ended while the server is off.</summary>
    public CancellationToken PowerSession
    {
        get
        {
            lock (_gate) return _session?.Token ?? new CancellationToken(canceled: true);
        }
    }

    /// <summary>The boot override in force; null for none.</summary>
    public BootOverride? BootOverride
    {
        get
        {
            lock (_gate)
            {
                if (_overrideExpired?.Invoke() == true) (_override, _overrideExpired) = (null, null);
                return _override;
            }
        }
    }

    /// <summary>What the server is doing, in a few words; empty while it is off.</summary>
    public string Activity
    {
        get => _activity;
        set => _activity = value;
    }

    /// <summary>Whether a disk holds a system that boots; set by who installs or erases it.</summary>
    public bool SystemInstalled
    {
        get => _systemInstalled;
        set => _systemInstalled = value;
    }

    /// <summary>Whether the firmware's own boot order has the network before the disk.</summary>
    public bool NetworkFirst
    {
        get => _networkFirst;
        set => _networkFirst = value;
    }

    /// <summary>Sets or removes the boot override.</summary>
    /// <param name="boot">What to boot from; null, or <see cref="BootDevice.None"/>, for no override.</param>
    /// <param name="expired">Says when the override is no longer valid, though nothing used it; null where it stays valid.</param>
    public void SetBootOverride(BootOverride? boot, Func<bool>? expired = null)
    {
        lock (_gate) (_override, _overrideExpired) = (boot is { Device: BootDevice.None } ? null : boot, expired);
    }

    /// <summary>Switches on; nothing happens where it is on.</summary>
    public void PowerOn() => Enqueue(PowerLatency, PowerUp);

    /// <summary>Switches off, whatever runs.</summary>
    public void PowerOff() => Enqueue(PowerLatency, PowerDown);

    /// <summary>Asks the operating system to shut down; without one the power goes as by the button.</summary>
    public void SoftOff() => Enqueue(Power == PowerState.On ? ShutdownTime : PowerLatency, PowerDown);

    /// <summary>Off and on again.</summary>
    public void PowerCycle()
    {
        PowerOff();
        PowerOn();
    }

    /// <summary>Restarts without switching off; nothing happens where it is off.</summary>
    public void Reset() => Enqueue(PowerLatency, () =>
    {
        if (Power == PowerState.Off) return;
        PowerDown();
        PowerUp();
    });

    /// <summary>Ends what the server does, without a trace.</summary>
    public void Dispose()
    {
        _life.Cancel();
        PowerDown();
    }

    /// <inheritdoc/>
    public override string ToString() => Spec.Name;

    private void Enqueue(TimeSpan latency, Action change)
    {
        lock (_gate) _transitions = RunAsync(_transitions);

        async Task RunAsync(Task before)
        {
            await before;
            try
            {
                await _clock.Delay(latency, _life.Token);
                if (!_life.IsCancellationRequested) change();
            }
            catch (OperationCanceledException)
            {
                // The lab ends: later commands do nothing either.
            }
        }
    }

    private void PowerUp()
    {
        CancellationTokenSource session;
        lock (_gate)
        {
            if (_session is not null || _life.IsCancellationRequested) return;
            session = _session = new CancellationTokenSource();
        }

        _ = BootAsync(session.Token);
    }

    private void PowerDown()
    {
        CancellationTokenSource? session;
        lock (_gate) (session, _session) = (_session, null);
        _activity = "";
        // Not disposed: tokens of the session may still be registered with by what is just ending.
        session?.Cancel();
    }

    private async Task BootAsync(CancellationToken session)
    {
        try
        {
            _activity = "self-test";
            await _clock.Delay(PostTime, session);
            var target = TakeBootTarget();
            _activity = Describe(target);
            if (Booted is { } booted) await booted(this, target, session);
        }
        catch (OperationCanceledException)
        {
            // Power went.
        }
        catch (Exception error)
        {
            _activity = "halted: " + error.Message;
        }
    }

    private BootTarget TakeBootTarget()
    {
        var boot = BootOverride;
        if (boot is { Persistent: false })
        {
            lock (_gate)
            {
                if (ReferenceEquals(_override, boot)) (_override, _overrideExpired) = (null, null);
            }
        }

        return boot?.Device switch
        {
            BootDevice.Pxe => BootTarget.Network,
            BootDevice.Disk => BootTarget.Disk,
            BootDevice.Cd => BootTarget.Cd,
            BootDevice.BiosSetup => BootTarget.Setup,
            _ => SystemInstalled && !NetworkFirst ? BootTarget.Disk : BootTarget.Network,
        };
    }

    private string Describe(BootTarget target) => target switch
    {
        BootTarget.Network => "network boot",
        BootTarget.Disk => SystemInstalled ? "running" : "no system on disk",
        BootTarget.Cd => "no medium in the drive",
        _ => "setup",
    };
}
