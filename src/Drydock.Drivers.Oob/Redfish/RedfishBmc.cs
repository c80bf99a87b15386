using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Redfish.Http;
using Drydock.Drivers.Oob.Redfish.Systems;
using Drydock.Errors;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish;

/// <summary>The actions' needs in Redfish requests.</summary>
internal sealed class RedfishBmc : IBmcSession, IDisposable
{
    private readonly OobCall _call;
    private readonly RedfishClient _client;
    private readonly RedfishLogin _login;
    private readonly RedfishService _service;
    private string _system = "";
    private int _systems;

    private RedfishBmc(OobCall call, RedfishSettings settings)
    {
        _call = call;
        _client = new RedfishClient(call, settings);
        _login = new RedfishLogin(_client, call);
        _service = new RedfishService(_client, _login, call);
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

    public async Task<PowerState> ReadPowerAsync(CancellationToken cancel) => PowerOf((await _service.ReadAsync(_system, cancel)).Json);

    public Task SwitchPowerAsync(PowerState wanted, PowerState seen, CancellationToken cancel) =>
        new SystemReset(_service, _call, _system).SwitchAsync(wanted, seen, cancel);

    public Task ShutDownAsync(CancellationToken cancel) =>
        throw _call.Error(ErrorCatalogue.NotSupported, "graceful shutdown is not offered by this driver");

    public Task<string> ConfigurePxeAsync(PxeSettings pxe, CancellationToken cancel) =>
        throw _call.Error(ErrorCatalogue.NotSupported, "the interface to boot from cannot be chosen by this driver");

    public Task<string> SetBootAsync(BootOverride boot, CancellationToken cancel) =>
        new SystemBoot(_service, _call, _system).SetAsync(boot, cancel);

    public async Task<OobDetail> CheckAsync(CancellationToken cancel)
    {
        var system = (await _service.ReadAsync(_system, cancel)).Json;
        await new SystemReset(_service, _call, _system).CheckAsync(system, cancel);
        var role = await AccountRole.FindAsync(_service, _call.Target.Account, cancel);
        if (role == "ReadOnly")
            throw _call.Error(ErrorCatalogue.OobPermissionDenied, $"account {_call.Target.Account} has role ReadOnly");
        return Describe(system) with { Privilege = role };
    }

    public async Task<OobDetail> DescribeAsync(CancellationToken cancel)
    {
        var system = (await _service.ReadAsync(_system, cancel)).Json;
        var managers = Json.Links(Json.Object(system, "Links"), "ManagedBy");
        if (managers.Count == 0) managers = Json.Links(await _service.TryReadAsync(Json.Link(_service.Root, "Managers"), cancel), "Members");
        var manager = await _service.TryReadAsync(managers.Count > 0 ? managers[0] : null, cancel);
        return Describe(system) with { BmcFirmware = Json.Text(manager, "FirmwareVersion") };
    }

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

    private static PowerState PowerOf(JObject system) => Json.Text(system, "PowerState") switch
    {
        "On" => PowerState.On,
        "Off" => PowerState.Off,
        _ => PowerState.Unknown,
    };

    private OobDetail Describe(JObject system) => new()
    {
        Power = PowerOf(system),
        Boot = new BootObject(Json.Object(system, "Boot")).Override,
        Manufacturer = Json.Text(system, "Manufacturer"),
        Model = Json.Text(system, "Model"),
        SerialNumber = Json.Text(system, "SerialNumber"),
        Uuid = Json.Text(system, "UUID")?.ToLowerInvariant(),
        Endpoint = _call.Endpoint,
        Security = $"{_client.Settings.Security}, {_service.LoginKind}",
    };
}
