using System.Linq;
using Drydock.Drivers;
using Drydock.Lab.Hardware;
using Drydock.Lab.Http;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Bmc.Redfish;

/// <summary>
/// The <c>Boot</c> object of a ComputerSystem (DSP0268). An override that was used up leaves its target readable with
/// <c>BootSourceOverrideEnabled</c> Disabled, as on real BMCs.
/// </summary>
internal sealed class RedfishBoot(SimulatedServer server)
{
    private static readonly string[] EnabledValues = ["Disabled", "Once", "Continuous"];
    private static readonly string[] TargetValues = ["None", "Pxe", "Hdd", "Cd", "BiosSetup"];
    private static readonly string[] ModeValues = ["Legacy", "UEFI"];

    private readonly object _gate = new();
    private string _target = "None";
    private string _mode = server.Spec.Uefi ? "UEFI" : "Legacy";

    /// <returns>The object as it is now.</returns>
    public JObject Read()
    {
        lock (_gate)
        {
            var enabled = Follow();
            return new JObject
            {
                ["BootSourceOverrideEnabled"] = enabled,
                ["BootSourceOverrideEnabled@Redfish.AllowableValues"] = new JArray(EnabledValues.Cast<object>().ToArray()),
                ["BootSourceOverrideTarget"] = _target,
                ["BootSourceOverrideTarget@Redfish.AllowableValues"] = new JArray(TargetValues.Cast<object>().ToArray()),
                ["BootSourceOverrideMode"] = _mode,
                ["BootSourceOverrideMode@Redfish.AllowableValues"] = new JArray(ModeValues.Cast<object>().ToArray()),
            };
        }
    }

    /// <summary>Applies a PATCH; properties that it does not name stay as they are.</summary>
    /// <returns>Null for success, or the error's answer; then nothing is changed.</returns>
    public LabHttpResponse? Patch(JObject changes)
    {
        lock (_gate)
        {
            var (enabled, target, mode) = (Follow(), _target, _mode);
            foreach (var change in changes.Properties())
            {
                var value = change.Value.Type == JTokenType.String ? change.Value.Value<string>()! : change.Value.ToString();
                switch (change.Name)
                {
                    case "BootSourceOverrideEnabled" when EnabledValues.Contains(value): enabled = value; break;
                    case "BootSourceOverrideTarget" when TargetValues.Contains(value): target = value; break;
                    case "BootSourceOverrideMode" when ModeValues.Contains(value): mode = value; break;
                    case "BootSourceOverrideEnabled" or "BootSourceOverrideTarget" or "BootSourceOverrideMode":
                        return RedfishError.ValueNotInList(value, change.Name);
                    default:
                        return RedfishError.PropertyUnknown("Boot/" + change.Name);
                }
            }

            (_target, _mode) = (target, mode);
            var device = enabled == "Disabled" ? BootDevice.None : Device(target);
            server.SetBootOverride(device == BootDevice.None
                ? null
                : new BootOverride(device, enabled == "Continuous", mode == "UEFI" ? BootMode.Uefi : BootMode.Legacy));
            return null;
        }
    }

    /// <summary>Brings target and mode in line with the override in force, which IPMI may have set.</summary>
    /// <returns>BootSourceOverrideEnabled.</returns>
    private string Follow()
    {
        if (server.BootOverride is not { } boot) return "Disabled";
        _target = Target(boot.Device);
        if (boot.Mode is { } mode) _mode = mode == BootMode.Uefi ? "UEFI" : "Legacy";
        return boot.Persistent ? "Continuous" : "Once";
    }

    private static BootDevice Device(string target) => target switch
    {
        "Pxe" => BootDevice.Pxe,
        "Hdd" => BootDevice.Disk,
        "Cd" => BootDevice.Cd,
        "BiosSetup" => BootDevice.BiosSetup,
        _ => BootDevice.None,
    };

    private static string Target(BootDevice device) => device switch
    {
        BootDevice.Pxe => "Pxe",
        BootDevice.Disk => "Hdd",
        BootDevice.Cd => "Cd",
        BootDevice.BiosSetup => "BiosSetup",
        _ => "None",
    };
}
