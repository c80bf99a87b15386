using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary><c>static-routes/</c> and <c>static-routes/{id}/</c>.</summary>
internal static class StaticRouteHandlers
{
    public static void Map(Router router)
    {
        router.Map("static-routes/")
            .Get(call => MaasReply.Json(new JArray(call.Region.StaticRoutes.Values.Select(route => route.Json()))))
            .On("POST", null, Create, admin: true);
        router.Map("static-routes/{id}/")
            .Get(call => MaasReply.Json(Find(call).Json()))
            .On("PUT", null, Update, admin: true)
            .On("DELETE", null, Delete, admin: true);
    }

    private static StaticRoute Find(MaasCall call) =>
        call.Region.StaticRoutes.TryGetValue(call.PathId("id"), out var route) ? route : throw MaasError.NotFound("StaticRoute");

    private static MaasReply Create(MaasCall call)
    {
        var (source, destination, gateway, metric) = Read(call, null);
        var route = new StaticRoute { Id = call.Region.NextId("staticroute"), Source = source, Destination = destination, Gateway = gateway, Metric = metric };
        call.Region.StaticRoutes.Add(route.Id, route);
        return MaasReply.Json(route.Json());
    }

    private static MaasReply Update(MaasCall call)
    {
        var route = Find(call);
        (route.Source, route.Destination, route.Gateway, route.Metric) = Read(call, route);
        return MaasReply.Json(route.Json());
    }

    private static MaasReply Delete(MaasCall call)
    {
        call.Region.StaticRoutes.Remove(Find(call).Id);
        return MaasReply.NoContent();
    }

    private static (Subnet Source, Subnet Destination, IpNumber Gateway, int Metric) Read(MaasCall call, StaticRoute? self)
    {
        var form = call.Form;
        var source = Subnet(call, "source", self?.Source);
        var destination = Subnet(call, "destination", self?.Destination);
        var gateway = self?.Gateway;
        if (self is null || form.HasText("gateway_ip")) gateway = IpNumber.Parse(form.RequiredText("gateway_ip"));
        if (gateway is null && form.HasText("gateway_ip")) form.Error("gateway_ip", "Enter a valid IPv4 or IPv6 address.");
        var metric = form.Number("metric", 0) ?? self?.Metric ?? 0;
        form.Check();

        if (source == destination) form.Error("__all__", "source and destination cannot be the same subnet.");
        if (!source!.Network.Contains(gateway!.Value))
        {
            form.Error("gateway_ip", $"Enter an IP address in {source.Network}.");
            form.Error("__all__", "gateway_ip must be with in the source subnet.");
        }

        form.Check();
        if (call.Region.StaticRoutes.Values.Any(other => other != self && other.Source == source && other.Destination == destination && other.Gateway == gateway))
            throw MaasError.Model("__all__", "Static route with this Source, Destination and Gateway IP already exists.");
        return (source, destination!, gateway.Value, (int)metric);
    }

    private static Subnet? Subnet(MaasCall call, string field, Subnet? now)
    {
        if (now is not null && !call.Form.HasText(field)) return now;
        if (call.Form.RequiredText(field) is not { Length: > 0 } text) return null;
        var subnet = SubnetHandlers.Resolve(call.Region.Subnets.Values, text);
        if (subnet is null) call.Form.Error(field, $"None found with id={text}.");
        return subnet;
    }
}
