using System;

namespace Drydock.Drivers;

/// <summary>How a server shall boot from the network.</summary>
/// <param name="Mode">Legacy or UEFI; null for the node's own (<c>oob.boot_mode</c> or the hardware profile's), or the BMC's.</param>
/// <param name="MacAddress">The interface to boot from, by its MAC address; null for the node's <c>boot_mac</c>.</param>
/// <param name="HttpBootUri">Boots over HTTP from this address instead of PXE; null for PXE.</param>
/// <param name="Persistent">Every time; else only the next time.</param>
public sealed record PxeSettings(BootMode? Mode = null, string? MacAddress = null, Uri? HttpBootUri = null, bool Persistent = true);
