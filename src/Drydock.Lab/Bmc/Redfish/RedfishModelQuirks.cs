namespace Drydock.Lab.Bmc.Redfish;

/// <summary>Habits of the boot override.</summary>
public sealed record BootQuirks
{
    /// <summary>Changes go to a settings object, and show in the system only once the server has booted.</summary>
    public bool SettingsObject { get; init; }

    /// <summary>Whether a change must, may or must not hold the mode.</summary>
    public ModeRule Mode { get; init; }

    /// <summary>A change that holds anything that is so already is refused.</summary>
    public bool RefusesUnchanged { get; init; }

    /// <summary>So many changes are refused since the server is in its self-test.</summary>
    public int SelfTestRefusals { get; init; }

    /// <summary>A change shows only after so many reads.</summary>
    public int SlowReads { get; init; }

    /// <summary>Changes are accepted and forgotten.</summary>
    public bool Forgets { get; init; }

    /// <summary>Targets beside the usual ones, for example <c>UefiTarget</c> and <c>UefiHttp</c>.</summary>
    public ItemList<string> MoreTargets { get; init; } = ItemList<string>.Empty;

    /// <summary>Whether there are <c>BootOptions</c> and a <c>BootOrder</c> that can be changed.</summary>
    public bool BootOrder { get; init; } = true;

    /// <summary>Whether there is an <c>HttpBootUri</c>.</summary>
    public bool HttpBootUri { get; init; }

    /// <summary>Whether the BIOS has Dell's attributes for network boot (<c>PxeDev1EnDis</c> and so on).</summary>
    public bool PxeAttributes { get; init; }
}

/// <summary>Whether a change of the boot override must, may or must not hold <c>BootSourceOverrideMode</c>.</summary>
public enum ModeRule
{
    /// <summary>It may.</summary>
    Free,

    /// <summary>It must.</summary>
    Wanted,

    /// <summary>It must not.</summary>
    Refused,
}

/// <summary>Habits of power.</summary>
public sealed record PowerQuirks
{
    /// <summary>Values of <c>ResetType</c> that are allowed; empty for all that the lab knows.</summary>
    public ItemList<string> ResetTypes { get; init; } = ItemList<string>.Empty;

    /// <summary>Where they are written down.</summary>
    public AllowedPlace AllowedIn { get; init; }

    /// <summary>Commands are accepted and nothing happens.</summary>
    public bool Stuck { get; init; }

    /// <summary>After a command power reads for so many times as it was before; at first it reads as off.</summary>
    public int StaleReads { get; init; }

    /// <summary>After a command, power reads for so many times as <c>PoweringOn</c>, <c>PoweringOff</c> or null.</summary>
    public int TransitionReads { get; init; }

    /// <summary>So many commands <c>On</c> are refused as a conflict.</summary>
    public int OnConflicts { get; init; }

    /// <summary>A command for the state that the server is in already is refused.</summary>
    public bool RefusesSameState { get; init; }

    /// <summary>Changes are answered 202, with a task that says for so many polls that it runs; 0 for at once.</summary>
    public int TaskPolls { get; init; }

    /// <summary>The <c>Retry-After</c> of a task that runs, in seconds.</summary>
    public int TaskSeconds { get; init; } = 3;

    /// <summary>What a task ends as; other than <c>Completed</c> it does nothing.</summary>
    public string TaskEnd { get; init; } = "Completed";

    /// <summary>Guests ignore a graceful shutdown.</summary>
    public bool IgnoresShutdown { get; init; }
}

/// <summary>Where the allowed values of <c>ResetType</c> are written down.</summary>
public enum AllowedPlace
{
    /// <summary>In the action.</summary>
    Action,

    /// <summary>In an ActionInfo.</summary>
    ActionInfo,

    /// <summary>Nowhere.</summary>
    Nowhere,
}

/// <summary>What the service has, and where.</summary>
public sealed record ModelQuirks
{
    /// <summary>How many systems there are; the server is the first.</summary>
    public int Systems { get; init; } = 1;

    /// <summary>Whether <c>$expand</c> works.</summary>
    public bool Expand { get; init; }

    /// <summary>Whether network interfaces are only in the chassis, as NetworkAdapters with NetworkDeviceFunctions.</summary>
    public bool NicsInChassis { get; init; }

    /// <summary>Ends of paths that answer 404 though links lead there, for example <c>/Processors</c>.</summary>
    public ItemList<string> Missing { get; init; } = ItemList<string>.Empty;

    /// <summary>The health of the server, as <c>Status.HealthRollup</c> says it.</summary>
    public string Health { get; init; } = "OK";
}
