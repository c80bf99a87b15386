using System.Linq;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.State;
using Drydock.Drivers.Node.Tests.Support;
using Drydock.Lab;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Tests.Actions;

/// <summary>
/// Each kind of write to networking and storage meets each fault that may pass: the machine ends as one that met none, with
/// nothing made twice.
/// </summary>
public sealed class WriteFaultTests(LabFleet fleet) : IClassFixture<LabFleet>
{
    private const string Partitions = "POST nodes/*/blockdevices/*/partitions/";

    private static readonly LabFaultKind[] Kinds =
    [
        LabFaultKind.MaasAnswerLost, LabFaultKind.MaasTruncatedAnswer, LabFaultKind.MaasRequestLost, LabFaultKind.MaasGatewayPage,
        LabFaultKind.MaasConflictWithoutRetryAfter, LabFaultKind.MaasUnavailable,
    ];

    public static TheoryData<LabFaultKind, string> NetworkWrites() => Each(
        "PUT nodes/*/interfaces/*", "POST nodes/*/interfaces/?op=create_bond", "POST nodes/*/interfaces/?op=create_vlan",
        "POST nodes/*/interfaces/*?op=link_subnet");

    public static TheoryData<LabFaultKind, string> StorageWrites() => Each(
        "POST machines/*?op=set_storage_layout", Partitions, "POST nodes/*/volume-groups/",
        "POST nodes/*/volume-group/*?op=create_logical_volume", "POST nodes/*?op=format", "POST nodes/*?op=mount");

    [Theory]
    [MemberData(nameof(NetworkWrites))]
    public async Task Networking_outlives_a_fault_of_any_write(LabFaultKind kind, string request)
    {
        var (node, twin) = (fleet.Take("compute"), await PlainAsync("compute"));
        await ApplyAsync(node, kind, request, storage: false);
        Assert.Equal(await NetworkAsync(twin), await NetworkAsync(node));
        Assert.True(((NetworkPlan)(await fleet.Driver.ApplyNetworkingAsync(node, fleet.Context, default).Soon()).Detail!).IsConverged);
    }

    [Theory]
    [MemberData(nameof(StorageWrites))]
    public async Task Storage_outlives_a_fault_of_any_write(LabFaultKind kind, string request)
    {
        // The layout of a machine with a BIOS makes all of its partitions.
        var profile = request == Partitions ? "control" : "compute";
        var (node, twin) = (fleet.Take(profile), await PlainAsync(profile));
        await ApplyAsync(node, kind, request, storage: true);
        Assert.Equal(await StorageAsync(twin), await StorageAsync(node));
        Assert.True(((StoragePlan)(await fleet.Driver.ApplyStorageAsync(node, fleet.Context, default).Soon()).Detail!).IsConverged);
    }

    /// <summary>A tag whose making was asked for, whose answer was lost and which is not there is asked for again.</summary>
    [Theory]
    [InlineData(LabFaultKind.MaasAnswerLost, 1)]
    [InlineData(LabFaultKind.MaasTruncatedAnswer, 1)]
    [InlineData(LabFaultKind.MaasRequestLost, 2)]
    [InlineData(LabFaultKind.MaasGatewayPage, 2)]
    public async Task A_tag_is_made_once_whatever_becomes_of_the_answer(LabFaultKind kind, int requests)
    {
        var name = "made-" + kind;
        var before = fleet.Maas.Traffic.Kinds.TryGetValue("POST tags/", out var count) ? count : 0;
        fleet.Faults.Add(new LabFault(kind, Count: 1) { Request = "POST tags/" });
        Assert.True(await fleet.Session.Tags.EnsureTagAsync(name, "quiet", default).Soon());
        Assert.Empty(fleet.Faults.Active);
        Assert.Equal(before + requests, fleet.Maas.Traffic.Kinds["POST tags/"]);
        var tag = Assert.Single(await fleet.Session.GetAsync<MaasTag>(null, null, default).Soon(), tag => tag.Name == name);
        Assert.Equal("quiet", tag.KernelOptions);
    }

    private static TheoryData<LabFaultKind, string> Each(params string[] requests)
    {
        var data = new TheoryData<LabFaultKind, string>();
        foreach (var kind in Kinds) foreach (var request in requests) data.Add(kind, request);
        return data;
    }

    private async Task ApplyAsync(BaremetalNode node, LabFaultKind kind, string request, bool storage)
    {
        fleet.Faults.Clear();
        fleet.Faults.Add(new LabFault(kind, Count: 1) { Request = request });
        var result = await (storage ? fleet.Driver.ApplyStorageAsync(node, fleet.Context, default)
            : fleet.Driver.ApplyNetworkingAsync(node, fleet.Context, default)).Soon();
        Assert.True(result.Succeeded, result.Message);
        Assert.Empty(fleet.Faults.Active);
    }

    /// <summary>A node that met no fault, the same one for all tests of its profile.</summary>
    private async Task<BaremetalNode> PlainAsync(string profile)
    {
        var node = fleet.Plain(profile);
        await fleet.Driver.ApplyNetworkingAsync(node, fleet.Context, default).Soon();
        await fleet.Driver.ApplyStorageAsync(node, fleet.Context, default).Soon();
        return node;
    }

    private async Task<string[]> NetworkAsync(BaremetalNode node) =>
    [
        .. (await MachineAsync(node)).Interfaces.Select(nic => $"{nic.Type} {nic.Name} of {nic.Parents} in VLAN {nic.Vlan?.Id}, MTU {nic.EffectiveMtu}: "
            + string.Join(", ", nic.Links.Select(link => $"{link.Mode} {link.SubnetCidr}").Order())).Order(),
    ];

    private async Task<string[]> StorageAsync(BaremetalNode node)
    {
        var machine = await MachineAsync(node);
        var groups = (JArray)await fleet.Session.Api.GetAsync($"nodes/{machine.SystemId}/volume-groups/", null, default).Soon();
        return
        [
            .. machine.BlockDevices.Select(disk => $"{disk.Name} {disk.Size} {disk.Filesystem?.MountPoint}: "
                + string.Join(", ", disk.Partitions.Select(part => $"{part.Size} {part.UsedFor}"))).Order(),
            .. groups.Select(MaasParsing.VolumeGroup).Select(group => $"{group.Name} {group.Size}").Order(),
        ];
    }

    private Task<MaasMachine> MachineAsync(BaremetalNode node) => fleet.Session.GetMachineAsync(node, default).Soon();
}
