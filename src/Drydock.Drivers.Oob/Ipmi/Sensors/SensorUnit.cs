namespace Drydock.Drivers.Oob.Ipmi.Sensors;

/// <summary>Units of sensors (IPMI 2.0, table 43-15) in their usual short forms.</summary>
internal static class SensorUnit
{
    private const int Percentage = 0x01;

    /// <summary>Units by their numbers; an empty text for one that no server measures in.</summary>
    private static readonly string[] Units =
    [
        "", "C", "F", "K", "V", "A", "W", "J", "coulombs", "VA", "nits", "lm", "lx", "cd", "kPa", "PSI", "N", "CFM", "RPM", "Hz",
        "us", "ms", "s", "min", "h", "days", "weeks", "mil", "in", "ft", "in3", "ft3", "mm", "cm", "m", "cm3", "m3", "l",
    ];

    private static readonly string[] Rates = ["", "/us", "/ms", "/s", "/min", "/h", "/day", ""];

    /// <param name="flags">Sensor units 1: percentage, modifier, rate.</param>
    /// <param name="unit">The base unit.</param>
    /// <param name="modifier">The unit that modifies it.</param>
    public static string? Find(int flags, int unit, int modifier)
    {
        if ((flags & Percentage) != 0) return "%";
        if (unit >= Units.Length || Units[unit].Length == 0) return null;
        var (text, other) = (Units[unit], modifier < Units.Length ? Units[modifier] : "");
        var combined = ((flags >> 1) & 0x03) switch { 1 => text + "/" + other, 2 => text + " " + other, _ => text };
        return combined + Rates[(flags >> 3) & 0x07];
    }
}
