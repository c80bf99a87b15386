using System.Collections.Generic;
using System.Linq;

namespace Drydock.Drivers.Oob.Redfish.Systems;

/// <summary>Which value of <c>ResetType</c> (DSP0268, ComputerSystem) leads from one power state to another.</summary>
public static class ResetChoice
{
    private const string PushPowerButton = "PushPowerButton";

    /// <summary>The value to send.</summary>
    /// <param name="wanted">On or off.</param>
    /// <param name="seen">The state now; the power button can only be pushed where it is known to be the other one.</param>
    /// <param name="allowed">Values that the BMC allows; null where it does not say.</param>
    /// <returns>The value, or null where the BMC allows none that would do.</returns>
    public static string? Find(PowerState wanted, PowerState seen, IReadOnlyCollection<string>? allowed)
    {
        string[] candidates = wanted == PowerState.Off
            ? seen == PowerState.On ? ["ForceOff", PushPowerButton] : ["ForceOff"]
            : seen == PowerState.Off ? ["On", "ForceOn", PushPowerButton] : ["On", "ForceOn"];
        return candidates.FirstOrDefault(candidate => allowed is null || allowed.Contains(candidate));
    }

    /// <summary>The value that asks the operating system to shut down; the power button does so while it is on.</summary>
    /// <param name="seen">The state now.</param>
    /// <param name="allowed">Values that the BMC allows; null where it does not say.</param>
    /// <returns>The value, or null where the BMC allows none that would do.</returns>
    public static string? FindShutdown(PowerState seen, IReadOnlyCollection<string>? allowed)
    {
        string[] candidates = seen == PowerState.On ? ["GracefulShutdown", PushPowerButton] : ["GracefulShutdown"];
        return candidates.FirstOrDefault(candidate => allowed is null || allowed.Contains(candidate));
    }
}
