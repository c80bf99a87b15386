using System;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Oob.Actions;

namespace Drydock.Drivers.Oob.Libvirt;

/// <summary>
/// Drives virtual machines as if they were servers, by libvirt's RPC protocol over ssh, TCP or a local socket;
/// <see cref="HypervisorUri"/> says which URIs. A boot override for one boot is undone once the domain has been started.
/// A guest that restarts itself meanwhile keeps the order it was started with, until it is switched off.
/// </summary>
public sealed class LibvirtDriver : BmcDriver, IDisposable
{
    private static readonly TimeSpan DefaultIdleTime = TimeSpan.FromSeconds(30);

    private readonly HypervisorPool _pool;

    /// <summary>Makes the driver.</summary>
    /// <param name="idleTime">How long a hypervisor's connection stays open for the next action; null for 30 seconds.</param>
    /// <param name="clock">Time, by which silent daemons are given up; null for the machine's own.</param>
    public LibvirtDriver(TimeSpan? idleTime = null, Clock? clock = null) =>
        _pool = new HypervisorPool(idleTime ?? DefaultIdleTime, clock ?? Clock.System);

    /// <inheritdoc/>
    public override string Name => "libvirt";

    /// <summary>Closes all connections.</summary>
    public void Dispose() => _pool.Dispose();

    /// <inheritdoc/>
    protected override OobTarget Resolve(BaremetalNode node) => OobTarget.ResolveHypervisor(node);

    /// <inheritdoc/>
    protected override string FindEndpoint(OobTarget target) => LibvirtSettings.Resolve(target).Endpoint;

    /// <inheritdoc/>
    protected override async Task<IBmcSession> OpenAsync(OobCall call)
    {
        var settings = LibvirtSettings.Resolve(call.Target);
        var lease = _pool.Rent(settings.Uri);
        try
        {
            return new LibvirtBmc(lease, call, settings, await Domain.FindAsync(lease.Hypervisor, call, settings));
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }
}
