using System.Collections.Generic;

namespace Drydock.Core.Design.Rules;

/// <summary>The rules, in the order in which they run.</summary>
internal static class DesignRules
{
    public static IReadOnlyList<IDesignRule> All { get; } =
    [
        new DuplicateNameRule(),
        new DuplicateVolumeRule(),
        new AuthorizedKeyRule(),
        new NetworkReferenceRule(),
        new LinkReferenceRule(),
        new RackReferenceRule(),
        new ProfileUseRule(),

        new BootStorageRule(),
        new CidrRule(),
        new HugePagesRule(),
        new GatewayRule(),
        new AddressRule(),
        new MtuRule(),
        new TrunkingRule(),
        new DuplicateAddressRule(),
        new PlatformRule(),
        new BondingRule(),
        new StoragePartitioningRule(),
        new StorageSizeRule(),
        new MountpointRule(),
        new AllowedNetworkRule(),
        new HostnameRule(),
        new IpmiRule(),
        new LibvirtRule(),
        new BootActionScopeRule(),
        new PackageListRule(),

        new NetworkUseRule(),
        new PrimaryNetworkRule(),
        new AddressRangeRule(),
        new DhcpRelayRule(),
        new SpecialAddressRule(),
        new BootNetworkRule(),
        new NameServerRule(),
        new DeviceAliasRule(),
        new RaidRule(),
        new BcacheRule(),
        new StorageMemberRule(),
        new BootDeviceRule(),
        new InterfaceDeviceRule(),
        new BootMacRule(),
        new RedfishRule(),
        new OobTypeRule(),
        new OobKeyRule(),
        new NodeFilterRule(),
    ];
}
