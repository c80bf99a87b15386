using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Drivers;
using Drydock.Lab.Hardware;
using Drydock.Lab.Http;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Bmc.Redfish;

/// <summary>The action <c>#ComputerSystem.Reset</c> (DSP0268), and power as the service tells it. Thread-safe.</summary>
internal sealed class RedfishReset
{
    public const string ActionInfo = RedfishResources.System + "/ResetActionInfo";

    private readonly object _gate = new();
    private readonly Dictionary<string, Kind> _kinds;
    private readonly SimulatedServer _server;
    private readonly PowerQuirks _quirks;
    private readonly FaultBook _faults;
    private int _conflicts;
    private int _stale;
    private int _transitions;
    private PowerState _before;
    private PowerState _after;

    public RedfishReset(SimulatedServer server, PowerQuirks quirks, FaultBook faults)
    {
        (_server, _quirks, _conflicts, _faults) = (server, quirks, quirks.OnConflicts, faults);
        (_stale, _before) = (quirks.StaleReads, PowerState.Off);
        _kinds = new Dictionary<string, Kind>(StringComparer.Ordinal)
        {
            ["On"] = new(server.PowerOn, PowerState.On),
            ["ForceOn"] = new(server.PowerOn, PowerState.On),
            ["ForceOff"] = new(server.PowerOff, PowerState.Off),
            ["GracefulShutdown"] = new(ShutDown, PowerState.Off),
            ["GracefulRestart"] = new(server.Reset, PowerState.On, NeedsPower: true),
            ["ForceRestart"] = new(server.Reset, PowerState.On, NeedsPower: true),
            ["PowerCycle"] = new(server.PowerCycle, PowerState.On, NeedsPower: true),
            ["PushPowerButton"] = new(Push, null),
        };
        if (quirks.ResetTypes.Count > 0)
            foreach (var other in _kinds.Keys.Except(quirks.ResetTypes).ToList()) _kinds.Remove(other);
    }

    public JObject Describe(string target)
    {
        var action = new JObject { ["target"] = target };
        if (_quirks.AllowedIn == AllowedPlace.Action) action["ResetType@Redfish.AllowableValues"] = RedfishJson.Texts(_kinds.Keys);
        else if (_quirks.AllowedIn == AllowedPlace.ActionInfo) action["@Redfish.ActionInfo"] = ActionInfo;
        return action;
    }

    /// <returns>The ActionInfo.</returns>
    public JObject DescribeParameters() => RedfishJson.Resource(ActionInfo, "#ActionInfo.v1_1_2.ActionInfo", "Reset action info", new JObject
    {
        ["Parameters"] = new JArray(new JObject
        {
            ["Name"] = "ResetType",
            ["Required"] = true,
            ["DataType"] = "String",
            ["AllowableValues"] = RedfishJson.Texts(_kinds.Keys),
        }),
    });

    /// <returns><c>PowerState</c> at this read of the system.</returns>
    public string? ReadPower()
    {
        lock (_gate)
        {
            if (_stale > 0)
            {
                _stale--;
                return Word(_before);
            }

            if (_transitions == 0) return Word(_server.Power);
            _transitions--;
            return _transitions % 2 == 0 ? null : "Powering" + Word(_after);
        }
    }

    /// <returns>Null where the command is taken, or the error's answer.</returns>
    public LabHttpResponse? Do(JObject body)
    {
        if (body["ResetType"] is not { Type: JTokenType.String } type)
        {
            return RedfishError.Answer(400, "ActionParameterMissing", "The action Reset needs the parameter ResetType.",
                "Add the parameter to the request body.", "Reset", "ResetType");
        }

        var name = type.Value<string>()!;
        if (!_kinds.TryGetValue(name, out var kind))
        {
            return RedfishError.Answer(400, "ActionParameterNotSupported", $"The value {name} of ResetType is not supported.",
                "Choose one of the allowable values.", "ResetType", "Reset");
        }

        lock (_gate)
        {
            if (kind.NeedsPower && _server.Power == PowerState.Off)
                return Conflict($"ResetType {name} is not possible while the power is off.", name);
            if (_quirks.RefusesSameState && kind.Result == _server.Power)
                return RedfishError.Vendor(400, "iLO.2.14.InvalidOperationForSystemState", $"The system is {Word(_server.Power)} already.");
            if (kind.Result == PowerState.On && _conflicts > 0)
            {
                _conflicts--;
                return Conflict($"ResetType {name} is not possible while the system settles.", name);
            }

            (_before, _after) = (_server.Power, kind.Result ?? (_server.Power == PowerState.On ? PowerState.Off : PowerState.On));
            (_stale, _transitions) = (_quirks.StaleReads, _quirks.TransitionReads);
        }

        if (!_quirks.Stuck && !_faults.IsActive(LabFaultKind.BmcPowerStuck, _server.Spec.Name)) kind.Run();
        return null;
    }

    private static string Word(PowerState power) => power == PowerState.On ? "On" : "Off";

    private static LabHttpResponse Conflict(string message, string type) => RedfishError.Answer(409, "ActionParameterValueConflict", message,
        "Bring the system into another state.", "ResetType", type);

    private void ShutDown()
    {
        if (!_quirks.IgnoresShutdown) _server.SoftOff();
    }

    private void Push()
    {
        if (_server.Power == PowerState.On) _server.SoftOff();
        else _server.PowerOn();
    }

    private sealed record Kind(Action Run, PowerState? Result, bool NeedsPower = false);
}
