using System;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Lab.Maas.Api;

/// <summary>The region's workers: each serves one request at a time, for as long as the latency says.</summary>
internal sealed class Workers : IDisposable
{
    private readonly LabLatency _latency;
    private readonly SemaphoreSlim? _free;

    public Workers(LabLatency latency)
    {
        _latency = latency;
        if (latency.Workers > 0) _free = new SemaphoreSlim(latency.Workers);
    }

    public async Task<Served> RunAsync(Func<Served> serve, CancellationToken stop)
    {
        if (_free is not null) await _free.WaitAsync(stop);
        try
        {
            var served = serve();
            // The wall's time: the client waits in it.
            var time = _latency.PerRequest + TimeSpan.FromTicks(_latency.PerMachine.Ticks * served.Rendered);
            if (time > TimeSpan.Zero) await Task.Delay(time, stop);
            return served;
        }
        finally
        {
            _free?.Release();
        }
    }

    public void Dispose() => _free?.Dispose();
}
