using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Drydock.Design;
using Drydock.Errors;

namespace Drydock.Drivers.Oob;

/// <summary>A node's out-of-band settings, complete and checked: where its BMC is and who logs in.</summary>
public sealed record OobTarget
{
    private static readonly string[] CommonKeys = ["type", "network", "account", "credential", "address", "port"];

    private OobTarget()
    {
    }

    /// <summary>The node's name.</summary>
    public string Node { get; private init; } = "";

    /// <summary>Host name, IP address or, for Redfish, a URL.</summary>
    public string Address { get; private init; } = "";

    /// <summary>The port that the design gives; null for the protocol's own.</summary>
    public int? Port { get; private init; }

    /// <summary>Who logs in.</summary>
    public string Account { get; private init; } = "";

    /// <summary>The password.</summary>
    public Secret Credential { get; private init; } = new("");

    /// <summary>MAC address of the interface that boots from the network; null where the design does not say.</summary>
    public string? BootMac { get; private init; }

    /// <summary>How the server's firmware boots, by its hardware profile; null where the design does not say.</summary>
    public BootMode? BootMode { get; private init; }

    /// <summary>Settings that only one driver knows.</summary>
    public TextMap Extensions { get; private init; } = TextMap.Empty;

    /// <summary>Takes the settings from a node and checks that they are complete.</summary>
    /// <param name="node">The node.</param>
    /// <param name="extensionKeys">Keys of the <c>oob</c> block, beyond the common ones, that the driver knows.</param>
    /// <exception cref="DrydockException">
    /// <see cref="ErrorCatalogue.NodeMisconfigured"/>: a setting is missing, out of range or unknown; the message names it.
    /// </exception>
    public static OobTarget Resolve(BaremetalNode node, IReadOnlyCollection<string> extensionKeys)
    {
        var oob = node.Oob;
        CheckKeys(node, extensionKeys);
        if (oob.Port is < 1 or > 65535)
        {
            throw Misconfigured(node.Name,
                $"oob.port is {oob.Port.Value.ToString(CultureInfo.InvariantCulture)}; expected 1 to 65535");
        }

        return new OobTarget
        {
            Node = node.Name,
            Address = Text(node.OobAddress) ?? throw Misconfigured(node.Name, MissingAddress(oob)),
            Port = oob.Port,
            Account = Text(oob.Account) ?? throw Misconfigured(node.Name, "oob.account is missing"),
            Credential = oob.Credential ?? throw Misconfigured(node.Name, "oob.credential is missing"),
            BootMac = Text(node.BootMac),
            BootMode = ReadBootMode(node),
            Extensions = oob.Extensions,
        };
    }

    /// <summary>Takes the settings of a node that is a virtual machine; nobody logs in by password there.</summary>
    /// <param name="node">The node; its <c>oob.libvirt_uri</c> becomes the address.</param>
    /// <param name="extensionKeys">Keys of the <c>oob</c> block, beyond the common ones, that the driver knows.</param>
    /// <exception cref="DrydockException">
    /// <see cref="ErrorCatalogue.NodeMisconfigured"/>: a setting is missing or unknown; the message names it.
    /// </exception>
    public static OobTarget ResolveHypervisor(BaremetalNode node, IReadOnlyCollection<string> extensionKeys)
    {
        CheckKeys(node, ["libvirt_uri", .. extensionKeys]);
        return new OobTarget
        {
            Node = node.Name,
            Address = Text(node.Oob.LibvirtUri) ?? throw Misconfigured(node.Name, "oob.libvirt_uri is missing"),
            BootMac = Text(node.BootMac),
            BootMode = ReadBootMode(node),
            Extensions = node.Oob.Extensions,
        };
    }

    /// <summary>An error in a node's settings.</summary>
    /// <param name="node">The node's name.</param>
    /// <param name="problem">What is wrong, naming the key.</param>
    public static DrydockException Misconfigured(string node, string problem) =>
        new(ErrorCatalogue.NodeMisconfigured, $"Node {node}: {problem}.") { Target = node };

    private static void CheckKeys(BaremetalNode node, IReadOnlyCollection<string> extensionKeys)
    {
        var unknown = node.Oob.Extensions.Keys.Where(key => !extensionKeys.Contains(key)).ToList();
        if (unknown.Count == 0) return;
        throw Misconfigured(node.Name, $"oob has unknown keys: {string.Join(", ", unknown)}; "
            + $"known with type {node.Oob.Type} are {string.Join(", ", CommonKeys.Concat(extensionKeys))}");
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();

    private static string MissingAddress(OobSettings oob) => oob.Network is null
        ? "it has no out-of-band address; give oob.address, or oob.network and an address in it"
        : $"it has no address in its out-of-band network {oob.Network}; give one under addressing, or oob.address";

    private static BootMode? ReadBootMode(BaremetalNode node)
    {
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
