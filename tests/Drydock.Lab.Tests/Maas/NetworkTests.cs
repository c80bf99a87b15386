using System;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Tests.Maas;

public sealed class NetworkTests : IAsyncLifetime, IDisposable
{
    private readonly MaasSite _site = new();
    private string _nics = "";
    private int _untagged;
    private int _tagged;
    private int _stor;
    private int _storage;

    public async Task InitializeAsync()
    {
        _nics = $"nodes/{await _site.CommissionAsync()}/interfaces/";
        var fabric = (await OkAsync("fabrics/", ("name", "storage-fab")));
        _untagged = (int)fabric["vlans"]![0]!["id"]!;
        _tagged = (int)(await OkAsync($"fabrics/{fabric["id"]}/vlans/", ("name", "storage"), ("vid", 101), ("mtu", 9000)))["id"]!;
        _stor = (int)(await OkAsync("subnets/", ("name", "stor"), ("cidr", "10.30.0.0/24"), ("vlan", _untagged), ("gateway_ip", "10.30.0.1")))["id"]!;
        _storage = (int)(await OkAsync("subnets/", ("name", "storage-net"), ("cidr", "10.20.0.0/24"), ("vlan", _tagged)))["id"]!;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_bond_takes_its_parents_links_and_a_larger_VLAN_interface_raises_all_below()
    {
        var bond = await BondAsync();
        Assert.Equal(("52:54:00:00:01:02", 9000, "link_up"), ((string)bond["mac_address"]!, (int)bond["effective_mtu"]!, (string)bond["links"]![0]!["mode"]!));
        Assert.Empty((await NicAsync("ens3f0"))["links"]!);
        var vlan = await OkAsync(_nics + "?op=create_vlan", ("vlan", _tagged), ("parent", bond["id"]!), ("mtu", 9100));
        Assert.Equal("bond0.101", (string?)vlan["name"]);
        Assert.Equal([9100, 9100, 9100], (await Task.WhenAll(NicAsync("bond0"), NicAsync("ens3f0"), NicAsync("ens3f1"))).Select(nic => (int)nic["effective_mtu"]!));
        await RefusedAsync("""{"parents":["Interfaces already in-use: ens3f0."]}""", _nics + "?op=create_bond", ("name", "bond1"), ("parents", (await NicAsync("ens3f0"))["id"]!));
        await RefusedAsync("""{"vlan":["A VLAN interface can only belong to a tagged VLAN."]}""", _nics + "?op=create_vlan", ("vlan", _untagged), ("parent", bond["id"]!));
        Assert.Equal(204, (await _site.Client.DeleteAsync(_nics + "bond0/")).Status);
        Assert.Equal(3, (await _site.Client.GetAsync(_nics)).Json.Count());
        Assert.Equal("link_up", (string?)(await NicAsync("ens3f0"))["links"]![0]!["mode"]);
    }

    [Fact]
    public async Task Parents_must_share_a_VLAN()
    {
        var ids = (await Task.WhenAll(NicAsync("ens3f0"), NicAsync("ens3f1"))).Select(nic => nic["id"]!).ToArray();
        await RefusedAsync("""{"parents":["All parents must belong to the same VLAN."]}""", _nics + "?op=create_bond", ("name", "bond0"), ("parents", ids[0]), ("parents", ids[1]));
        await RefusedAsync("""{"parents":["A bond interface must have one or more parents."],"mac_address":["This field cannot be blank."]}""", _nics + "?op=create_bond", ("name", "bond1"));
    }

    [Fact]
    public async Task A_fabric_made_for_a_card_goes_when_the_card_leaves_it()
    {
        var before = (string)(await NicAsync("ens3f0"))["vlan"]!["fabric"]!;
        Assert.StartsWith("fabric-", before, StringComparison.Ordinal);
        await _site.Client.PutAsync(_nics + "ens3f0/", ("vlan", _untagged));
        Assert.DoesNotContain((await _site.Client.GetAsync("fabrics/")).Json, fabric => (string?)fabric["name"] == before);
    }

    [Fact]
    public async Task Static_links_are_checked_as_MAAS_checks_them()
    {
        await OkAsync("ipranges/", ("type", "dynamic"), ("start_ip", "10.30.0.200"), ("end_ip", "10.30.0.220"));
        await BondAsync();
        var link = _nics + "bond0/?op=link_subnet";
        var linked = await OkAsync(link, ("subnet", "cidr:10.30.0.0/24"), ("mode", "static"), ("ip_address", "10.30.0.55"), ("default_gateway", "True"));
        Assert.Equal("10.30.0.55", (string?)linked["links"]!.Single()["ip_address"]);
        Assert.Equal((404, "IP address is already in use."), Brief(await _site.Client.PostAsync(link, ("subnet", _stor), ("mode", "static"), ("ip_address", "10.30.0.55"))));
        await RefusedAsync("""{"ip_address":["IP address is inside a dynamic range 10.30.0.200 to 10.30.0.220."]}""", link, ("subnet", _stor), ("mode", "static"), ("ip_address", "10.30.0.205"));
        await RefusedAsync("""{"ip_address":["IP address is not in the given subnet 'stor:10.30.0.0/24(vid=0)'."]}""", link, ("subnet", _stor), ("mode", "static"), ("ip_address", "10.99.0.5"));
        await RefusedAsync($$"""{"subnet":["None found with id={{_storage}}.","This field is required."]}""", link, ("subnet", _storage), ("mode", "auto"));
        await RefusedAsync("""{"mode":["'manual' is not a valid mode.  It should be one of: 'auto', 'dhcp', 'static', 'link_up'."]}""", link, ("subnet", _stor), ("mode", "manual"));
        var id = linked["links"]!.Single()["id"]!;
        await RefusedAsync($$"""{"id":["'99999' is not a valid id.  It should be one of: '{{id}}'."]}""", _nics + "bond0/?op=unlink_subnet", ("id", 99999));
        Assert.Equal("link_up", (string?)(await OkAsync(_nics + "bond0/?op=unlink_subnet", ("id", id)))["links"]!.Single()["mode"]);
    }

    [Fact]
    public async Task Restoring_takes_the_network_back_to_the_hardware()
    {
        await BondAsync();
        var machine = _nics.Split('/')[1];
        await OkAsync($"machines/{machine}/?op=restore_networking_configuration");
        var nics = (await _site.Client.GetAsync(_nics)).Json;
        Assert.Equal(["auto", "link_up", "link_up"], nics.Select(nic => (string)nic["links"]!.Single()["mode"]!));
    }

    [Fact]
    public async Task DHCP_wants_a_range_and_a_rack_and_no_relay()
    {
        var rack = (string)(await _site.Client.GetAsync("rackcontrollers/")).Json[0]!["system_id"]!;
        var vlan = $"vlans/{_untagged}/";
        Assert.Equal("""{"dhcp_on":["dhcp can only be turned on when a dynamic IP range is defined."]}""", (await _site.Client.PutAsync(vlan, ("dhcp_on", true))).Body);
        await OkAsync("ipranges/", ("type", "dynamic"), ("start_ip", "10.30.0.200"), ("end_ip", "10.30.0.220"));
        Assert.Equal("""{"__all__":["dhcp can only be turned on when a primary rack controller is set."]}""", (await _site.Client.PutAsync(vlan, ("dhcp_on", true))).Body);
        Assert.Equal("""{"primary_rack":["Select a valid choice. zzz is not one of the available choices."],"__all__":["dhcp can only be turned on when a primary rack controller is set."]}""",
            (await _site.Client.PutAsync(vlan, ("dhcp_on", true), ("primary_rack", "zzz"))).Body);
        Assert.True((bool)(await _site.Client.PutAsync(vlan, ("dhcp_on", "True"), ("primary_rack", rack))).Object["dhcp_on"]!);
        Assert.Equal("""{"relay_vlan":["Select a valid choice. That choice is not one of the available choices."]}""", (await _site.Client.PutAsync(vlan, ("relay_vlan", _tagged))).Body);
        Assert.Equal(_untagged, (int)(await _site.Client.PutAsync($"vlans/{_tagged}/", ("relay_vlan", _untagged))).Object["relay_vlan"]!["id"]!);
        Assert.NotEqual(JTokenType.Null, (await _site.Client.PutAsync($"vlans/{_tagged}/", ("name", "kept"))).Object["relay_vlan"]!.Type);
        Assert.Equal(JTokenType.Null, (await _site.Client.PutAsync($"vlans/{_tagged}/", ("relay_vlan", ""))).Object["relay_vlan"]!.Type);
    }

    private async Task<JToken> BondAsync()
    {
        await _site.Client.PutAsync(_nics + "ens3f0/", ("vlan", _untagged));
        await _site.Client.PutAsync(_nics + "ens3f1/", ("vlan", _untagged));
        var ids = (await Task.WhenAll(NicAsync("ens3f0"), NicAsync("ens3f1"))).Select(nic => nic["id"]!).ToArray();
        return await OkAsync(_nics + "?op=create_bond", ("name", "bond0"), ("parents", ids[0]), ("parents", ids[1]), ("mtu", 9000), ("bond_mode", "802.3ad"));
    }

    private async Task<JObject> NicAsync(string name) => (await _site.Client.GetAsync(_nics + name + "/")).Object;

    private async Task<JObject> OkAsync(string path, params (string, object)[] fields)
    {
        var answer = await _site.Client.PostAsync(path, fields);
        Assert.True(answer.Status == 200, answer.Body);
        return answer.Object;
    }

    private async Task RefusedAsync(string body, string path, params (string, object)[] fields) =>
        Assert.Equal((400, body), Brief(await _site.Client.PostAsync(path, fields)));

    private static (int, string) Brief(MaasAnswer answer) => (answer.Status, answer.Body);
}
