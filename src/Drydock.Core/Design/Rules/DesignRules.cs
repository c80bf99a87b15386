using System.Collections.Generic;

namespace Drydock.Core.Design.Rules;

/// <summary>The rules, in the order in which they run.</summary>
internal static class DesignRules
{
    public static IReadOnlyList<IDesignRule> All { get; } =
    [
        new DuplicateNameRule(),
        new NetworkReferenceRule(),
        new LinkReferenceRule(),
        new RackReferenceRule(),
        new CidrRule(),
        new GatewayRule(),
        new AddressRule(),
        new DuplicateAddressRule(),
        new AddressRangeRule(),
        new HostnameRule(),
        new StorageSizeRule(),
        new StoragePartitioningRule(),
    ];
}
