using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Oob.Redfish;
using Drydock.Drivers.Oob.Tests.Peers;
using Drydock.Lab.Bmc.Redfish;
using Drydock.Results;

namespace Drydock.Drivers.Oob.Tests.Redfish;

/// <summary>
/// The lab's Redfish service with habits, and the driver's actions on it, in time that only waiting lets pass unless a test is
/// about the deadline.
/// </summary>
internal sealed class QuirkyLab : IDisposable
{
    private readonly RedfishDriver _driver = new();
    private readonly TimeSpan? _timeout;
    private readonly Func<OobSettings, OobSettings>? _settings;

    public QuirkyLab(RedfishQuirks quirks, Func<OobSettings, OobSettings>? settings = null, TimeSpan? timeout = null, int maxSessions = 16)
    {
        Bmc = new LabBmc(lab => lab with { Redfish = quirks, MaxSessions = maxSessions }, powerLatency: TimeSpan.Zero);
        (_settings, _timeout) = (settings, timeout);
    }

    public LabBmc Bmc { get; }

    public SkippingClock Clock { get; } = new();

    public WatchingLog Log { get; } = new("nothing");

    public void Dispose() => Bmc.Dispose();

    public Task<NodeActionResult> OnAsync() => RunAsync((node, context) => _driver.PowerOnAsync(node, context, CancellationToken.None));

    public Task<NodeActionResult> OffAsync(PowerOffOptions? options = null) =>
        RunAsync((node, context) => _driver.PowerOffAsync(node, options ?? PowerOffOptions.Hard, context, CancellationToken.None));

    public Task<NodeActionResult> CycleAsync() => RunAsync((node, context) => _driver.PowerCycleAsync(node, context, CancellationToken.None));

    public Task<NodeActionResult> BootAsync(BootMode? mode = BootMode.Uefi, bool persistent = false) => RunAsync((node, context) =>
        _driver.SetBootAsync(node, new BootOverride(BootDevice.Pxe, persistent, mode), context, CancellationToken.None));

    public Task<NodeActionResult> PxeAsync(PxeSettings pxe) =>
        RunAsync((node, context) => _driver.ConfigurePxeAsync(node, pxe, context, CancellationToken.None));

    public async Task<OobDetail> CheckAsync() => Detail(await RunAsync((node, context) =>
        _driver.ValidateServicesAsync(node, context, CancellationToken.None)));

    public async Task<OobDetail> DescribeAsync() => Detail(await RunAsync((node, context) =>
        _driver.InterrogateAsync(node, context, CancellationToken.None)));

    private static OobDetail Detail(NodeActionResult result) => Assert.IsType<OobDetail>(result.Detail);

    private Task<NodeActionResult> RunAsync(Func<BaremetalNode, DriverContext, Task<NodeActionResult>> action) =>
        action(TestNodes.Redfish(Bmc.RedfishUrl, LabBmc.User, LabBmc.Password, _settings),
            new DriverContext { Clock = _timeout is null ? Clock : Drydock.Clock.System, Timeout = _timeout ?? TimeSpan.FromHours(1), Log = Log }).WaitAsync(TestNodes.Patience);
}
