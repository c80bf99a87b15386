using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Drivers.Node.Tests.State;
using Drydock.Errors;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Tests.Session;

/// <summary>What users read and write of MAAS directly: paths, requests, and how answers read.</summary>
public sealed class RegionObjectsTests
{
    [Fact]
    public async Task Events_come_page_by_page_until_there_are_enough()
    {
        var api = new ScriptedApi(request =>
        {
            var limit = int.Parse(Regex.Match(request, @"limit=(\d+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
            var before = Regex.Match(request, @"before=(\d+)") is { Success: true } match ? int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : 2501;
            return new JObject
            {
                ["events"] = new JArray(Enumerable.Range(1, Math.Min(limit, before - 1)).Select(back => new JObject { ["id"] = before - back, ["level"] = "INFO" })),
            };
        });
        using var session = Session(api);
        var some = await session.GetEventsAsync([], 1200, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(Enumerable.Range(0, 1200).Select(back => 2500L - back), some.Select(entry => entry.Id));
        Assert.Equal(["GET events/ op=query limit=1000", "GET events/ op=query limit=200 before=1501"], api.Requests);
        Assert.Equal(2500, (await session.GetEventsAsync([], 9000, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30))).Count);
    }

    [Fact]
    public async Task Names_of_settings_come_from_MAASs_refusal_once_a_session()
    {
        var asked = 0;
        var api = new ScriptedApi(request =>
        {
            asked++;
            throw new MaasApiException(ErrorCatalogue.MaasInvalid, "? is not a valid config setting (valid settings are: maas_name, kernel_opts, vcenter_password).") { Status = 400 };
        });
        using var session = Session(api);
        string[] expected = ["maas_name", "kernel_opts", "vcenter_password"];
        Assert.Equal(expected, await session.GetSettingNamesAsync(CancellationToken.None));
        Assert.Equal(expected, await session.GetSettingNamesAsync(CancellationToken.None));
        Assert.Equal(1, asked);
    }

    [Theory]
    [InlineData("vcenter_password")]
    [InlineData("maas_auto_ipmi_k_g_bmc_key")]
    public async Task Settings_that_are_secrets_come_as_such(string name)
    {
        using var session = Session(new ScriptedApi(_ => new JValue("canary")));
        var setting = await session.GetSettingAsync(name, CancellationToken.None);
        Assert.Equal("canary", Assert.IsType<Secret>(setting.Value).Reveal());
        Assert.DoesNotContain("canary", setting.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objects_of_machines_need_a_machine_and_others_none()
    {
        var api = new ScriptedApi(_ => new JArray());
        using var session = Session(api);
        await session.GetAsync<MaasInterface>("4dpwwg", null, CancellationToken.None);
        await session.GetAsync<MaasVlan>(null, null, CancellationToken.None);
        Assert.Equal(["GET nodes/4dpwwg/interfaces/", "GET fabrics/"], api.Requests);
        await Assert.ThrowsAsync<ArgumentException>(() => session.GetAsync<MaasInterface>(null, null, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => session.GetAsync<MaasTag>("4dpwwg", null, CancellationToken.None));
    }

    [Fact]
    public async Task Tags_are_changed_and_removed_by_their_names()
    {
        var api = new ScriptedApi(_ => new JObject { ["name"] = "a b", ["kernel_opts"] = "x=1" });
        using var session = Session(api);
        Assert.Equal("x=1", (await session.ChangeAsync<MaasTag>("a b", [new("kernel_opts", "x=1")], CancellationToken.None)).KernelOptions);
        await session.RemoveAsync<MaasTag>("a b", CancellationToken.None);
        Assert.Equal(["PUT tags/a%20b/ kernel_opts=x=1", "DELETE tags/a%20b/"], api.Requests);
    }

    [Fact]
    public void Answers_become_plain_objects_in_their_order()
    {
        var plain = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(PlainJson.Of(JObject.Parse("""{ "z": 1, "a": [true, null, "t", 1.5], "m": { } }""")));
        Assert.Equal(["z", "a", "m"], plain.Keys);
        Assert.Equal([true, null, "t", 1.5], Assert.IsAssignableFrom<IReadOnlyList<object?>>(plain["a"]));
    }

    [Theory]
    [InlineData("Sun, 22 Nov. 2026 08:09:47")]
    [InlineData("Sun, 22 Nov 2026 08:09:47 -0000")]
    public void Both_of_MAASs_forms_of_a_time_are_read(string text)
    {
        var entry = MaasSiteParsing.Event(new JObject { ["created"] = text });
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 8, 9, 47, TimeSpan.Zero), entry.Created);
    }

    private static MaasSession Session(ScriptedApi api) => new(new MaasTransport(api, () => 0, null),
        new MaasRegion(new Uri("http://maas.test/MAAS"), "admin", true, "3.4.10"), Clock.System, NoLog.Instance, TimeSpan.FromSeconds(2));
}
