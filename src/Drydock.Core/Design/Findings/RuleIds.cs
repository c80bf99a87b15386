using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace Drydock.Core.Design.Findings;

/// <summary>
/// Every code that reading and checking a design gives. Codes below DD5000 are those of airshipit/drydock, so that its
/// users find their way; where it uses one twice the name tells which. DD50xx are about texts, DD51xx about names, DD52xx
/// about references, DD53xx about networks, DD54xx about hardware, DD55xx about out-of-band management and DD56xx about boot actions.
/// </summary>
internal static partial class RuleIds
{
    public static RuleId Processing { get; } = new("DD000", "Document Processing",
        "Every document is of a known kind and version and has a name.", CanSkip: false);

    public static RuleId Schema { get; } = new("DD001", "Document Schema",
        "Every document has the keys that its kind needs, no other ones, and values of the right type.", CanSkip: false);

    public static RuleId BootStorage { get; } = new("DD1001", "Rational Boot Storage",
        "Every node has a volume named root of at least 20 GB, and a partition named boot has at least 1 GB.");

    public static RuleId Bonding { get; } = new("DD1006", "Network Bond Rationality",
        "Delays of a bond are at least its monitoring interval, and options suit the bond's mode.");

    public static RuleId AllowedNetworks { get; } = new("DD1007", "Allowed Network Check",
        "Every interface has a link of the design, the link may carry the interface's networks, and each network is on one link.");

    public static RuleId HugePages { get; } = new("DD1008", "Hugepages",
        "The kernel parameters hugepages and hugepagesz come together.");

    public static RuleId IpLocality { get; } = new("DD2002", "IP Locality Check",
        "Gateways and node addresses are addresses in their network's CIDR, and that network is in the design.");

    public static RuleId StoragePartitioning { get; } = new("DD2002", "Storage Partitioning",
        "A device is partitioned or in a volume group, a partition is a filesystem or in a group; groups exist and have members.");

    public static RuleId Mtu { get; } = new("DD2003", "MTU Rationality",
        "An MTU is from 1280 to 65536, and a network's is not above that of a link that carries it.");

    public static RuleId StorageSizing { get; } = new("DD2003", "Storage Sizing",
        "Partitions and logical volumes have a size that can be read, and shares of one whole add up to 99 % at most.");

    public static RuleId Trunking { get; } = new("DD2004", "Network Trunking Rationality",
        "A link of several networks is a trunk; one that is no trunk has a native network without VLAN tag.");

    public static RuleId StorageMountpoint { get; } = new("DD2004", "Storage Mountpoint",
        "No two filesystems of a node have one mount point.");

    public static RuleId DuplicateAddress { get; } = new("DD2005", "Duplicated IP Check",
        "No two addresses of nodes are the same.");

    public static RuleId CidrValidity { get; } = new("DD2006", "CIDR Validity",
        "CIDRs of networks and destinations of routes are networks without host bits.");

    public static RuleId PlatformSelection { get; } = new("DD3001", "Platform Selection",
        "The node provisioner has the image and the kernel of every node.");

    public static RuleId HostnameValidity { get; } = new("DD3003", "Hostname Validity",
        "A node's name with its domain is a host name by RFC 1123.");

    public static RuleId Ipmi { get; } = new("DD4001", "Valid IPMI Configuration",
        "A node managed by IPMI has an account, a credential and a fixed out-of-band address.");

    public static RuleId BootActionScope { get; } = new("DD4001", "Bootaction Definition",
        "Every node has at least one boot action.");

    public static RuleId Libvirt { get; } = new("DD4002", "Valid Libvirt Configuration",
        "A node managed by libvirt has a qemu+ssh URI and a boot MAC address.");

    public static RuleId PackageList { get; } = new("DD4002", "Bootaction pkg_list Validation",
        "A package list names packages, and their versions are versions of Debian packages.");

    /// <summary>All of them, in the order of their codes.</summary>
    public static IReadOnlyList<RuleId> All => field ??=
        [.. typeof(RuleIds).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(RuleId)).Select(property => (RuleId)property.GetValue(null)!)
            .OrderBy(rule => rule.Code.Length).ThenBy(rule => rule.Code, System.StringComparer.Ordinal)
            .ThenBy(rule => rule.Name, System.StringComparer.Ordinal)];
}
