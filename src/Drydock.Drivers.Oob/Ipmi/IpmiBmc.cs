using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Ipmi.Commands;
using Drydock.Drivers.Oob.Ipmi.Session;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Ipmi;

/// <summary>The actions' needs in IPMI commands.</summary>
internal sealed class IpmiBmc(IpmiSession session, OobCall call) : IBmcSession
{
    public Task<PowerState> ReadPowerAsync(CancellationToken cancel) => Chassis.ReadPowerAsync(session, cancel);

    public Task SwitchPowerAsync(PowerState wanted, PowerState seen, CancellationToken cancel) =>
        Chassis.SwitchPowerAsync(session, wanted, cancel);

    public Task ShutDownAsync(CancellationToken cancel) =>
        throw call.Error(ErrorCatalogue.NotSupported, "graceful shutdown is not offered by this driver");

    public Task<string> ConfigurePxeAsync(PxeSettings pxe, CancellationToken cancel) =>
        throw call.Error(ErrorCatalogue.NotSupported, "the interface to boot from cannot be chosen by this driver");

    public Task<string> SetBootAsync(BootOverride boot, CancellationToken cancel) => BootOptions.WriteAsync(session, call, boot, cancel);

    public async Task<OobDetail> CheckAsync(CancellationToken cancel) =>
        Describe(await Chassis.ReadPowerAsync(session, cancel));

    public async Task<OobDetail> DescribeAsync(CancellationToken cancel)
    {
        var power = await Chassis.ReadPowerAsync(session, cancel);
        var boot = await ReadBootAsync(cancel);
        var device = await Inventory.ReadDeviceIdAsync(session, cancel);
        var uuid = await Inventory.ReadUuidAsync(session, cancel);
        var product = await Inventory.ReadProductAsync(session, cancel);
        return Describe(power) with
        {
            Boot = boot,
            Manufacturer = product?.Manufacturer ?? device?.Manufacturer,
            Model = product?.Name ?? device?.Product,
            SerialNumber = product?.SerialNumber,
            BmcFirmware = device?.FirmwareVersion,
            Uuid = uuid,
        };
    }

    public Task CloseAsync(bool hurry) => session.CloseAsync(hurry);

    private OobDetail Describe(PowerState power) => new()
    {
        Power = power,
        Endpoint = call.Endpoint,
        Security = session.Suite.ToString(),
        Privilege = session.Privilege.ToString().ToLowerInvariant(),
    };

    private async Task<BootOverride?> ReadBootAsync(CancellationToken cancel)
    {
        try
        {
            return (await BootOptions.ReadAsync(session, cancel)).ToOverride();
        }
        catch (DrydockException e) when (ReferenceEquals(e.Error, ErrorCatalogue.OobRefused))
        {
            // A BMC without boot options still has the rest to tell.
            call.Write(LogLevel.Verbose, e.Message);
            return null;
        }
    }
}
