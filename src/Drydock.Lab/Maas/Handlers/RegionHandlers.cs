using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>The region itself: version, users, keys, settings.</summary>
internal static class RegionHandlers
{
    private static readonly string[] Capabilities =
    [
        "networks-management", "static-ipaddresses", "ipv6-deployment-ubuntu", "devices-management", "storage-deployment-ubuntu",
        "network-deployment-ubuntu", "bridging-interface-ubuntu", "bridging-automatic-ubuntu", "authenticate-api",
    ];

    public static void Map(Router router)
    {
        router.Map("version/").On("GET", null, Version, anonymous: true);
        router.Map("users/")
            .Get(call => MaasReply.Json(new JArray(call.Region.Users.Select(user => user.Json()))))
            .Get("whoami", call => MaasReply.Json(call.User.Json()));
        router.Map("users/{name}/").Get(call =>
            MaasReply.Json((call.Region.Users.Find(user => user.Name == call.Path("name")) ?? throw MaasError.NotFound("User")).Json()));
        router.Map("account/").Get("list_authorisation_tokens", Tokens);
        router.Map("maas/")
            .Get("get_config", GetSetting)
            .On("POST", "set_config", SetSetting, admin: true, formOnly: true);
    }

    private static MaasReply Version(MaasCall call) => MaasReply.Json(new JObject
    {
        ["capabilities"] = new JArray(Capabilities),
        ["version"] = call.Region.Version,
        ["subversion"] = "",
    });

    private static MaasReply Tokens(MaasCall call)
    {
        var key = string.Join(":", call.User.ConsumerKey, call.User.TokenKey, call.User.TokenSecret.Reveal());
        return MaasReply.Json(new JArray(new JObject { ["name"] = "MAAS consumer", ["token"] = key }));
    }

    private static MaasReply GetSetting(MaasCall call)
    {
        var name = call.Query.Find("name") ?? throw MaasError.BadRequest("No provided name!");
        return MaasReply.BareJson(call.Region.Configuration.Get(name));
    }

    private static MaasReply SetSetting(MaasCall call)
    {
        var name = call.Body.Find("name") ?? throw MaasError.BadRequest("No provided name!");
        var value = call.Body.Find("value") ?? throw MaasError.BadRequest("No provided value!");
        call.Region.Configuration.Set(name, value, call.Region.BootResources.Where(image => image.IsComplete).Select(image => image.FullName.Split('/').Last()).Distinct());
        return MaasReply.Text("OK");
    }
}
