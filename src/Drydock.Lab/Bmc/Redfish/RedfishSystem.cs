using System;
using System.Linq;
using Drydock.Lab.Hardware;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Bmc.Redfish;

/// <summary>The server as ComputerSystem, with processors, memory, interfaces, disks and boot options.</summary>
internal sealed class RedfishSystem(
    SimulatedServer server, RedfishBoot boot, RedfishReset reset, RedfishBios bios, RedfishQuirks quirks, FaultBook faults)
{
    private const string Path = RedfishResources.System;

    private readonly ServerSpec _spec = server.Spec;

    public void AddTo(RedfishResources resources)
    {
        var others = Enumerable.Range(2, Math.Max(0, quirks.Model.Systems - 1)).Select(number =>
        {
            var path = RedfishResources.Root + "/Systems/" + RedfishJson.Number(number);
            return (path, (Func<JObject>)(() => DescribeOther(path, number)));
        });
        resources.AddAll(RedfishResources.Root + "/Systems", "ComputerSystem", [(Path, Describe), .. others]);
        resources.Add(RedfishReset.ActionInfo, reset.DescribeParameters);
        resources.Add(RedfishBios.Path, bios.Read);
        resources.Add(RedfishBios.SettingsPath, bios.ReadSettings);
        if (quirks.Boot.SettingsObject) resources.Add(RedfishResources.SystemSettings, DescribeSettings);
        AddHardware(resources);
        if (!quirks.Model.NicsInChassis) AddNics(resources);
        resources.AddAll(RedfishBootOptions.Path, "BootOption", [.. boot.Options.All.Select(option =>
            (RedfishBootOptions.PathOf(option), (Func<JObject>)(() => RedfishBootOptions.Describe(option))))]);
    }

    private JObject Describe()
    {
        var system = RedfishJson.Resource(Path, "#ComputerSystem.v1_13_0.ComputerSystem", _spec.Name, new JObject
        {
            ["SystemType"] = "Physical",
            ["Manufacturer"] = _spec.Vendor,
            ["Model"] = _spec.Model,
            ["SKU"] = _spec.Model + "-1",
            ["SerialNumber"] = _spec.SerialNumber,
            ["UUID"] = _spec.Uuid,
            ["HostName"] = _spec.Name,
            ["PowerState"] = reset.ReadPower(),
            ["BiosVersion"] = "1.0",
            ["Status"] = new JObject { ["State"] = "Enabled", ["Health"] = "OK", ["HealthRollup"] = Health() },
            ["Boot"] = boot.Read(),
            ["ProcessorSummary"] = new JObject
            {
                ["Count"] = 1,
                ["Model"] = "Lab processor",
                ["CoreCount"] = _spec.Cores,
                ["LogicalProcessorCount"] = _spec.Cores,
                ["Status"] = RedfishJson.Healthy(),
            },
            ["MemorySummary"] = new JObject { ["TotalSystemMemoryGiB"] = _spec.MemoryMiB / 1024.0, ["Status"] = RedfishJson.Healthy() },
            ["Bios"] = RedfishJson.Link(RedfishBios.Path),
            ["Processors"] = RedfishJson.Link(Path + "/Processors"),
            ["Memory"] = RedfishJson.Link(Path + "/Memory"),
            ["SimpleStorage"] = RedfishJson.Link(Path + "/SimpleStorage"),
            ["Links"] = new JObject
            {
                ["Chassis"] = RedfishJson.Links([RedfishResources.Chassis]),
                ["ManagedBy"] = RedfishJson.Links([RedfishResources.Manager]),
            },
            ["Actions"] = new JObject { ["#ComputerSystem.Reset"] = reset.Describe(RedfishResources.ResetTarget) },
        });
        if (!quirks.Model.NicsInChassis) system["EthernetInterfaces"] = RedfishJson.Link(Path + "/EthernetInterfaces");
        if (quirks.Boot.SettingsObject)
        {
            system["@Redfish.Settings"] = new JObject
            {
                ["@odata.type"] = "#Settings.v1_3_0.Settings",
                ["SettingsObject"] = RedfishJson.Link(RedfishResources.SystemSettings),
            };
        }

        return system;
    }

    private JObject DescribeSettings() => RedfishJson.Resource(RedfishResources.SystemSettings, "#ComputerSystem.v1_13_0.ComputerSystem", "Settings",
        new JObject { ["Boot"] = boot.ReadSettings() });

    /// <summary>A system of the same BMC that is another node.</summary>
    private JObject DescribeOther(string path, int number) => RedfishJson.Resource(path, "#ComputerSystem.v1_13_0.ComputerSystem", "blade " + RedfishJson.Number(number),
        new JObject
        {
            ["SystemType"] = "Physical",
            ["Manufacturer"] = _spec.Vendor,
            ["SerialNumber"] = _spec.SerialNumber + "-" + RedfishJson.Number(number),
            ["UUID"] = $"00000000-0000-4000-8000-{number:D12}",
            ["PowerState"] = "Off",
        });

    private void AddHardware(RedfishResources resources)
    {
        resources.AddAll(Path + "/Processors", "Processor", (Path + "/Processors/CPU1", () => RedfishJson.Resource(
            Path + "/Processors/CPU1", "#Processor.v1_10_0.Processor", "Processor 1", new JObject
            {
                ["Socket"] = "CPU1",
                ["ProcessorType"] = "CPU",
                ["Manufacturer"] = _spec.Vendor,
                ["Model"] = "Lab processor",
                ["TotalCores"] = _spec.Cores,
                ["TotalThreads"] = _spec.Cores,
                ["Status"] = RedfishJson.Healthy(),
            })));
        resources.AddAll(Path + "/Memory", "Memory", (Path + "/Memory/DIMM1", () => RedfishJson.Resource(
            Path + "/Memory/DIMM1", "#Memory.v1_11_0.Memory", "DIMM 1", new JObject
            {
                ["MemoryType"] = "DRAM",
                ["CapacityMiB"] = _spec.MemoryMiB,
                ["DeviceLocator"] = "DIMM1",
                ["Status"] = RedfishJson.Healthy(),
            })));
        resources.AddAll(Path + "/SimpleStorage", "SimpleStorage", (Path + "/SimpleStorage/1", () => RedfishJson.Resource(
            Path + "/SimpleStorage/1", "#SimpleStorage.v1_2_3.SimpleStorage", "Disks", new JObject
            {
                ["Status"] = RedfishJson.Healthy(),
                ["Devices"] = new JArray(_spec.Disks.Select(disk => new JObject
                {
                    ["Name"] = disk.Name,
                    ["Model"] = disk.Model,
                    ["CapacityBytes"] = disk.Size,
                    ["Status"] = RedfishJson.Healthy(),
                }).ToArray<object>()),
            })));
    }

    private void AddNics(RedfishResources resources) =>
        resources.AddAll(Path + "/EthernetInterfaces", "EthernetInterface", [.. _spec.Nics.Select(nic =>
        {
            var path = Path + "/EthernetInterfaces/" + nic.Name;
            return (path, (Func<JObject>)(() => RedfishJson.Resource(path, "#EthernetInterface.v1_5_1.EthernetInterface", nic.Name, new JObject
            {
                ["MACAddress"] = nic.MacAddress,
                ["PermanentMACAddress"] = nic.MacAddress,
                ["InterfaceEnabled"] = true,
                ["LinkStatus"] = nic.Cidr is null ? "NoLink" : "LinkUp",
                ["Status"] = RedfishJson.Healthy(),
            })));
        })]);

    private string Health() => faults.IsActive(LabFaultKind.FanFails, _spec.Name) ? "Critical" : quirks.Model.Health;
}
