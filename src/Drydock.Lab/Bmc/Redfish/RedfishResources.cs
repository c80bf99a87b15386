using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Lab.Hardware;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Bmc.Redfish;

/// <summary>The resources of the service as JSON, by path (DSP0268).</summary>
internal sealed class RedfishResources
{
    public const string Root = "/redfish/v1";
    public const string Sessions = Root + "/SessionService/Sessions";
    public const string System = Root + "/Systems/1";
    public const string SystemSettings = System + "/Settings";
    public const string ResetTarget = System + "/Actions/ComputerSystem.Reset";
    public const string Chassis = Root + "/Chassis/1";
    public const string Manager = Root + "/Managers/BMC";

    private readonly Dictionary<string, Func<JObject>> _resources = new(StringComparer.Ordinal);
    private readonly ServerSpec _spec;
    private readonly BmcSettings _settings;

    public RedfishResources(SimulatedServer server, RedfishBoot boot, RedfishReset reset, RedfishBios bios, BmcSettings settings, FaultBook faults)
    {
        (_spec, _settings) = (server.Spec, settings);
        Add(Root, ServiceRoot);
        Add(RedfishTasks.Service, () => RedfishJson.Resource(RedfishTasks.Service, "#TaskService.v1_1_4.TaskService", "Task service", new JObject
        {
            ["ServiceEnabled"] = true,
            ["Status"] = RedfishJson.Healthy(),
            ["Tasks"] = RedfishJson.Link(RedfishTasks.Tasks),
        }));
        if (!settings.Redfish.Login.NoSessions) Add(Root + "/SessionService", SessionService);
        RedfishAccounts.AddTo(this, settings);
        new RedfishSystem(server, boot, reset, bios, settings.Redfish, faults).AddTo(this);
        new RedfishEnclosure(server, settings.Redfish.Model).AddTo(this);
    }

    public void Add(string path, Func<JObject> read) => _resources[path] = read;

    /// <summary>Adds a collection and its members.</summary>
    public void AddAll(string path, string kind, params (string Path, Func<JObject> Read)[] members)
    {
        foreach (var member in members) Add(member.Path, member.Read);
        Add(path, () => RedfishJson.Collection(path, kind, members.Select(member => member.Path)));
    }

    /// <returns>The resource at a path without its last slash; null where there is none.</returns>
    public JObject? Read(string path) =>
        _settings.Redfish.Model.Missing.Any(end => path.EndsWith(end, StringComparison.Ordinal)) ? null
        : _resources.TryGetValue(path, out var resource) ? resource() : null;

    /// <summary>A collection with its members in place of the references to them.</summary>
    public JObject Expand(JObject collection)
    {
        if (collection["Members"] is JArray members)
            collection["Members"] = new JArray(members.Select(member => Read((string)member["@odata.id"]!)).OfType<JObject>().ToArray<object>());
        return collection;
    }

    private JObject ServiceRoot()
    {
        var root = new JObject
        {
            ["@odata.id"] = Root + "/",
            ["@odata.type"] = "#ServiceRoot.v1_5_0.ServiceRoot",
            ["Id"] = "RootService",
            ["Name"] = "Root Service",
            ["RedfishVersion"] = "1.6.0",
            ["UUID"] = _spec.Uuid,
            ["Vendor"] = _spec.Vendor,
            ["Product"] = _spec.Model + " BMC",
            ["Systems"] = RedfishJson.Link(Root + "/Systems"),
            ["Chassis"] = RedfishJson.Link(Root + "/Chassis"),
            ["Managers"] = RedfishJson.Link(Root + "/Managers"),
            ["AccountService"] = RedfishJson.Link(RedfishAccounts.Service),
            ["Tasks"] = RedfishJson.Link(RedfishTasks.Service),
        };
        if (_settings.Redfish.Model.Expand)
        {
            root["ProtocolFeaturesSupported"] = new JObject
            {
                ["ExpandQuery"] = new JObject { ["ExpandAll"] = true, ["Levels"] = true, ["Links"] = true, ["NoLinks"] = true, ["MaxLevels"] = 1 },
            };
        }

        if (_settings.Redfish.Login.NoSessions) return root;
        root["SessionService"] = RedfishJson.Link(Root + "/SessionService");
        root["Links"] = new JObject { ["Sessions"] = RedfishJson.Link(Sessions) };
        return root;
    }

    private JObject SessionService() => RedfishJson.Resource(Root + "/SessionService", "#SessionService.v1_1_3.SessionService", "SessionService", new JObject
    {
        ["ServiceEnabled"] = true,
        ["SessionTimeout"] = (int)_settings.IdleTimeout.TotalSeconds,
        ["Sessions"] = RedfishJson.Link(Sessions),
        ["Status"] = RedfishJson.Healthy(),
    });
}
