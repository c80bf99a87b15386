using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Ipmi.Commands;
using Drydock.Drivers.Oob.Ipmi.Crypto;
using Drydock.Drivers.Oob.Ipmi.Events;
using Drydock.Drivers.Oob.Ipmi.Fru;
using Drydock.Drivers.Oob.Ipmi.Sensors;
using Drydock.Drivers.Oob.Ipmi.Session;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Ipmi;

/// <summary>The actions' needs in IPMI commands.</summary>
internal sealed class IpmiBmc(IpmiSession session, OobCall call) : IBmcSession
{
    /// <summary>IPMI does not tell; these are the ones that IPMI 2.0, 28.3 demands of every BMC.</summary>
    private static readonly string[] MandatoryResets = ["power down", "power up", "hard reset"];

    public async Task<PowerState> ReadPowerAsync(CancellationToken cancel) => (await Chassis.ReadAsync(session, cancel)).Power;

    public Task SwitchPowerAsync(PowerState wanted, PowerState seen, CancellationToken cancel) =>
        Chassis.SwitchPowerAsync(session, wanted, cancel);

    public Task ShutDownAsync(CancellationToken cancel) => Chassis.ShutDownAsync(session, cancel);

    public Task<string> SetBootAsync(BootOverride boot, CancellationToken cancel) =>
        BootOptions.WriteAsync(session, call, boot, exact: false, cancel);

    public async Task<string> ConfigurePxeAsync(PxeSettings pxe, CancellationToken cancel)
    {
        if (pxe.HttpBootUri is not null)
            throw call.Error(ErrorCatalogue.NotSupported, "IPMI cannot set up HTTP boot; use Redfish, or leave HTTP boot out");
        // The design's own boot_mac is no wish to choose: it names the interface that the firmware boots from anyway.
        if (pxe.MacAddress is { } mac && !string.Equals(mac, call.Target.BootMac, StringComparison.OrdinalIgnoreCase))
        {
            throw call.Error(ErrorCatalogue.NotSupported,
                $"IPMI cannot choose the interface to boot from ({mac}); use Redfish, or set it up in the firmware and leave the address out");
        }

        await BootOptions.WriteAsync(session, call, new BootOverride(BootDevice.Pxe, pxe.Persistent, pxe.Mode), exact: true, cancel);
        var mode = pxe.Mode switch { BootMode.Uefi => ", UEFI", BootMode.Legacy => ", legacy", _ => "" };
        return $"Network boot set ({(pxe.Persistent ? "every time" : "once")}{mode}); the firmware chooses the interface.";
    }

    public async Task<OobDetail> CheckAsync(CancellationToken cancel)
    {
        var status = await Chassis.ReadAsync(session, cancel);
        var device = await Inventory.ReadDeviceIdAsync(session, cancel);
        return Describe(status) with
        {
            BmcFirmware = device?.FirmwareVersion,
            AllowedResets = session.Privilege < Privilege.Operator ? ItemList<string>.Empty : new(MandatoryResets),
        };
    }

    /// <summary>
    /// All in the one session. Where the BMC returns records whole it costs, with login and logout, 17 requests, one for each of up
    /// to ten log entries, and two a sensor.
    /// </summary>
    public async Task<OobDetail> DescribeAsync(CancellationToken cancel)
    {
        var status = await Chassis.ReadAsync(session, cancel);
        var boot = await ReadBootAsync(cancel);
        var device = await Inventory.ReadDeviceIdAsync(session, cancel);
        var uuid = await Inventory.ReadUuidAsync(session, cancel);
        var fru = await FruReader.ReadAsync(session, cancel);
        var repository = new SensorRepository(session, call);
        var records = await repository.ReadRecordsAsync(cancel);
        var sensors = new List<OobSensor>(status.Faults);
        foreach (var record in records) sensors.Add(await repository.ReadSensorAsync(record, cancel));
        string? Field(params string[] names) => names.Select(name => fru.TryGetValue(name, out var value) ? value : null).FirstOrDefault(value => value is not null);
        return Describe(status) with
        {
            Boot = boot,
            Health = sensors.Select(sensor => sensor.State).DefaultIfEmpty(OobHealth.Unknown).Max(),
            Manufacturer = Field("Product manufacturer", "Board manufacturer") ?? device?.Manufacturer,
            Model = Field("Product name", "Board product") ?? device?.Product,
            SerialNumber = Field("Product serial", "Chassis serial", "Board serial"),
            BmcFirmware = device?.FirmwareVersion,
            Uuid = uuid,
            Fru = fru,
            Sensors = new(sensors),
            EventLog = await EventLogReader.ReadAsync(session, records, cancel),
        };
    }

    public Task CloseAsync(bool hurry) => session.CloseAsync(hurry);

    private OobDetail Describe(ChassisStatus status) => new()
    {
        Power = status.Power,
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
        catch (DrydockException e) when (ReferenceEquals(e.Error, ErrorCatalogue.OobRefused) || ReferenceEquals(e.Error, ErrorCatalogue.OobPermissionDenied))
        {
            // A BMC without boot options, or one that does not show them to users, still has the rest to tell.
            call.Write(LogLevel.Verbose, e.Message);
            return null;
        }
    }
}
