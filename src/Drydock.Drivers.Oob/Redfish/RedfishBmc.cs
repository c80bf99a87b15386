using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Http;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Redfish.Http;
using Drydock.Drivers.Oob.Redfish.Inventory;
using Drydock.Drivers.Oob.Redfish.NetworkBoot;
using Drydock.Drivers.Oob.Redfish.Systems;
using Drydock.Errors;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish;

/// <summary>The actions' needs in Redfish requests.</summary>
internal sealed class RedfishBmc : IBmcSession, IDisposable
{
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(5);

    private readonly OobCall _call;
    private readonly RedfishClient _client;
    private readonly RedfishLogin _login;
    private readonly RedfishService _service;
    private readonly SystemReset _reset;
    private string _system = "";
    private int _systems;
    private JObject? _resource;

    private RedfishBmc(OobCall call, RedfishSettings settings)
    {
        _call = call;
        _client = new RedfishClient(call, settings);
        _login = new RedfishLogin(_client, call);
        _service = new RedfishService(_client, _login, call);
        _reset = new SystemReset(_service, call);
    }

    public static async Task<RedfishBmc> OpenAsync(OobCall call, RedfishSettings settings)
    {
        var bmc = new RedfishBmc(call, settings);
        try
        {
            await bmc._login.OpenAsync();
            call.Doing = "finding the node's system";
            (bmc._system, bmc._systems) = await SystemFinder.FindAsync(bmc._service, call, call.Cancel);
            return bmc;
        }
        catch
        {
            await bmc.CloseAsync(hurry: call.Cancel.IsCancellationRequested);
            throw;
        }
    }

    public async Task<PowerState> ReadPowerAsync(CancellationToken cancel) => SystemInventory.PowerOf(_resource = await ReadSystemAsync(cancel));

    public async Task SwitchPowerAsync(PowerState wanted, PowerState seen, CancellationToken cancel) =>
        await _reset.SwitchAsync(_resource ?? await ReadSystemAsync(cancel), wanted, seen, cancel);

    public async Task ShutDownAsync(CancellationToken cancel)
    {
        var system = _resource ?? await ReadSystemAsync(cancel);
        await _reset.ShutDownAsync(system, SystemInventory.PowerOf(system), cancel);
    }

    public Task<string> ConfigurePxeAsync(PxeSettings pxe, CancellationToken cancel) =>
        new PxeConfiguration(_service, _call, _system).SetAsync(pxe, cancel);

    public Task<string> SetBootAsync(BootOverride boot, CancellationToken cancel) => SystemBoot.SetAsync(_service, _call, _system, boot, cancel);

    public async Task<OobDetail> CheckAsync(CancellationToken cancel)
    {
        var system = await ReadSystemAsync(cancel);
        var role = await AccountRole.FindAsync(_service, _call.Target.Account, cancel);
        if (role.MayChange == false)
        {
            throw _call.Error(ErrorCatalogue.OobPermissionDenied,
                $"account {_call.Target.Account} has role {role.Name}, which may not switch power or set boot overrides");
        }

        var detail = Complete(SystemInventory.Describe(system));
        return detail with
        {
            Security = await DescribeSecurityAsync(cancel) ?? detail.Security,
            Privilege = role.Name,
            AllowedResets = new(await _reset.CheckAsync(system, cancel)),
            BmcFirmware = await SystemInventory.FindFirmwareAsync(_service, system, cancel),
        };
    }

    public async Task<OobDetail> DescribeAsync(CancellationToken cancel) =>
        Complete(await SystemInventory.ReadAsync(_service, await ReadSystemAsync(cancel), cancel));

    public async Task CloseAsync(bool hurry)
    {
        await _login.CloseAsync(hurry);
        Dispose();
    }

    public void Dispose()
    {
        _login.Dispose();
        _client.Dispose();
    }

    private async Task<JObject> ReadSystemAsync(CancellationToken cancel) => (await _service.ReadAsync(_system, cancel)).Json;

    /// <summary>Protection with the TLS protocol and the certificate's end, which take a connection more; null for plain HTTP.</summary>
    private async Task<string?> DescribeSecurityAsync(CancellationToken cancel)
    {
        var settings = _client.Settings;
        if (settings.Root.Scheme != Uri.UriSchemeHttps) return null;
        var probe = await TlsProbe.ReadAsync(settings.Root, settings.Tls, ProbeTime, cancel);
        return probe is null ? null : $"{probe.Protocol} ({settings.Tls}; certificate valid until "
            + probe.ValidUntil.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + $"), {_service.LoginKind}";
    }

    private OobDetail Complete(OobDetail detail) => detail with
    {
        Endpoint = _call.Endpoint,
        Security = $"{_client.Settings.Security}, {_service.LoginKind}",
        SystemCount = _systems,
    };
}
