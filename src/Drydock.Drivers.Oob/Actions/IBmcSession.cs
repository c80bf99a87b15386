using System.Threading;
using System.Threading.Tasks;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Actions;

/// <summary>
/// A login at one BMC, as one action uses it: calls come one after another. Failures are
/// <see cref="DrydockException"/>.
/// </summary>
public interface IBmcSession
{
    /// <summary>Reads power; <see cref="PowerState.Unknown"/> while it changes or where the BMC does not say.</summary>
    /// <param name="cancel">Stops the call.</param>
    Task<PowerState> ReadPowerAsync(CancellationToken cancel);

    /// <summary>Asks for another power state and does not wait for it.</summary>
    /// <param name="wanted">On or off.</param>
    /// <param name="seen">The state last read.</param>
    /// <param name="cancel">Stops the call.</param>
    Task SwitchPowerAsync(PowerState wanted, PowerState seen, CancellationToken cancel);

    /// <summary>Asks the operating system to shut down and does not wait for it.</summary>
    /// <param name="cancel">Stops the call.</param>
    /// <exception cref="DrydockException">
    /// <see cref="ErrorCatalogue.NotSupported"/> or <see cref="ErrorCatalogue.OobRefused"/> where the BMC cannot; power is then cut.
    /// </exception>
    Task ShutDownAsync(CancellationToken cancel);

    /// <summary>Makes the server boot from the network, from one interface, and reads it back.</summary>
    /// <param name="pxe">Interface, mode, HTTP boot and how long; what the node's settings say of mode and interface is filled in.</param>
    /// <param name="cancel">Stops the call.</param>
    /// <returns>What was set, as a sentence.</returns>
    /// <exception cref="DrydockException"><see cref="ErrorCatalogue.NotSupported"/> where the BMC cannot, with the reason.</exception>
    Task<string> ConfigurePxeAsync(PxeSettings pxe, CancellationToken cancel);

    /// <summary>Sets the boot override and reads it back.</summary>
    /// <param name="boot">The override; a mode of null leaves the choice to the BMC.</param>
    /// <param name="cancel">Stops the call.</param>
    /// <returns>What reads back other than asked without being an error, as a sentence; else empty.</returns>
    Task<string> SetBootAsync(BootOverride boot, CancellationToken cancel);

    /// <summary>Checks that the account may do what the actions need.</summary>
    /// <param name="cancel">Stops the call.</param>
    /// <returns>Endpoint, security and privilege; the other properties only where they cost nothing.</returns>
    Task<OobDetail> CheckAsync(CancellationToken cancel);

    /// <summary>Reads all that the BMC says of itself and its server.</summary>
    /// <param name="cancel">Stops the call.</param>
    Task<OobDetail> DescribeAsync(CancellationToken cancel);

    /// <summary>Logs out. Never throws.</summary>
    /// <param name="hurry">The action was cancelled: say goodbye, and hardly wait for the answer.</param>
    Task CloseAsync(bool hurry);
}
