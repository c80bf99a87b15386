namespace Drydock.Drivers;

/// <summary>What a server shall boot from.</summary>
/// <param name="Device">The device.</param>
/// <param name="Persistent">Every time; else only the next time.</param>
/// <param name="Mode">Legacy or UEFI; null for the node's own (hardware profile's <c>boot_mode</c>), or the BMC's.</param>
public sealed record BootOverride(BootDevice Device, bool Persistent = false, BootMode? Mode = null);

/// <summary>Boot devices that both IPMI and Redfish know.</summary>
public enum BootDevice
{
    /// <summary>No override.</summary>
    None,

    /// <summary>The network.</summary>
    Pxe,

    /// <summary>The hard disk.</summary>
    Disk,

    /// <summary>CD or DVD, virtual ones too.</summary>
    Cd,

    /// <summary>BIOS or UEFI setup.</summary>
    BiosSetup,
}

/// <summary>How firmware boots.</summary>
public enum BootMode
{
    /// <summary>BIOS compatible.</summary>
    Legacy,

    /// <summary>UEFI.</summary>
    Uefi,
}
