namespace Drydock.Lab.Hardware;

/// <summary>What a server boots from in the end.</summary>
public enum BootTarget
{
    /// <summary>The network.</summary>
    Network,

    /// <summary>The system on its disk.</summary>
    Disk,

    /// <summary>CD or DVD.</summary>
    Cd,

    /// <summary>BIOS or UEFI setup: it waits there for somebody at the console.</summary>
    Setup,
}
