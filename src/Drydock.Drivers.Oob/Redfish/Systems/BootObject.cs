using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Drivers.Oob.Redfish.Http;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.Systems;

/// <summary>The <c>Boot</c> object of a ComputerSystem (DSP0268): what it says and what would change it.</summary>
public sealed class BootObject
{
    private const string Enabled = "BootSourceOverrideEnabled";
    private const string Target = "BootSourceOverrideTarget";
    private const string Mode = "BootSourceOverrideMode";
    private const string Allowable = "@Redfish.AllowableValues";
    private const string Disabled = "Disabled";

    private static readonly Dictionary<BootDevice, string> Targets = new()
    {
        [BootDevice.None] = "None",
        [BootDevice.Pxe] = "Pxe",
        [BootDevice.Disk] = "Hdd",
        [BootDevice.Cd] = "Cd",
        [BootDevice.BiosSetup] = "BiosSetup",
    };

    private readonly JObject _boot;

    /// <summary>Reads the object.</summary>
    /// <param name="boot">The JSON of <c>Boot</c>.</param>
    public BootObject(JObject boot) => _boot = boot;

    /// <summary>The override in force; null where it is for a device that only Redfish knows, or the BMC does not say.</summary>
    public BootOverride? Override
    {
        get
        {
            if (Json.Text(_boot, Enabled) is not { } enabled) return null;
            if (Is(enabled, Disabled)) return new BootOverride(BootDevice.None);
            var known = Targets.Where(entry => Is(entry.Value, Json.Text(_boot, Target))).Select(entry => (BootDevice?)entry.Key).FirstOrDefault();
            return known is not { } device ? null : device == BootDevice.None ? new BootOverride(device)
                : new BootOverride(device, Is(enabled, "Continuous"), ReadMode());
        }
    }

    /// <summary>Says why the BMC cannot be asked for an override; null where it can.</summary>
    /// <param name="boot">The override.</param>
    public string? FindObstacle(BootOverride boot)
    {
        if (boot.Device == BootDevice.None) return null;
        if (_boot.Count == 0) return "its system has no boot settings";
        return FindObstacle(Target, Targets[boot.Device]) ?? FindObstacle(Enabled, EnabledOf(boot));
    }

    /// <summary>
    /// Bodies to try in turn: all properties; without the mode, which some BMCs will not have changed; only what differs,
    /// as others refuse what does not change.
    /// </summary>
    /// <param name="boot">The override.</param>
    public IReadOnlyList<JObject> Changes(BootOverride boot)
    {
        var wanted = new JObject { [Enabled] = EnabledOf(boot) };
        var bodies = new List<JObject>();
        if (boot.Device == BootDevice.None)
        {
            bodies.Add(wanted);
            bodies.Add(new JObject { [Target] = Targets[BootDevice.None] });
        }
        else
        {
            wanted[Target] = Targets[boot.Device];
            if (boot.Mode is { } mode && _boot.ContainsKey(Mode)) bodies.Add(new JObject(wanted) { [Mode] = NameOf(mode) });
            bodies.Add(wanted);
            bodies.Add(new JObject(wanted.Properties().Where(property => !Is((string?)property.Value, Json.Text(_boot, property.Name)))));
        }

        return [.. bodies.Where(body => body.Count > 0).Distinct(JToken.EqualityComparer).Cast<JObject>()];
    }

    /// <summary>Whether the override is in force, though perhaps for longer or in another mode.</summary>
    /// <param name="boot">The override.</param>
    public bool Holds(BootOverride boot) => Override is { } found && found.Device == boot.Device;

    /// <summary>Whether the override is in force just as asked.</summary>
    /// <param name="boot">The override.</param>
    public bool HoldsExactly(BootOverride boot) => Holds(boot) && DescribeDifference(boot).Length == 0;

    /// <summary>What differs from an override that is in force, as a sentence with a leading blank; else empty.</summary>
    /// <param name="boot">The override that was asked for.</param>
    public string DescribeDifference(BootOverride boot)
    {
        if (boot.Device == BootDevice.None || Override is not { } found) return "";
        var differences = new List<string>();
        if (found.Persistent != boot.Persistent) differences.Add(found.Persistent ? "persistent" : "once");
        if (boot.Mode is not null && found.Mode is not null && found.Mode != boot.Mode) differences.Add(found.Mode == BootMode.Uefi ? "UEFI" : "legacy");
        return differences.Count == 0 ? "" : $" The BMC reads it back as {string.Join(" and ", differences)}.";
    }

    /// <summary>Target and whether it is enabled, for messages.</summary>
    public override string ToString() => $"{Json.Text(_boot, Target) ?? "no target"} {Json.Text(_boot, Enabled) ?? Disabled}";

    private static string EnabledOf(BootOverride boot) =>
        boot.Device == BootDevice.None ? Disabled : boot.Persistent ? "Continuous" : "Once";

    private static string NameOf(BootMode mode) => mode == BootMode.Uefi ? "UEFI" : "Legacy";

    private static bool Is(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private string? FindObstacle(string property, string value)
    {
        var allowed = Json.Texts(_boot, property + Allowable);
        return allowed is null || allowed.Any(each => Is(each, value)) ? null
            : $"{property} may not be {value}; it allows {string.Join(", ", allowed)}";
    }

    private BootMode? ReadMode() => Json.Text(_boot, Mode)?.ToUpperInvariant() switch
    {
        "UEFI" => BootMode.Uefi,
        "LEGACY" => BootMode.Legacy,
        _ => null,
    };
}
