using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Drydock.Design;

namespace Drydock.Core.Design.Findings;

/// <summary>
/// Every code that reading and checking a design gives. Codes below DD5000 are those of airshipit/drydock, so that its
/// users find their way; where it uses one twice the name tells which. DD50xx are about texts, DD51xx about names, DD52xx
/// about references, DD53xx about networks, DD54xx about hardware, DD55xx about out-of-band management and DD56xx about boot actions.
/// </summary>
internal static partial class RuleIds
{
    public static RuleId Processing { get; } = new("DD000", "Document Processing", FindingSeverity.Error,
        "Every document is of a known kind and version and has a name.",
        "Begin documents with schema: drydock/<Kind>/v1, and give each a metadata.name.", CanSkip: false);

    public static RuleId Schema { get; } = new("DD001", "Document Schema", FindingSeverity.Error,
        "Every document has the keys that its kind needs, no other ones, and values of the right type.",
        "Write the value as the message says; the message names the keys that are known.", CanSkip: false);

    public static RuleId BootStorage { get; } = new("DD1001", "Rational Boot Storage", FindingSeverity.Error,
        "Every node has a volume named root of at least 20 GB, and a partition named boot has at least 1 GB.",
        "Name the root volume root and give it 20 GB or more, and boot 1 GB or more.");

    public static RuleId Bonding { get; } = new("DD1006", "Network Bond Rationality", FindingSeverity.Error,
        "Delays of a bond are at least its monitoring interval, and options suit the bond's mode.",
        "Make up_delay and down_delay multiples of mon_rate; leave out options of other modes.");

    public static RuleId AllowedNetworks { get; } = new("DD1007", "Allowed Network Check", FindingSeverity.Error,
        "Every interface has a link of the design, the link may carry the interface's networks, and each network is on one link.",
        "Name a link of the design at the interface, and list its networks in the link's allowed_networks, each on one link.");

    public static RuleId HugePages { get; } = new("DD1008", "Hugepages", FindingSeverity.Error,
        "The kernel parameters hugepages and hugepagesz come together.",
        "Give both hugepages and hugepagesz, or neither.");

    public static RuleId IpLocality { get; } = new("DD2002", "IP Locality Check", FindingSeverity.Error,
        "Gateways and node addresses are addresses in their network's CIDR, and that network is in the design.",
        "Correct the address or the network's CIDR, so that the one lies in the other.");

    public static RuleId StoragePartitioning { get; } = new("DD2002", "Storage Partitioning", FindingSeverity.Error,
        "A device is partitioned or in a volume group, a partition is a filesystem or in a group; groups exist and have members.",
        "Give a device partitions or a volume_group, and define each volume group that is named.");

    public static RuleId Mtu { get; } = new("DD2003", "MTU Rationality", FindingSeverity.Error,
        "An MTU is from 1280 to 65536, and a network's is not above that of a link that carries it.",
        "Choose an MTU from 1280 to 65536, on networks not above the link's.");

    public static RuleId StorageSizing { get; } = new("DD2003", "Storage Sizing", FindingSeverity.Error,
        "Partitions and logical volumes have a size that can be read, and shares of one whole add up to 99 % at most.",
        "Write sizes as 20g, >20g or 40%, and keep the shares of one device at 99 % or less.");

    public static RuleId Trunking { get; } = new("DD2004", "Network Trunking Rationality", FindingSeverity.Error,
        "A link of several networks is a trunk; one that is no trunk has a native network without VLAN tag.",
        "Set trunking.mode to 802.1q, or allow one network and make it the default_network without vlan.");

    public static RuleId StorageMountpoint { get; } = new("DD2004", "Storage Mountpoint", FindingSeverity.Error,
        "Mount points are absolute paths, and no two filesystems of a node have one.",
        "Write a path that begins with a slash, and mount each filesystem elsewhere.");

    public static RuleId DuplicateAddress { get; } = new("DD2005", "Duplicated IP Check", FindingSeverity.Error,
        "No two addresses of nodes are the same.",
        "Give one of the nodes another address.");

    public static RuleId CidrValidity { get; } = new("DD2006", "CIDR Validity", FindingSeverity.Error,
        "CIDRs of networks and destinations of routes are networks without host bits.",
        "Write the network's address and its prefix length, for example 10.23.0.0/24.");

    public static RuleId PlatformSelection { get; } = new("DD3001", "Platform Selection", FindingSeverity.Error,
        "The node provisioner has the image and the kernel of every node.",
        "Choose an image and a kernel that the node provisioner has, or import them there.");

    public static RuleId HostnameValidity { get; } = new("DD3003", "Hostname Validity", FindingSeverity.Error,
        "A node's name with its domain is a host name by RFC 1123.",
        "Use letters, digits and hyphens, at most 63 in a label and 255 in all.");

    public static RuleId Ipmi { get; } = new("DD4001", "Valid IPMI Configuration", FindingSeverity.Error,
        "A node managed by IPMI has an account, a credential and a fixed out-of-band address.",
        "Set oob.account, oob.credential, and the node's address in oob.network.");

    public static RuleId BootActionScope { get; } = new("DD4001", "Bootaction Definition", FindingSeverity.Warning,
        "Every node has at least one boot action.",
        "Add a boot action, or widen a node filter.");

    public static RuleId Libvirt { get; } = new("DD4002", "Valid Libvirt Configuration", FindingSeverity.Error,
        "A node managed by libvirt has a URI of qemu (ssh, TCP or local) and a boot MAC address.",
        "Set oob.libvirt_uri to qemu+ssh://user@host/system, and metadata.boot_mac of the node.");

    public static RuleId PackageList { get; } = new("DD4002", "Bootaction pkg_list Validation", FindingSeverity.Error,
        "A package list names packages, and their versions are versions of Debian packages.",
        "List packages with versions such as 1.2.3-1, or an empty version for the newest.");

    /// <summary>All of them, in the order of their codes.</summary>
    public static IReadOnlyList<RuleId> All => field ??=
        [.. typeof(RuleIds).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(RuleId)).Select(property => (RuleId)property.GetValue(null)!)
            .OrderBy(rule => rule.Code.Length).ThenBy(rule => rule.Code, System.StringComparer.Ordinal)
            .ThenBy(rule => rule.Name, System.StringComparer.Ordinal)];
}
