using System;
using System.Collections.Generic;
using System.Linq;

namespace Drydock.Design;

/// <summary>The keys of the <c>oob</c> block, and the types whose drivers come with Drydock and take no others.</summary>
public static class OobKeys
{
    /// <summary>All keys, as <see cref="OobSettings"/> has them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "type", "network", "address", "port", "account", "credential", "libvirt_uri", "domain", "boot_mode", "cipher_suite", "privilege",
        "kg", "system_id", "auth", "tls", "timeouts", "ipmi_port", "redfish_port",
    ];

    /// <summary>Types whose drivers come with Drydock.</summary>
    public static IReadOnlyList<string> BuiltInTypes { get; } = ["ipmi", "redfish", "libvirt", "manual", "auto"];

    /// <summary>Whether a type's driver takes keys of its own, in <see cref="OobSettings.Extensions"/>.</summary>
    /// <param name="type">The type; null for none.</param>
    public static bool AllowsExtensions(string? type) => type is not null && !BuiltInTypes.Contains(type, StringComparer.OrdinalIgnoreCase);
}
