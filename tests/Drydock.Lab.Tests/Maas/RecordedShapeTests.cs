using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Tests.Maas;

/// <summary>Asks the lab what a real MAAS 3.4 was asked, on a machine in a like state, and compares status, type and shape of the answers.</summary>
public sealed class RecordedShapeTests : IAsyncLifetime, IDisposable
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ4nYlBl6PuvJZjGTYJ6mDLI7rPXzq1DXWYyHk9f1ZbH dd@test";

    private readonly MaasSite _site = new();
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public async Task InitializeAsync()
    {
        var id = await _site.CommissionAsync();
        _names["id"] = id;
        var machine = (await _site.Client.GetAsync($"machines/{id}/")).Object;
        _names["rack"] = (string)(await _site.Client.GetAsync("rackcontrollers/")).Json[0]!["system_id"]!;
        Name("eno1", machine["interface_set"]![0]!);
        Name("nic1", machine["interface_set"]![1]!);
        Name("nic2", machine["interface_set"]![2]!);
        Name("sda", machine["blockdevice_set"]![0]!);
        Name("sdb", machine["blockdevice_set"]![1]!);
        Name("sdc", machine["blockdevice_set"]![2]!);
        await MakeAsync("fabric", "fabrics/", "name=stor");
        await MakeAsync("vlan", "fabrics/{fabric}/vlans/", "name=storage vid=101 mtu=9000");
        _names["untagged"] = (string)(await _site.Client.GetAsync($"fabrics/{_names["fabric"]}/")).Object["vlans"]![0]!["id"]!;
        await MakeAsync("subnet", "subnets/", "name=stor cidr=10.20.0.0/24 vlan={vlan} gateway_ip=10.20.0.1");
        await MakeAsync("pxe", "subnets/10.11.0.0%2F24/", "");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData("version", "GET version/")]
    [InlineData("users_whoami", "GET users/?op=whoami")]
    [InlineData("account_list_authorisation_tokens", "GET account/?op=list_authorisation_tokens")]
    [InlineData("machine_get_ready", "GET machines/{id}/")]
    [InlineData("machines_list_by_status", "GET machines/?status=ready")]
    [InlineData("machine_create_ipmi", "POST machines/ hostname=x1 architecture=amd64 mac_addresses=52:54:00:dd:00:01 power_type=ipmi power_parameters_power_address=10.9.0.77 commission=false")]
    [InlineData("machine_allocate", "POST machines/ op=allocate system_id={id}")]
    [InlineData("machine_power_parameters", "GET machines/{id}/?op=power_parameters")]
    [InlineData("machine_query_power_state", "GET machines/{id}/?op=query_power_state")]
    [InlineData("machines_is_registered", "GET machines/?op=is_registered&mac_address=52:54:00:00:01:01")]
    [InlineData("interfaces_list_configured", "GET nodes/{id}/interfaces/")]
    [InlineData("interface_get", "GET nodes/{id}/interfaces/{eno1}/")]
    [InlineData("interface_disconnect", "POST nodes/{id}/interfaces/{nic1}/?op=disconnect")]
    [InlineData("interface_create_bridge", "POST nodes/{id}/interfaces/ op=create_bridge name=br0 parent={nic1}")]
    [InlineData("fabrics_list", "GET fabrics/")]
    [InlineData("fabric_get", "GET fabrics/{fabric}/")]
    [InlineData("fabric_create", "POST fabrics/ name=other")]
    [InlineData("vlan_create", "POST fabrics/{fabric}/vlans/ vid=102")]
    [InlineData("vlan_get_by_id_global", "GET vlans/{vlan}/")]
    [InlineData("vlan_put_relay", "PUT fabrics/{fabric}/vlans/101/ relay_vlan=1")]
    [InlineData("spaces_list", "GET spaces/")]
    [InlineData("space_create", "POST spaces/ name=internal")]
    [InlineData("subnets_list", "GET subnets/")]
    [InlineData("subnet_create", "POST subnets/ cidr=10.21.0.0/24")]
    [InlineData("subnet_statistics", "GET subnets/{subnet}/?op=statistics")]
    [InlineData("subnet_ip_addresses", "GET subnets/{pxe}/?op=ip_addresses")]
    [InlineData("subnet_unreserved_ip_ranges", "GET subnets/{subnet}/?op=unreserved_ip_ranges")]
    [InlineData("iprange_create_reserved", "POST ipranges/ type=reserved start_ip=10.20.0.2 end_ip=10.20.0.20 comment=infra")]
    [InlineData("static_route_create", "POST static-routes/ source={pxe} destination={subnet} gateway_ip=10.11.0.1 metric=100")]
    [InlineData("domains_list", "GET domains/")]
    [InlineData("domain_create", "POST domains/ name=site.example authoritative=False")]
    [InlineData("dnsresource_create", "POST dnsresources/ fqdn=api.maas ip_addresses=10.20.0.77")]
    [InlineData("blockdevices_list_configured", "GET nodes/{id}/blockdevices/")]
    [InlineData("blockdevice_get", "GET nodes/{id}/blockdevices/{sda}/")]
    [InlineData("blockdevice_format", "POST nodes/{id}/blockdevices/{sdb}/ op=format fstype=xfs")]
    [InlineData("blockdevice_set_boot_disk", "POST nodes/{id}/blockdevices/{sdb}/ op=set_boot_disk")]
    [InlineData("partition_create", "POST nodes/{id}/blockdevices/{sdb}/partitions/ size=100000000000")]
    [InlineData("partitions_list", "GET nodes/{id}/blockdevices/{sda}/partitions/")]
    [InlineData("volume_group_create", "POST nodes/{id}/volume-groups/ name=vgdata block_devices={sdc}")]
    [InlineData("raid_create", "POST nodes/{id}/raids/ name=md0 level=raid-1 block_devices={sdb} block_devices={sdc}")]
    [InlineData("tags_list", "GET tags/")]
    [InlineData("tag_get", "GET tags/virtual/")]
    [InlineData("tag_create", "POST tags/ name=compute comment=c")]
    [InlineData("tag_update_nodes_add", "POST tags/virtual/ op=update_nodes add={id}")]
    [InlineData("rackcontrollers_list", "GET rackcontrollers/")]
    [InlineData("rackcontroller_get", "GET rackcontrollers/{rack}/")]
    [InlineData("boot_resources_list", "GET boot-resources/")]
    [InlineData("boot_resource_get", "GET boot-resources/1/")]
    [InlineData("boot_resources_is_importing", "GET boot-resources/?op=is_importing")]
    [InlineData("package_repositories_list", "GET package-repositories/")]
    [InlineData("package_repository_create", "POST package-repositories/ name=docker url=http://mirror.local/docker distributions=jammy components=stable arches=amd64")]
    [InlineData("events_query", "GET events/?op=query&limit=5&id={id}&level=DEBUG")]
    [InlineData("node_results_commissioning", "GET commissioning-results/?system_id={id}")]
    [InlineData("node_scriptresult_current", "GET nodes/{id}/results/current-commissioning/?include_output=true")]
    [InlineData("node_scriptresults_list", "GET nodes/{id}/results/")]
    [InlineData("installation_results_deploy", "GET installation-results/?system_id={id}&result_type=1")]
    [InlineData("scripts_list", "GET scripts/?type=testing")]
    [InlineData("resourcepools_list", "GET resourcepools/")]
    [InlineData("zones_list", "GET zones/")]
    [InlineData("maas_get_config_name", "GET maas/?op=get_config&name=maas_name")]
    [InlineData("maas_get_config_kernel_opts", "GET maas/?op=get_config&name=kernel_opts")]
    [InlineData("maas_set_config", "POST maas/ op=set_config name=upstream_dns value=8.8.8.8")]
    public Task The_answer_has_the_recorded_shape(string recording, string request) => CompareAsync(recording, request);

    [Fact]
    public async Task Keys_of_users_have_the_recorded_shape()
    {
        var created = await _site.Client.PostAsync("account/prefs/sshkeys/", ("key", Key));
        Check("sshkey_create", created);
        await CompareAsync("sshkeys_list", "GET account/prefs/sshkeys/");
    }

    [Fact]
    public async Task A_configured_machine_has_the_recorded_shape()
    {
        await AskAsync("PUT nodes/{id}/interfaces/{nic1}/ vlan={untagged}");
        await AskAsync("PUT nodes/{id}/interfaces/{nic2}/ vlan={untagged}");
        var bond = await CompareAsync("interface_create_bond", "POST nodes/{id}/interfaces/ op=create_bond name=bond0 parents={nic1} parents={nic2} mtu=9000");
        Name("bond", bond.Object);
        Name("tagged", (await CompareAsync("interface_create_vlan", "POST nodes/{id}/interfaces/ op=create_vlan vlan={vlan} parent={bond} mtu=8000")).Object);
        var linked = await CompareAsync("interface_link_subnet_static", "POST nodes/{id}/interfaces/{tagged}/ op=link_subnet subnet={subnet} mode=static ip_address=10.20.0.55");
        _names["link"] = (string)linked.Object["links"]![0]!["id"]!;
        Name("vg", (await AskAsync("POST nodes/{id}/volume-groups/ name=vgdata block_devices={sdc}")).Object);
        Name("lv", (await CompareAsync("logical_volume_create", "POST nodes/{id}/volume-group/{vg}/ op=create_logical_volume name=lv1 size=100000000000")).Object);
        await AskAsync("POST nodes/{id}/blockdevices/{lv}/ op=format fstype=ext4");
        await AskAsync("POST nodes/{id}/blockdevices/{lv}/ op=mount mount_point=/data");
        await AskAsync("POST nodes/{id}/blockdevices/{sdb}/ op=format fstype=xfs");
        await CompareAsync("blockdevice_mount", "POST nodes/{id}/blockdevices/{sdb}/ op=mount mount_point=/nvme");
        await AskAsync("POST nodes/{id}/blockdevices/{sdb}/ op=unmount");
        await AskAsync("POST nodes/{id}/blockdevices/{sdb}/ op=unformat");
        Name("part", (await AskAsync("POST nodes/{id}/blockdevices/{sdb}/partitions/ size=100000000000")).Object);
        await CompareAsync("partition_format", "POST nodes/{id}/blockdevices/{sdb}/partition/{part} op=format fstype=ext4 label=data");
        await CompareAsync("partition_mount", "POST nodes/{id}/blockdevices/{sdb}/partition/{part} op=mount mount_point=/var/lib/data mount_options=defaults,noatime");
        await CompareAsync("partition_get", "GET nodes/{id}/blockdevices/{sdb}/partition/{part}");
        await CompareAsync("volume_group_get_with_lvs", "GET nodes/{id}/volume-group/{vg}/");
        await CompareAsync("machine_get_ready_configured", "GET machines/{id}/");
        await CompareAsync("interface_unlink_subnet", "POST nodes/{id}/interfaces/{tagged}/ op=unlink_subnet id={link}");
    }

    [Fact]
    public async Task A_deployed_machine_has_the_recorded_shape()
    {
        await AskAsync("POST machines/{id}/ op=deploy distro_series=jammy hwe_kernel=ga-22.04");
        await _site.WaitForStatusAsync("Deployed");
        await CompareAsync("machine_get_deployed", "GET machines/{id}/");
    }

    private async Task<MaasAnswer> CompareAsync(string recording, string request)
    {
        var answer = await AskAsync(request);
        Check(recording, answer);
        return answer;
    }

    private static void Check(string recording, MaasAnswer answer)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Fixtures", "maas", recording + ".json");
        var recorded = JsonConvert.DeserializeObject<JObject>(File.ReadAllText(path), new JsonSerializerSettings { DateParseHandling = DateParseHandling.None })!;
        Assert.True((int)recorded["status"]! == answer.Status, $"{answer.Status}: {answer.Body}");
        Assert.Equal((string?)recorded["content_type"], answer.ContentType);
        if (answer.ContentType == "text/plain") Assert.Equal((string?)recorded["body"], answer.Body);
        else Assert.Empty(JsonShape.Differences(recorded["body"]!, answer.Json));
    }

    /// <summary>Sends <c>VERB path name=value …</c> with names in braces filled in.</summary>
    private async Task<MaasAnswer> AskAsync(string request)
    {
        foreach (var pair in _names) request = request.Replace("{" + pair.Key + "}", pair.Value, StringComparison.Ordinal);
        var parts = request.Split(' ');
        var fields = parts.Skip(2).Select(part => part.Split('=', 2)).Select(pair => (pair[0], (object)pair[1])).ToArray();
        var answer = parts[0] switch
        {
            "GET" => await _site.Client.GetAsync(parts[1]),
            "POST" => await _site.Client.PostAsync(parts[1], fields),
            "PUT" => await _site.Client.PutAsync(parts[1], fields),
            _ => throw new ArgumentException(parts[0]),
        };
        Assert.True(answer.Status < 300, $"{request}: {answer.Status} {answer.Body}");
        return answer;
    }

    private void Name(string name, JToken thing) => _names[name] = (string)thing["id"]!;

    private async Task MakeAsync(string name, string path, string fields) =>
        Name(name, (await AskAsync((fields.Length == 0 ? "GET " : "POST ") + path + (fields.Length == 0 ? "" : " " + fields))).Object);
}
