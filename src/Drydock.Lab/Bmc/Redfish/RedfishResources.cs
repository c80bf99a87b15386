using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Drivers;
using Drydock.Lab.Hardware;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Bmc.Redfish;

/// <summary>The resources of the service as JSON: one system, one chassis, one manager (DSP0268).</summary>
internal sealed class RedfishResources
{
    public const string Root = "/redfish/v1";
    public const string Sessions = Root + "/SessionService/Sessions";
    public const string System = Root + "/Systems/1";
    public const string ResetTarget = System + "/Actions/ComputerSystem.Reset";
    private const string Chassis = Root + "/Chassis/1";
    private const string Manager = Root + "/Managers/BMC";

    private readonly Dictionary<string, Func<JObject>> _resources = new(StringComparer.Ordinal);
    private readonly SimulatedServer _server;
    private readonly RedfishBoot _boot;
    private readonly RedfishReset _reset;
    private readonly ServerSpec _spec;

    public RedfishResources(SimulatedServer server, RedfishBoot boot, RedfishReset reset, TimeSpan sessionTimeout)
    {
        (_server, _boot, _reset, _spec) = (server, boot, reset, server.Spec);
        _resources[Root] = ServiceRoot;
        _resources[Root + "/SessionService"] = () => Resource(Root + "/SessionService", "#SessionService.v1_1_3.SessionService", "SessionService",
            new JObject
            {
                ["ServiceEnabled"] = true,
                ["SessionTimeout"] = (int)sessionTimeout.TotalSeconds,
                ["Sessions"] = Link(Sessions),
                ["Status"] = Healthy(),
            });
        Collection("/Systems", "ComputerSystem", System);
        Collection("/Chassis", "Chassis", Chassis);
        Collection("/Managers", "Manager", Manager);
        _resources[System] = ComputerSystem;
        _resources[Chassis] = ChassisResource;
        _resources[Manager] = ManagerResource;
        _resources[System + "/Bios"] = Bios;
        AddNics();
        AddStorage();
    }

    /// <returns>The resource at a path without its last slash; null where there is none.</returns>
    public JObject? Read(string path) => _resources.TryGetValue(path, out var resource) ? resource() : null;

    /// <summary>A collection of resources.</summary>
    public static JObject CollectionOf(string path, string kind, IEnumerable<string> members)
    {
        var links = new JArray(members.Select(Link).ToArray<object>());
        return new JObject
        {
            ["@odata.id"] = path,
            ["@odata.type"] = $"#{kind}Collection.{kind}Collection",
            ["Name"] = kind + " Collection",
            ["Members@odata.count"] = links.Count,
            ["Members"] = links,
        };
    }

    public static JObject Resource(string path, string type, string name, JObject rest)
    {
        var resource = new JObject
        {
            ["@odata.id"] = path,
            ["@odata.type"] = type,
            ["Id"] = path.Substring(path.LastIndexOf('/') + 1),
            ["Name"] = name,
        };
        resource.Merge(rest);
        return resource;
    }

    private static JObject Link(string path) => new() { ["@odata.id"] = path };

    private static JObject Healthy() => new() { ["State"] = "Enabled", ["Health"] = "OK" };

    private string Power() => _server.Power == PowerState.On ? "On" : "Off";

    private void Collection(string name, string kind, params string[] members) =>
        _resources[Root + name] = () => CollectionOf(Root + name, kind, members);

    private JObject ServiceRoot() => new()
    {
        ["@odata.id"] = Root + "/",
        ["@odata.type"] = "#ServiceRoot.v1_5_0.ServiceRoot",
        ["Id"] = "RootService",
        ["Name"] = "Root Service",
        ["RedfishVersion"] = "1.6.0",
        ["UUID"] = _spec.Uuid,
        ["Vendor"] = _spec.Vendor,
        ["Product"] = _spec.Model + " BMC",
        ["Systems"] = Link(Root + "/Systems"),
        ["Chassis"] = Link(Root + "/Chassis"),
        ["Managers"] = Link(Root + "/Managers"),
        ["SessionService"] = Link(Root + "/SessionService"),
        ["Links"] = new JObject { ["Sessions"] = Link(Sessions) },
    };

    private JObject ComputerSystem() => Resource(System, "#ComputerSystem.v1_10_0.ComputerSystem", _spec.Name, new JObject
    {
        ["SystemType"] = "Physical",
        ["Manufacturer"] = _spec.Vendor,
        ["Model"] = _spec.Model,
        ["SerialNumber"] = _spec.SerialNumber,
        ["UUID"] = _spec.Uuid,
        ["HostName"] = _spec.Name,
        ["PowerState"] = Power(),
        ["BiosVersion"] = "1.0",
        ["Status"] = Healthy(),
        ["Boot"] = _boot.Read(),
        ["ProcessorSummary"] = new JObject { ["Count"] = 1, ["CoreCount"] = _spec.Cores, ["LogicalProcessorCount"] = _spec.Cores, ["Status"] = Healthy() },
        ["MemorySummary"] = new JObject { ["TotalSystemMemoryGiB"] = _spec.MemoryMiB / 1024.0, ["Status"] = Healthy() },
        ["Bios"] = Link(System + "/Bios"),
        ["EthernetInterfaces"] = Link(System + "/EthernetInterfaces"),
        ["SimpleStorage"] = Link(System + "/SimpleStorage"),
        ["Links"] = new JObject { ["Chassis"] = new JArray(Link(Chassis)), ["ManagedBy"] = new JArray(Link(Manager)) },
        ["Actions"] = new JObject { ["#ComputerSystem.Reset"] = _reset.Describe(ResetTarget) },
    });

    private JObject ChassisResource() => Resource(Chassis, "#Chassis.v1_10_0.Chassis", _spec.Name, new JObject
    {
        ["ChassisType"] = "RackMount",
        ["Manufacturer"] = _spec.Vendor,
        ["Model"] = _spec.Model,
        ["SerialNumber"] = _spec.SerialNumber,
        ["PowerState"] = Power(),
        ["Status"] = Healthy(),
        ["Links"] = new JObject { ["ComputerSystems"] = new JArray(Link(System)), ["ManagedBy"] = new JArray(Link(Manager)) },
    });

    private JObject ManagerResource() => Resource(Manager, "#Manager.v1_5_0.Manager", "BMC", new JObject
    {
        ["ManagerType"] = "BMC",
        ["Model"] = _spec.Model + " BMC",
        ["FirmwareVersion"] = "1.0",
        ["UUID"] = _spec.Uuid,
        ["Status"] = Healthy(),
        ["Links"] = new JObject
        {
            ["ManagerForServers"] = new JArray(Link(System)),
            ["ManagerForChassis"] = new JArray(Link(Chassis)),
        },
    });

    private JObject Bios() => Resource(System + "/Bios", "#Bios.v1_0_8.Bios", "BIOS settings", new JObject
    {
        ["Attributes"] = new JObject { ["BootMode"] = _spec.Uefi ? "Uefi" : "Bios" },
    });

    private void AddNics()
    {
        const string path = System + "/EthernetInterfaces";
        Collection("/Systems/1/EthernetInterfaces", "EthernetInterface", [.. _spec.Nics.Select(nic => path + "/" + nic.Name)]);
        foreach (var nic in _spec.Nics)
        {
            _resources[path + "/" + nic.Name] = () => Resource(path + "/" + nic.Name, "#EthernetInterface.v1_5_1.EthernetInterface", nic.Name,
                new JObject
                {
                    ["MACAddress"] = nic.MacAddress,
                    ["PermanentMACAddress"] = nic.MacAddress,
                    ["InterfaceEnabled"] = true,
                    ["Status"] = Healthy(),
                });
        }
    }

    private void AddStorage()
    {
        const string path = System + "/SimpleStorage";
        Collection("/Systems/1/SimpleStorage", "SimpleStorage", path + "/1");
        _resources[path + "/1"] = () => Resource(path + "/1", "#SimpleStorage.v1_2_3.SimpleStorage", "Disks", new JObject
        {
            ["Status"] = Healthy(),
            ["Devices"] = new JArray(_spec.Disks.Select(disk => new JObject
            {
                ["Name"] = disk.Name,
                ["Model"] = disk.Model,
                ["CapacityBytes"] = disk.Size,
                ["Status"] = Healthy(),
            }).ToArray<object>()),
        });
    }
}
