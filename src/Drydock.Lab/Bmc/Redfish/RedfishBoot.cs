using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Drydock.Drivers;
using Drydock.Lab.Hardware;
using Drydock.Lab.Http;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Bmc.Redfish;

/// <summary>
/// The <c>Boot</c> object of a ComputerSystem (DSP0268). An override that was used up leaves its target readable with
/// <c>BootSourceOverrideEnabled</c> Disabled, as on real BMCs. Thread-safe.
/// </summary>
internal sealed class RedfishBoot
{
    private const string Enabled = "BootSourceOverrideEnabled";
    private const string Target = "BootSourceOverrideTarget";
    private const string Mode = "BootSourceOverrideMode";
    private const string DevicePath = "UefiTargetBootSourceOverride";
    private const string Allowable = "@Redfish.AllowableValues";

    private static readonly string[] EnabledValues = ["Disabled", "Once", "Continuous"];
    private static readonly string[] ModeValues = ["Legacy", "UEFI"];

    private readonly object _gate = new();
    private readonly SimulatedServer _server;
    private readonly BootQuirks _quirks;
    private readonly FaultBook _faults;
    private readonly string[] _targets;
    private string _target = "None";
    private string _mode;
    private string? _devicePath;
    private string? _httpUri;
    private List<string> _order;
    private JObject? _old;
    private int _oldReads;
    private CancellationToken _oldUntil;
    private int _refusals;

    public RedfishBoot(SimulatedServer server, BootQuirks quirks, FaultBook faults)
    {
        (_server, _quirks, _faults, _refusals) = (server, quirks, faults, quirks.SelfTestRefusals);
        _targets = ["None", "Pxe", "Hdd", "Cd", "BiosSetup", .. quirks.MoreTargets];
        _mode = server.Spec.Uefi ? "UEFI" : "Legacy";
        Options = new RedfishBootOptions(server.Spec);
        _order = [.. Options.All.Select(option => option.Reference)];
    }

    public RedfishBootOptions Options { get; }

    /// <returns>The object of the system.</returns>
    public JObject Read()
    {
        lock (_gate)
        {
            // A settings object takes effect as the server boots; other services are merely slow.
            if (_old is null) return Describe();
            var shown = (JObject)_old.DeepClone();
            if (_quirks.SettingsObject ? _server.PowerSession != _oldUntil : --_oldReads < 0) _old = null;
            return _old is null ? Describe() : shown;
        }
    }

    /// <returns>The object of the settings object.</returns>
    public JObject ReadSettings()
    {
        lock (_gate) return Describe();
    }

    /// <summary>Applies a PATCH; properties that it does not name stay as they are.</summary>
    /// <returns>Null for success, or the error's answer; then nothing is changed.</returns>
    public LabHttpResponse? Patch(JObject changes)
    {
        lock (_gate)
        {
            var before = Describe();
            if (Refuse(changes, before) is { } refusal) return refusal;
            if (_quirks.Forgets || _faults.IsActive(LabFaultKind.BmcForgetsBoot, _server.Spec.Name)) return null;
            var enabled = (string)before[Enabled]!;
            foreach (var change in changes.Properties())
            {
                var value = change.Value.Type == JTokenType.String ? change.Value.Value<string>()! : change.Value.ToString();
                switch (change.Name)
                {
                    case Enabled: enabled = value; break;
                    case Target: _target = value; break;
                    case Mode: _mode = value; break;
                    case DevicePath: _devicePath = value; break;
                    case "HttpBootUri": _httpUri = value; break;
                    default: _order = [.. change.Value.Values<string>().OfType<string>()]; break;
                }
            }

            var device = enabled == "Disabled" ? BootDevice.None : Device(_target);
            _server.SetBootOverride(device == BootDevice.None
                ? null
                : new BootOverride(device, enabled == "Continuous", _mode == "UEFI" ? BootMode.Uefi : BootMode.Legacy));
            _server.NetworkFirst = Options.Find(_order[0])!.IsNetwork;
            if (_quirks.SettingsObject || _quirks.SlowReads > 0) (_old, _oldReads, _oldUntil) = (before, _quirks.SlowReads, _server.PowerSession);
            return null;
        }
    }

    private LabHttpResponse? Refuse(JObject changes, JObject before)
    {
        if (_refusals > 0)
        {
            _refusals--;
            return RedfishError.Vendor(400, "iLO.2.14.UnableToModifyDuringSystemPOST", "The boot order cannot be changed during the self-test.");
        }

        if (_quirks.Mode == ModeRule.Wanted && changes[Mode] is null && changes[Target] is not null) return RedfishError.PropertyMissing(Mode);
        if (_quirks.Mode == ModeRule.Refused && changes[Mode] is not null) return RedfishError.PropertyNotWritable(Mode);
        foreach (var change in changes.Properties())
        {
            if (before[change.Name] is null) return RedfishError.PropertyUnknown("Boot/" + change.Name);
            if (!IsAllowed(change)) return RedfishError.ValueNotInList(change.Value.ToString(), change.Name);
            if (_quirks.RefusesUnchanged && JToken.DeepEquals(before[change.Name], change.Value)) return RedfishError.PropertyNotWritable(change.Name);
        }

        return null;
    }

    private bool IsAllowed(JProperty change)
    {
        if (change.Name == "BootOrder")
        {
            return change.Value is JArray order && order.All(each => each.Type == JTokenType.String)
                && order.Values<string>().OrderBy(each => each).SequenceEqual(_order.OrderBy(each => each));
        }

        if (change.Value.Type != JTokenType.String) return false;
        var value = change.Value.Value<string>()!;
        return change.Name switch
        {
            Enabled => EnabledValues.Contains(value),
            Target => _targets.Contains(value),
            Mode => ModeValues.Contains(value),
            DevicePath => Options.FindPath(value) is not null,
            "HttpBootUri" => System.Uri.TryCreate(value, System.UriKind.Absolute, out _),
            _ => false,
        };
    }

    private JObject Describe()
    {
        var enabled = Follow();
        var boot = new JObject
        {
            [Enabled] = enabled,
            [Enabled + Allowable] = RedfishJson.Texts(EnabledValues),
            [Target] = _target,
            [Target + Allowable] = RedfishJson.Texts(_targets),
            [Mode] = _mode,
            [Mode + Allowable] = RedfishJson.Texts(ModeValues),
        };
        if (_targets.Contains("UefiTarget")) boot[DevicePath] = _devicePath;
        if (_quirks.HttpBootUri) boot["HttpBootUri"] = _httpUri;
        if (_quirks.BootOrder) boot["BootOrder"] = RedfishJson.Texts(_order);
        if (_quirks.BootOrder || _targets.Contains("UefiTarget")) boot["BootOptions"] = RedfishJson.Link(RedfishBootOptions.Path);
        return boot;
    }

    /// <summary>Brings target and mode in line with the override in force, which IPMI may have set.</summary>
    /// <returns>BootSourceOverrideEnabled.</returns>
    private string Follow()
    {
        if (_server.BootOverride is not { } boot) return "Disabled";
        if (Device(_target) != boot.Device) _target = TargetOf(boot.Device);
        if (boot.Mode is { } mode) _mode = mode == BootMode.Uefi ? "UEFI" : "Legacy";
        return boot.Persistent ? "Continuous" : "Once";
    }

    private BootDevice Device(string target) => target switch
    {
        "Pxe" or "UefiHttp" => BootDevice.Pxe,
        "Hdd" => BootDevice.Disk,
        "Cd" => BootDevice.Cd,
        "BiosSetup" => BootDevice.BiosSetup,
        "UefiTarget" when _devicePath is not null => Options.FindPath(_devicePath)!.IsNetwork ? BootDevice.Pxe : BootDevice.Disk,
        _ => BootDevice.None,
    };

    private static string TargetOf(BootDevice device) => device switch
    {
        BootDevice.Pxe => "Pxe",
        BootDevice.Disk => "Hdd",
        BootDevice.Cd => "Cd",
        BootDevice.BiosSetup => "BiosSetup",
        _ => "None",
    };
}
