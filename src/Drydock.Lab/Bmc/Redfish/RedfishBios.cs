using System.Linq;
using System.Threading;
using Drydock.Lab.Hardware;
using Drydock.Lab.Http;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Bmc.Redfish;

/// <summary>
/// BIOS settings (DSP0268, Bios): the ones in force, and those that the next start will bring. Dell's attributes for network
/// boot are among them where the service has that habit. Thread-safe.
/// </summary>
internal sealed class RedfishBios
{
    public const string Path = RedfishResources.System + "/Bios";
    public const string SettingsPath = Path + "/Settings";

    private const int PxeDevices = 4;

    private readonly object _gate = new();
    private readonly SimulatedServer _server;
    private readonly JObject _active;
    private JObject _pending = [];
    private CancellationToken _until;

    public RedfishBios(SimulatedServer server, BootQuirks quirks)
    {
        _server = server;
        _active = new JObject { ["BootMode"] = server.Spec.Uefi ? "Uefi" : "Bios" };
        if (!quirks.PxeAttributes || server.Spec.Nics.Count == 0) return;
        for (var number = 1; number <= PxeDevices; number++)
        {
            _active[$"PxeDev{number}EnDis"] = "Disabled";
            _active[$"PxeDev{number}Interface"] = server.Spec.Nics[0].Name;
        }
    }

    public JObject Read()
    {
        lock (_gate)
        {
            Apply();
            return RedfishJson.Resource(Path, "#Bios.v1_0_8.Bios", "BIOS settings", new JObject
            {
                ["Attributes"] = _active.DeepClone(),
                ["@Redfish.Settings"] = new JObject
                {
                    ["@odata.type"] = "#Settings.v1_3_0.Settings",
                    ["SettingsObject"] = RedfishJson.Link(SettingsPath),
                    ["SupportedApplyTimes"] = RedfishJson.Texts(["OnReset"]),
                },
            });
        }
    }

    public JObject ReadSettings()
    {
        lock (_gate)
        {
            Apply();
            return RedfishJson.Resource(SettingsPath, "#Bios.v1_0_8.Bios", "BIOS settings to come", new JObject { ["Attributes"] = _pending.DeepClone() });
        }
    }

    /// <returns>Null for success, or the error's answer; then nothing is changed.</returns>
    public LabHttpResponse? Patch(JObject body)
    {
        if (body["Attributes"] is not JObject attributes) return RedfishError.PropertyMissing("Attributes");
        if (body.Properties().FirstOrDefault(each => each.Name is not ("Attributes" or "@Redfish.SettingsApplyTime")) is { } other)
            return RedfishError.PropertyUnknown(other.Name);
        lock (_gate)
        {
            Apply();
            foreach (var change in attributes.Properties())
            {
                if (_active[change.Name] is null) return RedfishError.PropertyUnknown(change.Name);
                if (!IsAllowed(change)) return RedfishError.ValueNotInList(change.Value.ToString(), change.Name);
            }

            _pending.Merge(attributes);
            _until = _server.PowerSession;
            return null;
        }
    }

    private bool IsAllowed(JProperty change)
    {
        var value = change.Value.ToString();
        return change.Name == "BootMode" ? value is "Uefi" or "Bios"
            : change.Name.EndsWith("EnDis", System.StringComparison.Ordinal) ? value is "Enabled" or "Disabled"
            : _server.Spec.Nics.Any(nic => nic.Name == value);
    }

    private void Apply()
    {
        if (_pending.Count == 0 || _server.PowerSession == _until || _server.PowerSession.IsCancellationRequested) return;
        _active.Merge(_pending);
        _pending = [];
    }
}
