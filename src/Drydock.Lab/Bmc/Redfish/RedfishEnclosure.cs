using System;
using System.Linq;
using Drydock.Drivers;
using Drydock.Lab.Hardware;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Bmc.Redfish;

/// <summary>What the server stands in and what manages it: chassis, network adapters and manager.</summary>
internal sealed class RedfishEnclosure(SimulatedServer server, ModelQuirks quirks)
{
    private const string Adapters = RedfishResources.Chassis + "/NetworkAdapters";
    private const string Adapter = Adapters + "/1";
    private const string Functions = Adapter + "/NetworkDeviceFunctions";

    private readonly ServerSpec _spec = server.Spec;

    public void AddTo(RedfishResources resources)
    {
        resources.AddAll(RedfishResources.Root + "/Chassis", "Chassis", (RedfishResources.Chassis, DescribeChassis));
        resources.AddAll(RedfishResources.Root + "/Managers", "Manager", (RedfishResources.Manager, DescribeManager));
        if (!quirks.NicsInChassis) return;
        resources.AddAll(Adapters, "NetworkAdapter", (Adapter, () => RedfishJson.Resource(Adapter, "#NetworkAdapter.v1_5_0.NetworkAdapter", "Adapter",
            new JObject { ["Status"] = RedfishJson.Healthy(), ["NetworkDeviceFunctions"] = RedfishJson.Link(Functions) })));
        resources.AddAll(Functions, "NetworkDeviceFunction", [.. _spec.Nics.Select(nic =>
        {
            var path = Functions + "/" + nic.Name;
            return (path, (Func<JObject>)(() => RedfishJson.Resource(path, "#NetworkDeviceFunction.v1_5_0.NetworkDeviceFunction", nic.Name, new JObject
            {
                ["NetDevFuncType"] = "Ethernet",
                ["Ethernet"] = new JObject { ["MACAddress"] = nic.MacAddress, ["PermanentMACAddress"] = nic.MacAddress },
                ["Status"] = RedfishJson.Healthy(),
            })));
        })]);
    }

    private JObject DescribeChassis()
    {
        var chassis = RedfishJson.Resource(RedfishResources.Chassis, "#Chassis.v1_10_0.Chassis", _spec.Name, new JObject
        {
            ["ChassisType"] = "RackMount",
            ["Manufacturer"] = _spec.Vendor,
            ["Model"] = _spec.Model,
            ["SerialNumber"] = _spec.SerialNumber,
            ["PowerState"] = server.Power == PowerState.On ? "On" : "Off",
            ["Status"] = RedfishJson.Healthy(),
            ["Links"] = new JObject
            {
                ["ComputerSystems"] = RedfishJson.Links([RedfishResources.System]),
                ["ManagedBy"] = RedfishJson.Links([RedfishResources.Manager]),
            },
        });
        if (quirks.NicsInChassis) chassis["NetworkAdapters"] = RedfishJson.Link(Adapters);
        return chassis;
    }

    private JObject DescribeManager() => RedfishJson.Resource(RedfishResources.Manager, "#Manager.v1_5_0.Manager", "BMC", new JObject
    {
        ["ManagerType"] = "BMC",
        ["Model"] = _spec.Model + " BMC",
        ["FirmwareVersion"] = "1.0",
        ["UUID"] = _spec.Uuid,
        ["Status"] = RedfishJson.Healthy(),
        ["Links"] = new JObject
        {
            ["ManagerForServers"] = RedfishJson.Links([RedfishResources.System]),
            ["ManagerForChassis"] = RedfishJson.Links([RedfishResources.Chassis]),
        },
    });
}
