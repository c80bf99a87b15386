using System.Collections.Generic;
using System.Globalization;

namespace Drydock.Drivers.Oob.Ipmi.Events;

/// <summary>States and events of sensors in plain words, with how bad they are (IPMI 2.0, tables 42-1 to 42-3).</summary>
public static class EventTexts
{
    private const int Threshold = 0x01;
    private const int SensorSpecific = 0x6F;

    /// <summary>States by the generic event type. An exclamation mark stands before critical ones, a question mark before warnings.</summary>
    private static readonly Dictionary<int, string[]> Generic = new()
    {
        [Threshold] =
        [
            "?lower non-critical going low", "?lower non-critical going high", "!lower critical going low", "!lower critical going high",
            "!lower non-recoverable going low", "!lower non-recoverable going high", "?upper non-critical going low", "?upper non-critical going high",
            "!upper critical going low", "!upper critical going high", "!upper non-recoverable going low", "!upper non-recoverable going high",
        ],
        [0x02] = ["idle", "active", "busy"],
        [0x03] = ["state deasserted", "state asserted"],
        [0x04] = ["no failure predicted", "?failure predicted"],
        [0x05] = ["limit not exceeded", "?limit exceeded"],
        [0x06] = ["performance met", "?performance lags"],
        [0x07] =
        [
            "OK", "?non-critical, from OK", "!critical, from less severe", "!non-recoverable, from less severe", "?non-critical, from more severe",
            "!critical, from non-recoverable", "!non-recoverable", "monitor", "informational",
        ],
        [0x08] = ["device absent", "device present"],
        [0x09] = ["device disabled", "device enabled"],
        [0x0A] = ["running", "in test", "power off", "on line", "off line", "off duty", "?degraded", "power save", "!install error"],
        [0x0B] =
        [
            "fully redundant", "?redundancy lost", "?redundancy degraded", "?not redundant, resources sufficient", "?not redundant, resources sufficient",
            "!not redundant, resources insufficient", "?redundancy degraded", "?redundancy degraded",
        ],
        [0x0C] = ["D0 power state", "D1 power state", "D2 power state", "D3 power state"],
    };

    private static readonly Dictionary<int, (string Name, string[] States)> Specific = new()
    {
        [0x01] = ("Temperature", []),
        [0x02] = ("Voltage", []),
        [0x03] = ("Current", []),
        [0x04] = ("Fan", []),
        [0x05] = ("Physical security",
        [
            "?chassis intrusion", "?drive bay intrusion", "?I/O card area intrusion", "?processor area intrusion", "?network cable unplugged",
            "?unauthorised dock", "?fan area intrusion",
        ]),
        [0x06] = ("Platform security", ["?secure mode violation", "?user password violation", "?setup password violation", "?network boot password violation", "?password violation", "?out-of-band password violation"]),
        [0x07] = ("Processor",
        [
            "!internal error", "!thermal trip", "!self-test failure", "!hang in POST", "!start-up failure", "!configuration error", "!uncorrectable error",
            "present", "?disabled", "terminator present", "?throttled", "!uncorrectable machine check", "?correctable machine check",
        ]),
        [0x08] = ("Power supply",
        [
            "present", "!failure", "?failure predicted", "!input lost", "!input lost or out of range", "?input out of range", "!configuration error", "in standby",
        ]),
        [0x09] = ("Power unit", ["power off", "power cycle", "!240 VA power down", "!interlock power down", "!AC lost", "!soft power control failed", "!failure", "?failure predicted"]),
        [0x0A] = ("Cooling device", []),
        [0x0B] = ("Other units", []),
        [0x0C] = ("Memory",
        [
            "?correctable error", "!uncorrectable error", "!parity error", "?scrub failed", "?device disabled", "?correctable error limit reached", "present",
            "!configuration error", "spare", "?throttled", "!critical overtemperature",
        ]),
        [0x0D] = ("Drive",
        [
            "present", "!fault", "?failure predicted", "hot spare", "consistency check", "?in critical array", "!in failed array", "?rebuilding", "?rebuild aborted",
        ]),
        [0x0F] = ("System firmware", ["?POST error", "!hang", "progress"]),
        [0x10] = ("Event log",
        [
            "?correctable memory errors no longer logged", "?an event type no longer logged", "cleared", "?all logging disabled", "?full", "?almost full",
            "?correctable machine checks no longer logged",
        ]),
        [0x11] = ("Watchdog", ["?BIOS reset", "?OS reset", "?OS shut down", "?OS power down", "?OS power cycle", "?OS NMI", "?OS expired", "pre-timeout"]),
        [0x12] = ("System event", ["reconfigured", "OEM boot event", "?undetermined hardware failure", "entry added to auxiliary log", "PEF action", "clock set"]),
        [0x13] = ("Critical interrupt",
        [
            "!front panel NMI", "!bus timeout", "!I/O channel check NMI", "!software NMI", "!PCI PERR", "!PCI SERR", "!EISA fail-safe timeout",
            "?bus correctable error", "!bus uncorrectable error", "!fatal NMI", "!bus fatal error", "?bus degraded",
        ]),
        [0x14] = ("Button", ["power button pressed", "sleep button pressed", "reset button pressed", "latch open", "service button pressed"]),
        [0x19] = ("Chip set", ["!soft power control failed", "!thermal trip"]),
        [0x1B] = ("Cable", ["connected", "?wrongly connected"]),
        [0x1D] = ("System boot", ["by power up", "by hard reset", "by warm reset", "PXE boot requested by user", "automatic boot to diagnostics", "OS hard reset", "OS warm reset", "system restart"]),
        [0x1E] = ("Boot error", ["?no bootable medium", "?medium not bootable", "?PXE server not found", "?invalid boot sector", "?no boot source chosen in time"]),
        [0x1F] = ("OS boot", ["A: boot completed", "C: boot completed", "PXE boot completed", "diagnostic boot completed", "CD boot completed", "ROM boot completed", "boot completed"]),
        [0x20] = ("OS stop", ["!stopped while loading", "!stopped at run time", "stopped", "shut down", "shut down by platform", "?agent not responding"]),
        [0x21] = ("Slot", ["!fault", "identify", "device installed", "ready for installation", "ready for removal", "power off", "removal requested", "interlock", "disabled", "spare"]),
        [0x22] = ("System power state", ["S0/G0 working", "S1 sleeping", "S2 sleeping", "S3 sleeping", "S4 hibernating", "S5/G2 soft off", "S4/S5 soft off", "G3 mechanical off"]),
        [0x23] = ("Watchdog", ["?expired", "?hard reset", "?power down", "?power cycle", "reserved", "reserved", "reserved", "reserved", "?timer interrupt"]),
        [0x25] = ("Entity presence", ["present", "absent", "disabled"]),
        [0x28] = ("Management controller", ["?sensor access degraded", "?controller access degraded", "?controller off line", "?controller unavailable", "?sensor failure", "?FRU failure"]),
        [0x29] = ("Battery", ["?low", "!failed", "present"]),
        [0x2B] = ("Version change", ["hardware changed", "firmware or software changed"]),
        [0x2C] = ("FRU state", ["not installed", "inactive", "activation requested", "activating", "active", "deactivation requested", "deactivating", "?communication lost"]),
    };

    /// <summary>A sensor type's name.</summary>
    /// <param name="type">Its number.</param>
    public static string SensorType(int type) => Specific.TryGetValue(type, out var specific) ? specific.Name : "Type " + Hex(type);

    /// <summary>A state, or an event, in words.</summary>
    /// <param name="eventType">The event/reading type code.</param>
    /// <param name="sensorType">The sensor's type.</param>
    /// <param name="offset">Which state.</param>
    /// <returns>The words, and how bad it is: <see cref="OobHealth.Ok"/> for what only informs or is not known.</returns>
    public static (string Text, OobHealth Severity) Find(int eventType, int sensorType, int offset)
    {
        var states = eventType == SensorSpecific
            ? Specific.TryGetValue(sensorType, out var specific) ? specific.States : []
            : Generic.TryGetValue(eventType, out var generic) ? generic : [];
        if (offset >= states.Length) return ($"state {offset} of event type {Hex(eventType)}", OobHealth.Ok);
        var text = states[offset];
        return text[0] switch
        {
            '!' => (text.Substring(1), OobHealth.Critical),
            '?' => (text.Substring(1), OobHealth.Warning),
            _ => (text, OobHealth.Ok),
        };
    }

    private static string Hex(int value) => "0x" + value.ToString("X2", CultureInfo.InvariantCulture);
}
