namespace Drydock.Core.Design.Findings;

/// <summary>A rule's code and its name.</summary>
internal sealed record RuleId(string Code, string Name);

/// <summary>
/// Every code that reading and checking a design gives. Codes below DD5000 are those of airshipit/drydock, so that its
/// users find their way; where it uses one twice the name tells which.
/// </summary>
internal static class RuleIds
{
    public static RuleId Processing { get; } = new("DD000", "Document Processing");

    public static RuleId Schema { get; } = new("DD001", "Document Schema");

    public static RuleId IpLocality { get; } = new("DD2002", "IP Locality Check");

    public static RuleId StoragePartitioning { get; } = new("DD2002", "Storage Partitioning");

    public static RuleId DuplicateAddress { get; } = new("DD2005", "Duplicated IP Check");

    public static RuleId CidrValidity { get; } = new("DD2006", "CIDR Validity");

    public static RuleId HostnameValidity { get; } = new("DD3003", "Hostname Validity");

    public static RuleId Syntax { get; } = new("DD5001", "YAML Syntax");

    public static RuleId DuplicateKey { get; } = new("DD5002", "Duplicate Key");

    public static RuleId Skipped { get; } = new("DD5003", "Skipped Documents");

    public static RuleId Empty { get; } = new("DD5004", "Empty Design");

    public static RuleId BooleanText { get; } = new("DD5005", "Boolean Instead of Text");

    public static RuleId NotInherited { get; } = new("DD5006", "Setting That Is Not Inherited");

    public static RuleId DuplicateName { get; } = new("DD5101", "Duplicate Document Name");

    public static RuleId SeveralRegions { get; } = new("DD5102", "One Region");

    public static RuleId HostProfileReference { get; } = new("DD5201", "Host Profile Reference");

    public static RuleId HostProfileCycle { get; } = new("DD5202", "Host Profile Cycle");

    public static RuleId HardwareProfileReference { get; } = new("DD5203", "Hardware Profile Reference");

    public static RuleId NetworkReference { get; } = new("DD5204", "Network Reference");

    public static RuleId LinkReference { get; } = new("DD5205", "Network Link Reference");

    public static RuleId RackReference { get; } = new("DD5206", "Rack Reference");

    public static RuleId KernelParameterReference { get; } = new("DD5207", "Kernel Parameter Reference");

    public static RuleId AddressRanges { get; } = new("DD5301", "Address Ranges");

    public static RuleId RouteDomain { get; } = new("DD5302", "Route Domain");

    public static RuleId StorageSizes { get; } = new("DD5401", "Storage Sizes");

    public static RuleId LayeringPolicy { get; } = new("DD5801", "Layering Policy");

    public static RuleId Layer { get; } = new("DD5802", "Layer");

    public static RuleId LayeringParent { get; } = new("DD5803", "Layering Parent");

    public static RuleId LayeringAction { get; } = new("DD5804", "Layering Action");

    public static RuleId Replacement { get; } = new("DD5805", "Replacement");

    public static RuleId SubstitutionSource { get; } = new("DD5806", "Substitution Source");

    public static RuleId SubstitutionPath { get; } = new("DD5807", "Substitution Path");

    public static RuleId SubstitutionPattern { get; } = new("DD5808", "Substitution Pattern");

    public static RuleId LayeringCycle { get; } = new("DD5809", "Layering and Substitution Cycle");

    public static RuleId LayeringSize { get; } = new("DD5810", "Rendered Size");

    public static RuleId SiteDefinition { get; } = new("DD5811", "Site Definition");
}
