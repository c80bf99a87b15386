using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Drivers;
using Drydock.Lab.Hardware;
using Drydock.Lab.Http;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Bmc.Redfish;

/// <summary>The action <c>#ComputerSystem.Reset</c> (DSP0268).</summary>
internal sealed class RedfishReset(SimulatedServer server)
{
    private readonly Dictionary<string, Kind> _kinds = new(StringComparer.Ordinal)
    {
        ["On"] = new(server.PowerOn, NeedsPower: false),
        ["ForceOn"] = new(server.PowerOn, NeedsPower: false),
        ["ForceOff"] = new(server.PowerOff, NeedsPower: false),
        ["GracefulShutdown"] = new(server.SoftOff, NeedsPower: false),
        ["GracefulRestart"] = new(server.Reset, NeedsPower: true),
        ["ForceRestart"] = new(server.Reset, NeedsPower: true),
        ["PowerCycle"] = new(server.PowerCycle, NeedsPower: true),
        ["PushPowerButton"] = new(() => Push(server), NeedsPower: false),
    };

    public JObject Describe(string target) => new()
    {
        ["target"] = target,
        ["ResetType@Redfish.AllowableValues"] = new JArray(_kinds.Keys.Cast<object>().ToArray()),
    };

    /// <returns>204, or the error's answer.</returns>
    public LabHttpResponse Do(JObject body)
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

        if (kind.NeedsPower && server.Power == PowerState.Off)
        {
            return RedfishError.Answer(409, "ActionParameterValueConflict", $"ResetType {name} is not possible while the power is off.",
                "Switch the system on.", "ResetType", name);
        }

        kind.Run();
        return LabHttpResponse.Empty();
    }

    private static void Push(SimulatedServer server)
    {
        if (server.Power == PowerState.On) server.SoftOff();
        else server.PowerOn();
    }

    private sealed record Kind(Action Run, bool NeedsPower);
}
