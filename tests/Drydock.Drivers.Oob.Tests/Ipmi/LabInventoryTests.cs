using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Oob.Ipmi;
using Drydock.Drivers.Oob.Tests.Peers;
using Drydock.Lab;
using Drydock.Lab.Bmc.Ipmi;

namespace Drydock.Drivers.Oob.Tests.Ipmi;

/// <summary>What the IPMI driver reads of a server of the lab: sensors, event log and FRU inventory.</summary>
public sealed class LabInventoryTests
{
    private const string AllSensors = "Inlet Temp 23 C Ok|CPU1 Temp 48 C Ok|CPU1 Margin -35 C Ok|12V 12 V Ok|Power 170 W Ok|FAN1 5400 RPM Ok|"
        + "FAN2 5400 RPM Ok|PSU1 Status Ok|Intrusion Ok";

    private readonly IpmiDriver _driver = new();
    private readonly DriverContext _context = new() { Timeout = TimeSpan.FromSeconds(30) };

    [Fact]
    public async Task A_server_that_is_well_says_so()
    {
        using var bmc = await StartAsync();
        var detail = await InterrogateAsync(bmc);
        Assert.Equal(AllSensors, string.Join("|", detail.Sensors));
        Assert.Equal(OobHealth.Ok, detail.Health);
        Assert.Equal(["Chassis part number", "Chassis serial", "Board manufacturer", "Board product", "Board serial", "Board part number",
            "Product manufacturer", "Product name", "Product part number", "Product version", "Product serial", "Product asset tag"], detail.Fru.Keys);
        Assert.Equal("CSN0001", detail.Fru["Chassis serial"]);
        Assert.Equal((2, 0), (bmc.Counters.Logins, bmc.Counters.OpenSessions));
    }

    [Fact]
    public async Task A_server_without_power_has_little_to_measure_and_is_well()
    {
        using var bmc = new LabBmc();
        var detail = await InterrogateAsync(bmc);
        Assert.Equal("Inlet Temp 23 C Ok|CPU1 Temp|CPU1 Margin|12V|Power 10 W Ok|FAN1|FAN2|PSU1 Status Ok|Intrusion Ok", string.Join("|", detail.Sensors));
        Assert.Equal(OobHealth.Ok, detail.Health);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fan_that_stands_still_is_critical_and_in_the_event_log(bool noThresholdStatus)
    {
        using var bmc = await StartAsync(new IpmiQuirks { NoThresholdStatus = noThresholdStatus });
        bmc.Faults.Add(new LabFault(LabFaultKind.FanFails));
        var detail = await InterrogateAsync(bmc);
        Assert.Equal(OobHealth.Critical, detail.Health);
        Assert.Equal("FAN1 0 RPM Critical", detail.Sensors.Single(sensor => sensor.Name == "FAN1").ToString());
        var log = detail.EventLog!;
        Assert.Equal((3, OobHealth.Critical), (log.Entries, log.Newest[0].Severity));
        Assert.Equal(["Fan FAN1: lower critical going low (reading 0 RPM, threshold 600 RPM)", "System power state: S0/G0 working", "Event log: cleared"],
            log.Newest.Select(entry => entry.Message));
        Assert.Equal((log.LastAdded, 509 * 16L), (log.Newest[0].Time, log.FreeBytes));
    }

    [Theory]
    [InlineData(40)] // sensor records do not fit whole, FRU parts of 64 do not either
    [InlineData(16)]
    [InlineData(8)]
    public async Task A_BMC_with_small_buffers_is_read_in_parts(int maxRead)
    {
        using var bmc = await StartAsync(new IpmiQuirks { MaxRead = maxRead });
        var detail = await InterrogateAsync(bmc);
        Assert.Equal(AllSensors, string.Join("|", detail.Sensors));
        Assert.Equal("SN0001", detail.SerialNumber);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(11)]
    public async Task A_reservation_that_is_lost_is_made_again(int at)
    {
        using var bmc = await StartAsync(new IpmiQuirks { MaxRead = 16, ReservationLostAt = at });
        Assert.Equal(AllSensors, string.Join("|", (await InterrogateAsync(bmc)).Sensors));
    }

    [Fact]
    public async Task A_BMC_without_sensors_log_and_inventory_still_answers()
    {
        using var bmc = await StartAsync(new IpmiQuirks { Bare = true });
        var detail = await InterrogateAsync(bmc);
        Assert.Equal((PowerState.On, "1.00", OobHealth.Unknown), (detail.Power, detail.BmcFirmware, detail.Health));
        Assert.Null(detail.EventLog);
        Assert.Null(detail.SerialNumber);
        Assert.Empty(detail.Sensors);
        Assert.Empty(detail.Fru);
    }

    [Fact]
    public async Task An_interrogation_takes_a_bounded_number_of_requests()
    {
        using var bmc = await StartAsync();
        using var network = new UdpRelay(bmc.IpmiPort);
        var requests = 0;
        network.Requests = (_, datagram) =>
        {
            requests++;
            return [datagram];
        };
        var node = TestNodes.Ipmi("127.0.0.1", network.Port, LabBmc.User, LabBmc.Password);
        var detail = Assert.IsType<OobDetail>((await _driver.InterrogateAsync(node, _context, CancellationToken.None)).Detail);
        // Login and logout 5; status, boot, device id and GUID 4; FRU 7; reservation 1; each sensor 2; log 1 and 2 entries.
        // A busy machine may make it send some again.
        Assert.InRange(requests, 20 + (2 * detail.Sensors.Count), 40 + (2 * detail.Sensors.Count));
    }

    private async Task<OobDetail> InterrogateAsync(LabBmc bmc) => Assert.IsType<OobDetail>(
        (await _driver.InterrogateAsync(Node(bmc), _context, CancellationToken.None).WaitAsync(TestNodes.Patience)).Detail);

    private async Task<LabBmc> StartAsync(IpmiQuirks? quirks = null)
    {
        var bmc = new LabBmc(settings => settings with { Ipmi = quirks ?? new IpmiQuirks() });
        await _driver.PowerOnAsync(Node(bmc), _context, CancellationToken.None).WaitAsync(TestNodes.Patience);
        return bmc;
    }

    private static BaremetalNode Node(LabBmc bmc) => TestNodes.Ipmi("127.0.0.1", bmc.IpmiPort, LabBmc.User, LabBmc.Password);
}
