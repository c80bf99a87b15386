using System.Globalization;
using System.Linq;
using Drydock.Design;
using Drydock.Errors;

namespace Drydock.Drivers.Oob;

/// <summary>A node's out-of-band settings, complete and checked: where its BMC is and who logs in.</summary>
public sealed record OobTarget
{
    private const int HighestPort = 65535;

    private OobTarget()
    {
    }

    /// <summary>The node's name.</summary>
    public string Node { get; private init; } = "";

    /// <summary>Host name, IP address or, for Redfish, a URL; for libvirt the hypervisor's URI.</summary>
    public string Address { get; private init; } = "";

    /// <summary>Who logs in.</summary>
    public string Account { get; private init; } = "";

    /// <summary>The password.</summary>
    public Secret Credential { get; private init; } = new("");

    /// <summary>MAC address of the interface that boots from the network; null where the design does not say.</summary>
    public string? BootMac { get; private init; }

    /// <summary>How the server's firmware boots: <c>oob.boot_mode</c>, else its hardware profile's; null where neither says.</summary>
    public BootMode? BootMode { get; private init; }

    /// <summary>Everything else that the design gives, for the driver to use: port, suite, TLS, system, timeouts.</summary>
    public OobSettings Settings { get; private init; } = new();

    /// <summary>Takes the settings from a node and checks that they are complete.</summary>
    /// <param name="node">The node.</param>
    /// <exception cref="DrydockException">
    /// <see cref="ErrorCatalogue.NodeMisconfigured"/>: a setting is missing, out of range or unknown; the message names it.
    /// </exception>
    public static OobTarget Resolve(BaremetalNode node)
    {
        var oob = node.Oob;
        CheckSettings(node);
        return new OobTarget
        {
            Node = node.Name,
            Address = Text(node.OobAddress) ?? throw Misconfigured(node.Name, MissingAddress(oob)),
            Account = Text(oob.Account) ?? throw Misconfigured(node.Name, "oob.account is missing"),
            Credential = oob.Credential ?? throw Misconfigured(node.Name, oob.CredentialReference is { } reference
                ? $"oob.credential is {reference}, which was not looked up" : "oob.credential is missing"),
            BootMac = Text(node.BootMac),
            BootMode = ReadBootMode(node),
            Settings = oob,
        };
    }

    /// <summary>Takes the settings of a node that is a virtual machine; nobody logs in by password there.</summary>
    /// <param name="node">The node; its <c>oob.libvirt_uri</c> becomes the address.</param>
    /// <exception cref="DrydockException">
    /// <see cref="ErrorCatalogue.NodeMisconfigured"/>: a setting is missing or unknown; the message names it.
    /// </exception>
    public static OobTarget ResolveHypervisor(BaremetalNode node)
    {
        CheckSettings(node);
        return new OobTarget
        {
            Node = node.Name,
            Address = Text(node.Oob.LibvirtUri) ?? throw Misconfigured(node.Name, "oob.libvirt_uri is missing"),
            BootMac = Text(node.BootMac),
            BootMode = ReadBootMode(node),
            Settings = node.Oob,
        };
    }

    /// <summary>Checks what can be wrong in the settings of a node made by hand; designs are checked when they are read.</summary>
    /// <param name="node">The node.</param>
    /// <exception cref="DrydockException"><see cref="ErrorCatalogue.NodeMisconfigured"/>; the message names the setting.</exception>
    public static void CheckSettings(BaremetalNode node)
    {
        var oob = node.Oob;
        if (oob.Extensions.Count > 0)
        {
            throw Misconfigured(node.Name, $"oob has keys that type {oob.Type} does not know: {string.Join(", ", oob.Extensions.Keys)}; "
                + "known are " + string.Join(", ", OobKeys.All));
        }

        foreach (var (key, port) in new[] { ("port", oob.Port), ("ipmi_port", oob.IpmiPort), ("redfish_port", oob.RedfishPort) })
        {
            if (port is < 1 or > HighestPort)
                throw Misconfigured(node.Name, $"oob.{key} is {port.Value.ToString(CultureInfo.InvariantCulture)}; expected 1 to {HighestPort}");
        }

        var times = new[] { ("connect", oob.Timeouts.Connect), ("request", oob.Timeouts.Request), ("action", oob.Timeouts.Action) };
        foreach (var (key, _) in times.Where(time => time.Item2?.Ticks <= 0))
            throw Misconfigured(node.Name, $"oob.timeouts.{key} is not more than 0 s");
    }

    /// <summary>An error in a node's settings.</summary>
    /// <param name="node">The node's name.</param>
    /// <param name="problem">What is wrong, naming the key.</param>
    public static DrydockException Misconfigured(string node, string problem) =>
        new(ErrorCatalogue.NodeMisconfigured, $"Node {node}: {problem}.") { Target = node };

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();

    private static string MissingAddress(OobSettings oob) => oob.Network is null
        ? "it has no out-of-band address; give oob.address, or oob.network and an address in it"
        : $"it has no address in its out-of-band network {oob.Network}; give one under addressing, or oob.address";

    private static BootMode? ReadBootMode(BaremetalNode node)
    {
        if (node.Oob.BootMode is { } own) return own;
        var profile = node.Site?.FindHardwareProfile(node.HardwareProfile);
        return profile?.BootMode?.ToUpperInvariant() switch
        {
            null or "" => null,
            "BIOS" => Drivers.BootMode.Legacy,
            "UEFI" => Drivers.BootMode.Uefi,
            _ => throw Misconfigured(node.Name,
                $"boot_mode of its hardware profile {profile.Name} is '{profile.BootMode}'; expected bios or uefi"),
        };
    }
}
