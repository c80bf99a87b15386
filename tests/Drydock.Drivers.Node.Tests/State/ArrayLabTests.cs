using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Design;
using Drydock.Design;
using Drydock.Drivers.Node.Maas;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Drivers.Node.Maas.State;
using Drydock.Drivers.Node.Tests.Support;
using Drydock.Errors;
using Drydock.Lab;
using Drydock.Lab.Hardware;
using Drydock.Lab.Maas;
using Drydock.Lab.Samples;
using Drydock.Maas;
using Drydock.Results;

namespace Drydock.Drivers.Node.Tests.State;

/// <summary>
/// RAIDs and bcaches on the lab's MAAS, on a server with six disks whose design goes by aliases alone, some with expressions.
/// </summary>
public sealed class ArrayLabTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private const string Disks = """
            disk{0}:
              bus_type: scsi
              dev_type: SSD
              address: {1}

        """;

    private const string Storage = """
          storage:
            physical_devices:
              boot_disk:
                labels: {bootdrive: true}
                partitions:
                - {name: efi, size: 512mi, filesystem: {mountpoint: /boot/efi, fstype: vfat}}
                - {name: mirror, size: 300g}
              disk3:
                partitions: [{name: mirror, size: 300g}]
              data_disk: {}
            raids:
              md0:
                level: 1
                devices: [boot_disk/mirror, disk3/mirror]
                volume_group: system
              md1:
                level: 5
                devices: [disk4, disk5, disk6]
                partitions:
                - {name: fast, size: 100g, filesystem: {mountpoint: /var/lib/fast, fs_label: fast}}
                - {name: slow, size: '>1g'}
            bcaches:
              bcache0:
                backing: md1/slow
                cache: data_disk
                mode: writeback
                filesystem: {mountpoint: /var/lib/big, fstype: xfs}
            volume_groups:
              system:
                logical_volumes:
                - {name: root, size: 60g, filesystem: {mountpoint: /}}
                - {name: log, size: '>10g', filesystem: {mountpoint: /var/log}}

        """;

    private readonly LabClock _clock = new(2000);
    private readonly FaultBook _faults = new();
    private readonly LabMaas _maas;
    private readonly SimulatedServer _server;
    private readonly BaremetalNode _node;
    private readonly SiteDesign _site;
    private readonly MaasNodeDriver _driver = new();
    private MaasSession? _session;

    public ArrayLabTests()
    {
        _maas = new LabMaas(new IPEndPoint(IPAddress.Loopback, 0), new LabMaasOptions { Clock = _clock, Faults = _faults, NodeTimeout = LabRegion.Patience });
        // The server is made of plain addresses, the design finds some of its devices by expressions.
        var hardware = Read(expressions: false);
        _site = Read(expressions: true);
        _node = _site.Nodes.First(node => node.HardwareProfile == "h1000");
        _server = new SimulatedServer(ServerSpecs.Of(hardware).Single(spec => spec.Name == _node.Name), _clock) { Booted = _maas.OnBootAsync };
    }

    private DriverContext Context => new() { Provisioner = _session, Timeout = Soon };

    public async Task InitializeAsync()
    {
        await _maas.StartAsync(CancellationToken.None).WaitAsync(Soon);
        _maas.Attach(_server);
        _session = (MaasSession)await new MaasConnector().ConnectAsync(
            new MaasConnectOptions { Url = _maas.Url, ApiKey = _maas.ApiKey, PollInterval = TimeSpan.FromMilliseconds(50) }, CancellationToken.None).WaitAsync(Soon);
        await _driver.CreateNetworkTemplateAsync(_site, Context, CancellationToken.None).WaitAsync(Soon);
        _server.SetBootOverride(new BootOverride(BootDevice.Pxe));
        _server.PowerOn();
        await _driver.IdentifyAsync(_node, Context, CancellationToken.None).WaitAsync(Soon);
        await _driver.CommissionAsync(_node, Context, CancellationToken.None).WaitAsync(Soon);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _session?.Dispose();
        _server.Dispose();
        _maas.Dispose();
    }

    private static SiteDesign Read(bool expressions)
    {
        var addresses = expressions
            ? new[] { @"'regexp:2:0\.2\..*'", "'2:0.3.0'", @"'regexp:2:0\.4'", "'2:0.5.0'" } : ["'2:0.2.0'", "'2:0.3.0'", "'2:0.4.0'", "'2:0.5.0'"];
        var aliases = string.Concat(addresses.Select((address, index) => Disks.Replace("{0}", $"{index + 3}", StringComparison.Ordinal)
            .Replace("{1}", address, StringComparison.Ordinal)));
        return new SiteDesignReader().Read([.. LabSite.Generate(12, LabSite.SampleOctet).Select(source => new SiteSource(source.File, Changed(source.Text)))]).Site;

        string Changed(string text)
        {
            var begin = text.IndexOf("  name: compute\n", StringComparison.Ordinal);
            if (begin < 0) return text;
            var storage = text.IndexOf("  storage:\n", begin, StringComparison.Ordinal);
            var platform = text.IndexOf("  platform:\n", storage, StringComparison.Ordinal);
            text = text[..storage] + Storage + text[platform..];
            var marker = text.IndexOf("  # Values that kernel parameters refer to.", StringComparison.Ordinal);
            text = text[..marker] + aliases + text[marker..];
            return expressions ? text.Replace("address: '0000:3b:00.1'", @"address: 'regexp:0000:3b:.*\.1'", StringComparison.Ordinal) : text;
        }
    }

    private Task<NodeActionResult> ApplyAsync() => _driver.ApplyStorageAsync(_node, Context, CancellationToken.None).WaitAsync(Soon);

    private async Task<MaasMachine> MachineAsync() =>
        Assert.Single(await _session!.GetMachinesAsync(new MaasMachineQuery { Hostnames = new[] { _node.Name } }, CancellationToken.None).WaitAsync(Soon));

    private async Task<string> PathAsync(string path) => $"nodes/{(await MachineAsync()).SystemId}/{path}";

    [Fact]
    public async Task A_root_on_LVM_on_a_mirror_is_deployed_and_a_second_pass_writes_nothing()
    {
        Assert.Contains(_node.Interfaces.SelectMany(nic => nic.Selectors), selector => selector.Address.StartsWith("regexp:", StringComparison.Ordinal));
        Assert.Equal(ActionStatus.Success, (await _driver.ApplyNetworkingAsync(_node, Context, CancellationToken.None).WaitAsync(Soon)).Status);
        var applied = await ApplyAsync();
        Assert.Contains("2 RAIDs, 1 bcaches, 1 volume groups, 2 logical volumes", applied.Message, StringComparison.Ordinal);

        var machine = await MachineAsync();
        var devices = machine.BlockDevices.ToDictionary(device => device.Name);
        Assert.Equal("sda", machine.BlockDevices.Single(device => device.Id == machine.BootDiskId).Name);
        Assert.Equal(["/boot/efi", null], devices["sda"].Partitions.Select(partition => partition.Filesystem?.MountPoint));
        Assert.Equal("Active raid-1 device for md0", devices["sda"].Partitions[1].UsedFor);
        Assert.Equal("Active raid-1 device for md0", devices["sdc"].Partitions[0].UsedFor);
        Assert.Equal("LVM volume for system", devices["md0"].UsedFor);
        Assert.Equal((299997593600 - 131072, "/"), (devices["md0"].Size, devices["system-root"].Filesystem!.MountPoint!));
        Assert.All(["sdd", "sde", "sdf"], name => Assert.Equal("Active raid-5 device for md1", devices[name].UsedFor));
        Assert.Equal(("fast", "Backing device for bcache0"), (devices["md1"].Partitions[0].Filesystem!.Label, devices["md1"].Partitions[1].UsedFor));
        Assert.Equal(("Cache device for cache0", "xfs", "/var/lib/big"), (devices["sdb"].UsedFor, devices["bcache0"].Filesystem!.Type, devices["bcache0"].Filesystem!.MountPoint));

        var writes = _maas.Writes;
        Assert.True(((StoragePlan)(await ApplyAsync()).Detail!).IsConverged);
        await _driver.ApplyNetworkingAsync(_node, Context, CancellationToken.None).WaitAsync(Soon);
        Assert.Equal(writes, _maas.Writes);

        Assert.Equal(ActionStatus.Success, (await _driver.DeployAsync(_node, Context, CancellationToken.None).WaitAsync(Soon)).Status);
        Assert.Equal("Storage is as designed.", (await ApplyAsync()).Message);
    }

    [Fact]
    public async Task A_run_cut_short_at_any_write_is_named_and_the_next_one_completes_it()
    {
        var operations = ((StoragePlan)(await ApplyAsync()).Detail!).Operations.Count;
        foreach (var (request, operation) in new[]
        {
            ("raids/", "create raid-1 md0 of partition 'mirror' of sda, partition 'mirror' of sdc"),
            ("bcache-cache-sets/", "create cache set on sdb"),
            ("bcaches/", "create bcache bcache0"),
            ("volume-groups/", "create volume group system of md0"),
        })
        {
            await _session!.Api.PostAsync($"machines/{(await MachineAsync()).SystemId}/", "set_storage_layout", new MaasForm().Add("storage_layout", "flat"), CancellationToken.None).WaitAsync(Soon);
            _faults.Add(new LabFault(LabFaultKind.MaasNotFound, Count: 1) { Request = "POST nodes/*/" + request });
            var error = await Assert.ThrowsAsync<DrydockException>(ApplyAsync);
            Assert.Contains($"could not {operation}", error.Message, StringComparison.Ordinal);
            Assert.Contains("Done before it", error.Message, StringComparison.Ordinal);

            var rest = (StoragePlan)(await ApplyAsync()).Detail!;
            Assert.Empty(rest.Reasons);
            Assert.InRange(rest.Operations.Count, 1, operations - 4);
            Assert.StartsWith(operation, rest.Operations[0].ToString(), StringComparison.Ordinal);
            Assert.True(((StoragePlan)(await ApplyAsync()).Detail!).IsConverged);
        }
    }

    [Fact]
    public async Task What_was_changed_by_hand_is_told_and_made_anew_or_set_back_in_its_place()
    {
        await ApplyAsync();
        var api = _session!.Api;
        var bcache = PresentBcache.Parse((await api.GetAsync(await PathAsync("bcaches/"), null, CancellationToken.None).WaitAsync(Soon))[0]!);
        await api.PutAsync(await PathAsync($"bcache/{bcache.Id}/"), new MaasForm().Add("cache_mode", "writethrough"), CancellationToken.None).WaitAsync(Soon);
        var mode = (StoragePlan)(await ApplyAsync()).Detail!;
        Assert.Equal(["set cache mode writeback of bcache0"], Designs.Texts(mode.Operations));

        await api.DeleteAsync(await PathAsync($"bcache/{bcache.Id}/"), CancellationToken.None).WaitAsync(Soon);
        var bare = (StoragePlan)(await ApplyAsync()).Detail!;
        Assert.Equal(["create bcache bcache0 of partition 'slow' of md1, cached on sdb (writeback)", "format bcache0 as xfs", "mount bcache0 at /var/lib/big"], Designs.Texts(bare.Operations));

        var design = _node with { Raids = new(_node.Raids.Select(raid => raid.Name == "md1" ? raid with { Level = 0 } : raid)) };
        var rebuilt = await _driver.ApplyStorageAsync(design, Context, CancellationToken.None).WaitAsync(Soon);
        Assert.Matches("; made anew because .*RAID 'md1' is raid-5 instead of raid-0", rebuilt.Message);
    }
}
