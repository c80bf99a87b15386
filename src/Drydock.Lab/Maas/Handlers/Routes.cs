using Drydock.Lab.Maas.Api;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>Everything that the region answers.</summary>
internal static class Routes
{
    public static Router Create()
    {
        var router = new Router();
        RegionHandlers.Map(router);
        MachineCollection.Map(router);
        MachineOperations.Map(router);
        return router;
    }
}
