using Drydock.Lab.Maas.Api;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>Everything that the region answers.</summary>
internal static class Routes
{
    public static Router Create()
    {
        var router = new Router();
        RegionHandlers.Map(router);
        SshKeyHandlers.Map(router);
        EventHandlers.Map(router);
        BootResourceHandlers.Map(router);
        BootSourceHandlers.Map(router);
        RepositoryHandlers.Map(router);
        GroupingHandlers.Map(router);
        DomainHandlers.Map(router);
        TagHandlers.Map(router);

        FabricHandlers.Map(router);
        VlanHandlers.Map(router);
        SpaceHandlers.Map(router);
        SubnetHandlers.Map(router);
        IpRangeHandlers.Map(router);
        StaticRouteHandlers.Map(router);

        RackHandlers.Map(router);
        MachineCollection.Map(router);
        MachineOperations.Map(router);
        InterfaceHandlers.Map(router);
        BlockDeviceHandlers.Map(router);
        PartitionHandlers.Map(router);
        VolumeGroupHandlers.Map(router);
        RaidHandlers.Map(router);
        CacheSetHandlers.Map(router);
        BcacheHandlers.Map(router);
        ResultHandlers.Map(router);
        ScriptHandlers.Map(router);
        return router;
    }
}
