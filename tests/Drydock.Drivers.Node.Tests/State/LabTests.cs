using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Design;
using Drydock.Design;
using Drydock.Drivers.Node.Maas;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Drivers.Node.Maas.State;
using Drydock.Drivers.Node.Tests.Support;
using Drydock.Errors;
using Drydock.Lab.Hardware;
using Drydock.Lab.Maas;
using Drydock.Lab.Samples;
using Drydock.Maas;
using Drydock.Results;

namespace Drydock.Drivers.Node.Tests.State;

/// <summary>Plans carried out on the lab's MAAS, which refuses what a real one refuses.</summary>
public sealed class LabTests : IAsyncLifetime, IDisposable
{
    private const int Nodes = 12;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private readonly LabClock _clock = new(2000);
    private readonly LabMaas _maas;
    private readonly SiteDesign _site;
    private readonly List<SimulatedServer> _servers;
    private readonly MaasNodeDriver _driver = new();
    private IMaasSession? _session;

    public LabTests()
    {
        _site = new SiteDesignReader().Read(LabSite.Generate(Nodes, LabSite.SampleOctet)).Site;
        _maas = new LabMaas(new IPEndPoint(IPAddress.Loopback, 0), new LabMaasOptions { Clock = _clock, NodeTimeout = LabRegion.Patience });
        _servers = [.. ServerSpecs.Of(_site).Select(spec => new SimulatedServer(spec, _clock) { Booted = _maas.OnBootAsync })];
    }

    private DriverContext Context => new() { Provisioner = _session, Timeout = Soon };

    public async Task InitializeAsync()
    {
        await _maas.StartAsync(CancellationToken.None).WaitAsync(Soon);
        foreach (var server in _servers) _maas.Attach(server);
        _session = await new MaasConnector().ConnectAsync(
            new MaasConnectOptions { Url = _maas.Url, ApiKey = _maas.ApiKey, PollInterval = TimeSpan.FromMilliseconds(50) }, CancellationToken.None).WaitAsync(Soon);
        await _driver.CreateNetworkTemplateAsync(_site, Context, CancellationToken.None).WaitAsync(Soon);
        foreach (var server in _servers)
        {
            server.SetBootOverride(new BootOverride(BootDevice.Pxe));
            server.PowerOn();
        }

        await Each(async node =>
        {
            await _driver.IdentifyAsync(node, Context, CancellationToken.None);
            return await _driver.CommissionAsync(node, Context, CancellationToken.None);
        });
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _session?.Dispose();
        foreach (var server in _servers) server.Dispose();
        _maas.Dispose();
    }

    private Task<NodeActionResult[]> Each(Func<BaremetalNode, Task<NodeActionResult>> action) =>
        Task.WhenAll(_site.Nodes.Select(node => Task.Run(() => action(node)))).WaitAsync(Soon);

    private Task<NodeActionResult> Networking(BaremetalNode node) => _driver.ApplyNetworkingAsync(node, Context, CancellationToken.None).WaitAsync(Soon);

    private Task<NodeActionResult> Storage(BaremetalNode node) => _driver.ApplyStorageAsync(node, Context, CancellationToken.None).WaitAsync(Soon);

    [Fact]
    public async Task A_site_is_brought_to_its_design_and_a_second_run_writes_nothing()
    {
        var networks = await Each(Networking);
        var storages = await Each(Storage);
        Assert.All(networks.Concat(storages), result => Assert.Equal(ActionStatus.Success, result.Status));
        Assert.All(networks, result => Assert.NotEmpty(Assert.IsType<NetworkPlan>(result.Detail).Operations));
        Assert.All(storages, result => Assert.NotEmpty(Assert.IsType<StoragePlan>(result.Detail).Operations));

        // MAAS answers 500 to whoever reads the partitions of a disk that has none; the machine shows them all.
        Assert.DoesNotContain(_maas.Traffic.Kinds.Keys, kind => kind.StartsWith("GET", StringComparison.Ordinal) && kind.Contains("partition", StringComparison.Ordinal));
        var (reads, writes) = (_maas.Reads, _maas.Writes);
        networks = await Each(Networking);
        storages = await Each(Storage);
        Assert.Equal(writes, _maas.Writes);
        Assert.All(networks, result => Assert.True(((NetworkPlan)result.Detail!).IsConverged, result.Message));
        Assert.All(storages, result => Assert.True(((StoragePlan)result.Detail!).IsConverged, result.Message));
        // Look-ups of machines are joined; volume groups are read per machine that has some.
        Assert.InRange(_maas.Reads - reads, 1, (2 * Nodes) + 4);
    }

    [Fact]
    public async Task What_was_changed_by_hand_is_brought_back_and_nothing_else()
    {
        var node = _site.Nodes[0];
        await Networking(node);
        await Storage(node);
        var machine = Assert.Single(await _session!.GetMachinesAsync(new MaasMachineQuery { Hostnames = new[] { node.Name } }, CancellationToken.None).WaitAsync(Soon));
        var api = ((MaasSession)_session!).Api;
        var vlan = machine.Interfaces.First(nic => nic.Type == "vlan");
        await api.DeleteAsync($"nodes/{machine.SystemId}/interfaces/{vlan.Id}/", CancellationToken.None).WaitAsync(Soon);
        var repaired = (NetworkPlan)(await Networking(node)).Detail!;
        Assert.All(repaired.Operations, operation => Assert.Equal(vlan.Name, operation.Interface));
        Assert.IsType<CreateVlanInterface>(repaired.Operations[0]);

        await api.PostAsync($"machines/{machine.SystemId}/", "set_storage_layout", new Drydock.Drivers.Node.Maas.Api.MaasForm().Add("storage_layout", "flat"), CancellationToken.None).WaitAsync(Soon);
        var rebuilt = await Storage(node);
        Assert.NotEmpty(((StoragePlan)rebuilt.Detail!).Reasons);
        Assert.Contains("made anew because", rebuilt.Message);
        Assert.True(((StoragePlan)(await Storage(node)).Detail!).IsConverged);
    }

    [Fact]
    public async Task An_oversized_partition_is_refused_without_a_write()
    {
        var node = _site.Nodes[0];
        var disk = node.StorageDevices[0];
        var oversized = node with
        {
            StorageDevices = new([disk with { Partitions = new([.. disk.Partitions, Designs.Part("huge", "900t", "/huge")]) }, .. node.StorageDevices.Skip(1)]),
        };
        var writes = _maas.Writes;
        var error = await Assert.ThrowsAsync<DrydockException>(() => Storage(oversized));
        Assert.Same(ErrorCatalogue.StorageDoesNotFit, error.Error);
        Assert.Equal(writes, _maas.Writes);
    }

    [Fact]
    public async Task An_address_that_somebody_has_is_named_and_a_second_run_goes_on()
    {
        var (first, second) = (_site.Nodes[0], _site.Nodes[1]);
        await Networking(first);
        var taken = first.Addressing.First(address => address.Type == AddressType.Static && first.Interfaces.Any(nic => nic.Networks.Contains(address.Network)));
        var thief = second with { Addressing = new(second.Addressing.Select(address => address.Network == taken.Network ? taken : address)) };
        var error = await Assert.ThrowsAsync<DrydockException>(() => Networking(thief));
        Assert.Same(ErrorCatalogue.AddressUnavailable, error.Error);
        Assert.Contains(taken.Address!, error.Message);
        Assert.Contains("Done before it", error.Message);
        var rest = (NetworkPlan)(await Networking(second)).Detail!;
        Assert.All(rest.Operations, operation => Assert.IsType<LinkSubnet>(operation));
    }

    [Fact]
    public async Task A_deployed_machine_as_designed_is_a_success_and_another_design_a_refusal()
    {
        var node = _site.Nodes[0];
        await Networking(node);
        await Storage(node);
        await _driver.DeployAsync(node, Context, CancellationToken.None).WaitAsync(Soon);
        var writes = _maas.Writes;
        Assert.Equal(ActionStatus.Success, (await Networking(node)).Status);
        Assert.Equal(ActionStatus.Success, (await Storage(node)).Status);
        var other = node with { Addressing = new(node.Addressing.Where(address => address.Network == node.Oob.Network)) };
        var error = await Assert.ThrowsAsync<DrydockException>(() => Networking(other));
        Assert.Same(ErrorCatalogue.MaasStateConflict, error.Error);
        Assert.Contains("'Deployed'", error.Message);
        Assert.Contains("unlink", error.Message);
        Assert.Equal(writes, _maas.Writes);
    }
}
