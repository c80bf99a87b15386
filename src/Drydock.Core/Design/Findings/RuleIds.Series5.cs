using Drydock.Design;

namespace Drydock.Core.Design.Findings;

/// <summary>Rules that airshipit/drydock does not have.</summary>
internal static partial class RuleIds
{
    public static RuleId Syntax { get; } = new("DD5001", "YAML Syntax", FindingSeverity.Error,
        "The texts are YAML.",
        "Correct the line that is shown, or one before it.", CanSkip: false);

    public static RuleId DuplicateKey { get; } = new("DD5002", "Duplicate Key", FindingSeverity.Error,
        "No key stands twice in one mapping.",
        "Leave one of the two out, or join their values.", CanSkip: false);

    public static RuleId Skipped { get; } = new("DD5003", "Skipped Documents", FindingSeverity.Warning,
        "Tells of documents that are no part of a site design.",
        "Nothing needs to be done if the document is meant for another tool; leave empty ones out.");

    public static RuleId Empty { get; } = new("DD5004", "Empty Design", FindingSeverity.Warning,
        "A design has at least one document.",
        "Name files with documents that begin with schema: drydock/<Kind>/v1.");

    public static RuleId BooleanText { get; } = new("DD5005", "Boolean Instead of Text", FindingSeverity.Warning,
        "Words that YAML takes for booleans, such as on and off, are quoted where a word is meant.",
        "Put quotes around the word, or write true or false.");

    public static RuleId NotInherited { get; } = new("DD5006", "Setting That Is Not Inherited", FindingSeverity.Warning,
        "A host profile has no setting that nodes do not inherit.",
        "Move the setting into the documents of the nodes.");

    public static RuleId SkippedRules { get; } = new("DD5007", "Skipped Rules", FindingSeverity.Warning,
        "Tells which rules were skipped and how many findings that left out.",
        "Correct what the rules found, and skip them no longer.", CanSkip: false);

    public static RuleId AuthorizedKeys { get; } = new("DD5008", "Authorized Keys", FindingSeverity.Warning,
        "A region's authorized keys are public SSH keys.",
        "Write the line of the public key's file, for example ssh-ed25519 AAAA... name.");

    public static RuleId DuplicateName { get; } = new("DD5101", "Duplicate Document Name", FindingSeverity.Error,
        "Names are unique within a kind.",
        "Give one of the documents another name, or leave it out.");

    public static RuleId SeveralRegions { get; } = new("DD5102", "One Region", FindingSeverity.Error,
        "A site has one region.",
        "Leave all regions but one out.");

    public static RuleId UnusedProfile { get; } = new("DD5103", "Unused Profile", FindingSeverity.Warning,
        "Every host profile and hardware profile is used by a node.",
        "Leave the profile out, or name it where it is meant to be used.");

    public static RuleId DuplicateVolume { get; } = new("DD5104", "Duplicate Volume Name", FindingSeverity.Error,
        "Names of partitions are unique on a device, and those of logical volumes in a volume group.",
        "Give one of the volumes another name; profiles inherit them by name.");

    public static RuleId HostProfileReference { get; } = new("DD5201", "Host Profile Reference", FindingSeverity.Error,
        "Host profiles that documents name are in the design.",
        "Correct the name, or add the host profile's document.", CanSkip: false);

    public static RuleId HostProfileCycle { get; } = new("DD5202", "Host Profile Cycle", FindingSeverity.Error,
        "No host profile inherits from itself.",
        "Let one of the profiles inherit from nothing.", CanSkip: false);

    public static RuleId HardwareProfileReference { get; } = new("DD5203", "Hardware Profile Reference", FindingSeverity.Error,
        "Every node has a hardware profile of the design.",
        "Name a hardware profile of the design in the node or in a host profile that it inherits from.", CanSkip: false);

    public static RuleId NetworkReference { get; } = new("DD5204", "Network Reference", FindingSeverity.Error,
        "Networks that links, host profiles and interfaces name are in the design.",
        "Correct the name, or add the network's document.");

    public static RuleId LinkReference { get; } = new("DD5205", "Network Link Reference", FindingSeverity.Error,
        "Network links that host profiles name are in the design.",
        "Correct the name, or add the network link's document.");

    public static RuleId RackReference { get; } = new("DD5206", "Rack Reference", FindingSeverity.Warning,
        "In a design with racks, those that nodes name are among them, and their networks are in the design.",
        "Correct the name, or add the rack's document.");

    public static RuleId KernelParameterReference { get; } = new("DD5207", "Kernel Parameter Reference", FindingSeverity.Warning,
        "What kernel parameters refer to is in the node's hardware profile.",
        "Write hardwareprofile:cpuset.NAME, hardwareprofile:hugepages.NAME.size or hardwareprofile:hugepages.NAME.count.");

    public static RuleId NetworkUse { get; } = new("DD5208", "Network Use", FindingSeverity.Warning,
        "A network is on a link, and a node with an address in it has an interface there or manages its BMC by it.",
        "Add the network to a link and to an interface of the node, or leave it out.");

    public static RuleId PrimaryNetwork { get; } = new("DD5209", "Primary Network", FindingSeverity.Warning,
        "A node has an address in its primary network.",
        "Give the node an address in its primary network, or name another one.");

    public static RuleId AddressRanges { get; } = new("DD5301", "Address Ranges", FindingSeverity.Error,
        "Address ranges are within their network's CIDR, begin before they end and do not overlap.",
        "Let ranges begin before they end, lie in the CIDR and have no address in common.");

    public static RuleId RouteDomain { get; } = new("DD5302", "Route Domain", FindingSeverity.Warning,
        "A route to a route domain has a gateway and a metric.",
        "Give the first route to the domain a gateway and a metric.");

    public static RuleId DhcpRelay { get; } = new("DD5303", "DHCP Relay", FindingSeverity.Error,
        "A relay has an address in its network and a target that lies in another network of the design.",
        "Set dhcp_relay.self_ip to an address of this network and upstream_target to one of another network.");

    public static RuleId SpecialAddress { get; } = new("DD5304", "Special Address", FindingSeverity.Error,
        "A node's address is neither network or broadcast address nor a gateway's, and not in a range that DHCP or nobody uses.",
        "Give the node another address.");

    public static RuleId BootNetwork { get; } = new("DD5305", "Boot Network", FindingSeverity.Warning,
        "The network that a node boots from has a DHCP range or a DHCP relay.",
        "Add a range of the type dhcp, or dhcp_relay.");

    public static RuleId NameServers { get; } = new("DD5306", "Name Servers", FindingSeverity.Error,
        "DNS servers are IP addresses.",
        "Write IP addresses with commas between them.");

    public static RuleId DeviceAliases { get; } = new("DD5402", "Device Alias Addresses", FindingSeverity.Error,
        "Addresses of device aliases are addresses of their bus, or expressions that can be read, each of one alias only.",
        "Write the address as lshw shows it behind bus@, or regexp: and an expression.");

    public static RuleId Raid { get; } = new("DD5403", "Rational RAID", FindingSeverity.Error,
        "A RAID has the level 0, 1, 5, 6 or 10, as many members as its level needs, and no spares with level 0.",
        "List more devices, or choose another level.");

    public static RuleId Bcache { get; } = new("DD5404", "Rational Bcache", FindingSeverity.Error,
        "A bcache has a backing device and a cache.",
        "Set backing and cache to a disk, a partition as disk/partition, or a RAID.");

    public static RuleId StorageMembers { get; } = new("DD5405", "Storage Members", FindingSeverity.Error,
        "Members of RAIDs and bcaches are devices or partitions of the node, and each is used once and for nothing else.",
        "Name devices of storage.physical_devices or aliases, or partitions as disk/partition, and use each once.");

    public static RuleId BootDevice { get; } = new("DD5406", "Boot Device", FindingSeverity.Error,
        "What boots can be read: /boot/efi is on a partition of a disk, and /boot (or the root without it) on no bcache.",
        "Mount /boot/efi at a partition of a disk, and /boot at a partition or a RAID.");

    public static RuleId InterfaceDevices { get; } = new("DD5407", "Interface Devices", FindingSeverity.Warning,
        "No device is a slave of two interfaces of a node, or twice of one.",
        "Leave the device to one of the interfaces.");

    public static RuleId BootMac { get; } = new("DD5501", "Boot MAC Address", FindingSeverity.Error,
        "No two nodes have one boot MAC address.",
        "Give each node the MAC address of its own boot interface.");

    public static RuleId Redfish { get; } = new("DD5502", "Valid Redfish Configuration", FindingSeverity.Error,
        "A node managed by Redfish has an account, a credential and an out-of-band address.",
        "Set oob.account, oob.credential, and oob.address or the node's address in oob.network.");

    public static RuleId OobType { get; } = new("DD5503", "Out-of-Band Type", FindingSeverity.Warning,
        "A node's out-of-band type is set, and is one that Drydock brings.",
        "Set oob.type to a type that a driver serves, or register a driver for it.");

    public static RuleId NodeFilter { get; } = new("DD5601", "Node Filter", FindingSeverity.Warning,
        "A boot action's filter chooses at least one node, and the nodes it names are in the design.",
        "Correct names and criteria of the filter, or leave the boot action out.");
}
