namespace Drydock.Core.Design.Findings;

/// <summary>Rules that airshipit/drydock does not have.</summary>
internal static partial class RuleIds
{
    public static RuleId Syntax { get; } = new("DD5001", "YAML Syntax", "The texts are YAML.", CanSkip: false);

    public static RuleId DuplicateKey { get; } = new("DD5002", "Duplicate Key", "No key stands twice in one mapping.", CanSkip: false);

    public static RuleId Skipped { get; } = new("DD5003", "Skipped Documents", "Tells of documents that are no part of a site design.");

    public static RuleId Empty { get; } = new("DD5004", "Empty Design", "A design has at least one document.");

    public static RuleId BooleanText { get; } = new("DD5005", "Boolean Instead of Text",
        "Words that YAML takes for booleans, such as on and off, are quoted where a word is meant.");

    public static RuleId NotInherited { get; } = new("DD5006", "Setting That Is Not Inherited",
        "A host profile has no setting that nodes do not inherit.");

    public static RuleId SkippedRules { get; } = new("DD5007", "Skipped Rules",
        "Tells which rules were skipped and how many findings that left out.", CanSkip: false);

    public static RuleId DuplicateName { get; } = new("DD5101", "Duplicate Document Name", "Names are unique within a kind.");

    public static RuleId SeveralRegions { get; } = new("DD5102", "One Region", "A site has one region.");

    public static RuleId UnusedProfile { get; } = new("DD5103", "Unused Profile", "Every host profile and hardware profile is used by a node.");

    public static RuleId HostProfileReference { get; } = new("DD5201", "Host Profile Reference",
        "Host profiles that documents name are in the design.", CanSkip: false);

    public static RuleId HostProfileCycle { get; } = new("DD5202", "Host Profile Cycle",
        "No host profile inherits from itself.", CanSkip: false);

    public static RuleId HardwareProfileReference { get; } = new("DD5203", "Hardware Profile Reference",
        "Every node has a hardware profile of the design.", CanSkip: false);

    public static RuleId NetworkReference { get; } = new("DD5204", "Network Reference",
        "Networks that links, host profiles and interfaces name are in the design.");

    public static RuleId LinkReference { get; } = new("DD5205", "Network Link Reference",
        "Network links that host profiles name are in the design.");

    public static RuleId RackReference { get; } = new("DD5206", "Rack Reference",
        "In a design with racks, those that nodes name are among them, and their networks are in the design.");

    public static RuleId KernelParameterReference { get; } = new("DD5207", "Kernel Parameter Reference",
        "What kernel parameters refer to is in the node's hardware profile.");

    public static RuleId NetworkUse { get; } = new("DD5208", "Network Use",
        "A network is on a link, and a node with an address in it has an interface there or manages its BMC by it.");

    public static RuleId PrimaryNetwork { get; } = new("DD5209", "Primary Network", "A node has an address in its primary network.");

    public static RuleId AddressRanges { get; } = new("DD5301", "Address Ranges",
        "Address ranges are within their network's CIDR, begin before they end and do not overlap.");

    public static RuleId RouteDomain { get; } = new("DD5302", "Route Domain",
        "A route to a route domain has a gateway and a metric.");

    public static RuleId DhcpRelay { get; } = new("DD5303", "DHCP Relay",
        "A relay has an address in its network and a target that lies in another network of the design.");

    public static RuleId SpecialAddress { get; } = new("DD5304", "Special Address",
        "A node's address is neither network or broadcast address nor a gateway's, and not in a range that DHCP or nobody uses.");

    public static RuleId BootNetwork { get; } = new("DD5305", "Boot Network",
        "The network that a node boots from has a DHCP range or a DHCP relay.");

    public static RuleId NameServers { get; } = new("DD5306", "Name Servers", "DNS servers are IP addresses.");

    public static RuleId DeviceAliases { get; } = new("DD5402", "Device Alias Addresses",
        "Addresses of device aliases are addresses of their bus, or expressions that can be read.");

    public static RuleId BootMac { get; } = new("DD5501", "Boot MAC Address", "No two nodes have one boot MAC address.");

    public static RuleId Redfish { get; } = new("DD5502", "Valid Redfish Configuration",
        "A node managed by Redfish has an account, a credential and an out-of-band address.");

    public static RuleId OobType { get; } = new("DD5503", "Out-of-Band Type", "A node's out-of-band type is set, and is one that Drydock brings.");

    public static RuleId NodeFilter { get; } = new("DD5601", "Node Filter",
        "A boot action's filter chooses at least one node, and the nodes it names are in the design.");
}
