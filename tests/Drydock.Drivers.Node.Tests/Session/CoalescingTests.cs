using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Drivers.Node.Tests.Support;
using Drydock.Errors;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Tests.Session;

public sealed class CoalescingTests
{
    private readonly ManualClock _clock = new();
    private readonly FakeMaas _maas = new();

    [Fact]
    public async Task A_hundred_lookups_by_name_become_one_request()
    {
        for (var i = 0; i < 100; i++) _maas.Machines.Add(FakeMaas.Machine($"id{i}", $"node{i}", Mac(i)));
        using var session = _maas.Connect(_clock);
        var all = Enumerable.Range(0, 100).Select(i => session.Machines.ByHostnameAsync($"node{i}", default)).ToArray();
        await OpenWindowAsync();
        var found = await Task.WhenAll(all).Soon();
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"id{i}"), found.Select(hits => Assert.Single(hits).SystemId));
        Assert.Equal(100, Assert.Single(_maas.Calls).Form.All("hostname").Count());
        Assert.Equal(1, session.Requests.Reads);
    }

    [Fact]
    public async Task A_long_list_is_split_below_the_limit_of_an_url()
    {
        using var session = _maas.Connect(_clock);
        var all = Enumerable.Range(0, 1000).Select(i => session.Machines.ByMacAsync(Mac(i), default)).ToArray();
        await OpenWindowAsync();
        await Task.WhenAll(all).Soon();
        Assert.Equal(1000, _maas.Calls.Sum(call => call.Form.Count));
        Assert.All(_maas.Calls, call => Assert.InRange(call.Form.Encode().Length, 1, 7000));
        Assert.True(_maas.Calls.Count < 8, $"{_maas.Calls.Count} requests");
    }

    [Fact]
    public async Task Lookups_by_bmc_share_one_list_of_power_parameters_and_keep_no_password()
    {
        for (var i = 0; i < 3; i++)
        {
            _maas.Machines.Add(FakeMaas.Machine($"id{i}", $"auto{i}", Mac(i)));
            _maas.PowerParameters[$"id{i}"] = JObject.Parse($$"""{"power_address": "10.9.0.{{i}}:623", "power_user": "u", "power_pass": "canary"}""");
        }

        _maas.PowerParameters["manual"] = [];
        using var session = _maas.Connect(_clock);
        var all = Enumerable.Range(0, 3).Select(i => session.Machines.ByPowerAsync(new PowerKey($"10.9.0.{i}", ""), default)).ToArray();
        await OpenWindowAsync();
        Assert.Equal(["id0", "id1", "id2"], (await Task.WhenAll(all).Soon()).Select(hits => Assert.Single(hits).SystemId));
        Assert.Equal(2, _maas.Calls.Count);
    }

    [Theory]
    [InlineData("52:54:00:BB:00:02", "52:54:00:bb:00:02")]
    [InlineData("52-54-00-bb-00-02", "52:54:00:bb:00:02")]
    public void Macs_are_written_as_maas_stores_them(string given, string sent) => Assert.Equal(sent, MachineLookup.NormaliseMac(given));

    [Fact]
    public async Task A_wrong_mac_spoils_nobody_elses_lookup()
    {
        using var session = _maas.Connect(_clock);
        var error = await Assert.ThrowsAsync<DrydockException>(() => session.Machines.ByMacAsync("not-a-mac", default)).Soon();
        Assert.Same(ErrorCatalogue.NodeMisconfigured, error.Error);
        Assert.Empty(_maas.Calls);
    }

    [Fact]
    public async Task One_who_cancels_leaves_the_others_their_answer()
    {
        _maas.Machines.Add(FakeMaas.Machine("id1", "one", Mac(1)));
        using var session = _maas.Connect(_clock);
        using var stop = new CancellationTokenSource();
        var left = session.Machines.ByHostnameAsync("two", stop.Token);
        var stays = session.Machines.ByHostnameAsync("one", default);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left).Soon();
        await OpenWindowAsync();
        Assert.Single(await stays.Soon());
    }

    [Fact]
    public async Task Nothing_is_sent_for_those_who_all_cancelled()
    {
        using var session = _maas.Connect(_clock);
        using var stop = new CancellationTokenSource();
        var left = session.Tags.ApplyTagAsync("compute", "id1", stop.Token);
        await _clock.WhenPendingAsync(1);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left).Soon();
        await _clock.WhenPendingAsync(0);
        Assert.Empty(_maas.Calls);
    }

    [Fact]
    public async Task A_fault_reaches_all_who_asked_and_the_next_asks_anew()
    {
        _maas.Machines.Add(FakeMaas.Machine("id1", "one", Mac(1)));
        _maas.Before = _ => throw new DrydockException(ErrorCatalogue.MaasUnavailable, "busy");
        using var session = _maas.Connect(_clock);
        var all = new[] { session.Machines.ByHostnameAsync("one", default), session.Machines.ByHostnameAsync("two", default) };
        await OpenWindowAsync();
        foreach (var task in all) await Assert.ThrowsAsync<DrydockException>(() => task).Soon();
        _maas.Before = _ => Task.CompletedTask;
        var again = session.Machines.ByHostnameAsync("one", default);
        await OpenWindowAsync();
        Assert.Single(await again.Soon());
    }

    [Fact]
    public async Task A_tag_goes_to_all_its_machines_in_one_request_and_is_made_once()
    {
        using var session = _maas.Connect(_clock);
        var all = Enumerable.Range(0, 50).SelectMany(i => new[] { "compute", "rack1" }.Select(tag => session.Tags.ApplyTagAsync(tag, $"id{i}", default)))
            .ToArray();
        await OpenWindowAsync();
        await Task.WhenAll(all).Soon();
        var writes = _maas.Calls.Where(call => call.Verb == "POST").ToList();
        Assert.Equal(["compute", "rack1"], writes.Where(call => call.Path == "tags/").Select(call => call.Form.Find("name")).Order());
        var updates = writes.Where(call => call.Op == "update_nodes").ToList();
        Assert.Equal(["tags/compute/", "tags/rack1/"], updates.Select(call => call.Path).Order());
        Assert.All(updates, call => Assert.Equal(50, call.Form.All("add").Count()));
        Assert.Equal(4, session.Requests.Writes);
    }

    [Fact]
    public async Task Kernel_options_are_written_where_they_differ()
    {
        _maas.Tags.Add(new JObject { ["name"] = "n1_kp", ["kernel_opts"] = "quiet" });
        using var session = _maas.Connect(_clock);
        Assert.False(await session.Tags.EnsureTagAsync("n1_kp", "quiet", default).Soon());
        Assert.True(await session.Tags.EnsureTagAsync("n1_kp", "hugepages=16", default).Soon());
        Assert.False(await session.Tags.EnsureTagAsync("n1_kp", "hugepages=16", default).Soon());
        var write = Assert.Single(_maas.Calls, call => call.Verb != "GET");
        Assert.Equal("PUT tags/n1_kp/ kernel_opts=hugepages%3D16", write.ToString());
    }

    [Fact]
    public async Task Lists_of_the_site_are_read_once_for_all_until_they_are_old_or_invalid()
    {
        using var session = _maas.Connect(_clock);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => session.Site.GetFabricsAsync(default))).Soon();
        Assert.Single(_maas.Calls);
        session.Site.InvalidateFabrics();
        await session.Site.GetFabricsAsync(default).Soon();
        Assert.Equal(2, _maas.Calls.Count);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await session.Site.GetFabricsAsync(default).Soon();
        Assert.Equal(3, _maas.Calls.Count);
    }

    [Fact]
    public async Task A_machine_has_one_write_under_way_others_do_not_wait_for_it()
    {
        var (entered, leave) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        _maas.Before = async _ =>
        {
            entered.Release();
            await leave.WaitAsync();
        };
        using var session = _maas.Connect(_clock);
        var first = session.Api.PutAsync("machines/one/", [], default);
        var second = session.Api.PostAsync("nodes/one/interfaces/", "create_bond", null, default);
        var third = session.Api.PostAsync("machines/", "allocate", new Drydock.Drivers.Node.Maas.Api.MaasForm().Add("system_id", "one"), default);
        var other = session.Api.PutAsync("machines/two/", [], default);
        Assert.True(await entered.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.True(await entered.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(["machines/one/", "machines/two/"], _maas.Calls.Select(call => call.Path).Order());
        leave.Release(4);
        await Task.WhenAll(first, second, third, other).Soon();
        Assert.Equal(4, _maas.Calls.Count);
    }

    private static string Mac(int i) => $"52:54:00:00:{i / 256:x2}:{i % 256:x2}";

    private async Task OpenWindowAsync()
    {
        await _clock.WhenPendingAsync(1);
        _clock.AdvanceToNext();
    }
}
