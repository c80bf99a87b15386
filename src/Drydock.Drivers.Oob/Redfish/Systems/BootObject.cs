using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Drivers.Oob.Redfish.Http;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.Systems;

/// <summary>The <c>Boot</c> object of a ComputerSystem (DSP0268): what it says and what would change it.</summary>
public sealed class BootObject
{
    /// <summary>Disabled, Once or Continuous.</summary>
    public const string EnabledProperty = Enabled;

    /// <summary>What to boot from.</summary>
    public const string TargetProperty = Target;

    /// <summary>Legacy or UEFI.</summary>
    public const string ModeProperty = Mode;

    /// <summary>Ends the name of the list of values that a property may have.</summary>
    public const string Allowable = "@Redfish.AllowableValues";

    private const string Enabled = "BootSourceOverrideEnabled";
    private const string Target = "BootSourceOverrideTarget";
    private const string Mode = "BootSourceOverrideMode";
    private const string Disabled = "Disabled";

    private static readonly Dictionary<BootDevice, string> Targets = new()
    {
        [BootDevice.None] = "None",
        [BootDevice.Pxe] = "Pxe",
        [BootDevice.Disk] = "Hdd",
        [BootDevice.Cd] = "Cd",
        [BootDevice.BiosSetup] = "BiosSetup",
    };

    /// <summary>They do not take an override without its mode.</summary>
    private static readonly string[] FullBodyVendors = ["AMI", "American Megatrends", "ASRockRack", "Supermicro"];

    /// <summary>They refuse a mode that does not change.</summary>
    private static readonly string[] ShortBodyVendors = ["HPE", "Hewlett", "Dell"];

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
        return FindObstacle(_boot, Target, Targets[boot.Device]) ?? FindObstacle(_boot, Enabled, EnabledOf(boot));
    }

    /// <summary>
    /// Bodies to try in turn: with the mode and without it, whichever the vendor prefers first, as some BMCs want it and
    /// others will not have it; then only what differs, as others again refuse what does not change.
    /// </summary>
    /// <param name="boot">The override; without a mode the one that the BMC shows is sent to those that want one.</param>
    /// <param name="vendor">The system's manufacturer; null where it is not known.</param>
    public IReadOnlyList<JObject> Changes(BootOverride boot, string? vendor)
    {
        var wanted = new JObject { [Enabled] = EnabledOf(boot), [Target] = Targets[boot.Device] };
        var mode = boot.Mode is { } given ? NameOf(given) : Json.Text(_boot, Mode);
        var full = mode is not null && _boot.ContainsKey(Mode) ? new JObject(wanted) { [Mode] = mode } : wanted;
        var fullFirst = Wants(FullBodyVendors, vendor) || (boot.Mode is not null && !(Wants(ShortBodyVendors, vendor) && Is(mode, Json.Text(_boot, Mode))));
        List<JObject> bodies = fullFirst ? [full, wanted] : [wanted, full];
        if (boot.Device == BootDevice.None)
        {
            // HPE refuses a target beside Disabled; others keep an override until its target is None.
            var disabled = new JObject { [Enabled] = Disabled };
            bodies.Insert(fullFirst ? 1 : 0, disabled);
            bodies.Add(new JObject { [Target] = Targets[BootDevice.None] });
        }
        else
        {
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

    private static bool Wants(string[] vendors, string? vendor) =>
        vendor is not null && vendors.Any(each => vendor.StartsWith(each, StringComparison.OrdinalIgnoreCase));

    private static bool Is(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Says why a property cannot have a value; null where it can, or the BMC does not say.</summary>
    /// <param name="boot">The JSON of <c>Boot</c>.</param>
    /// <param name="property">The property's name.</param>
    /// <param name="value">The value.</param>
    public static string? FindObstacle(JObject boot, string property, string value)
    {
        var allowed = Json.Texts(boot, property + Allowable);
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
