using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>Carries out network operations on one machine, and checks each by MAAS's answer.</summary>
public sealed class NetworkExecutor
{
    private readonly IMaasApi _api;
    private readonly string _path;
    private readonly Dictionary<string, int> _ids;

    /// <summary>Makes the executor.</summary>
    /// <param name="api">The API.</param>
    /// <param name="machine">The machine for which the operations were planned.</param>
    public NetworkExecutor(IMaasApi api, MaasMachine machine)
    {
        _api = api;
        _path = $"nodes/{machine.SystemId}/interfaces/";
        _ids = machine.Interfaces.GroupBy(nic => nic.Name).ToDictionary(same => same.Key, same => same.First().Id, StringComparer.Ordinal);
    }

    /// <summary>Carries out an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="cancel">Stops the request.</param>
    public Task ExecuteAsync(NetworkOperation operation, CancellationToken cancel) => operation switch
    {
        DeleteInterface delete => _api.DeleteAsync(Path(delete.InterfaceId), cancel),
        UpdateInterface update => UpdateAsync(update, cancel),
        CreateBond bond => CreateBondAsync(bond, cancel),
        CreateVlanInterface vlan => CreateVlanAsync(vlan, cancel),
        UnlinkSubnet unlink => UnlinkAsync(unlink, cancel),
        LinkSubnet link => LinkAsync(link, cancel),
        SetDefaultGateway gateway => _api.PostAsync(Path(gateway.InterfaceId), "set_default_gateway",
            new MaasForm().Add("link_id", gateway.LinkId), cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "Unknown operation."),
    };

    private async Task UpdateAsync(UpdateInterface update, CancellationToken cancel)
    {
        var form = new MaasForm();
        if (update.VlanId is { } vlan) form.Add("vlan", vlan);
        if (update.Mtu is { } mtu) form.Add("mtu", mtu);
        foreach (var entry in update.Parameters) form.Add(entry.Key, entry.Value);
        var nic = MaasParsing.Interface(await _api.PutAsync(Path(update.InterfaceId), form, cancel).ConfigureAwait(false));
        if (update.VlanId is { } wanted) VerifyVlan(nic, wanted);
        if (update.Mtu is { } bytes) VerifyMtu(nic, bytes);
        VerifyParameters(nic, update.Parameters);
    }

    private async Task CreateBondAsync(CreateBond bond, CancellationToken cancel)
    {
        var form = new MaasForm().Add("name", bond.Interface).Add("parents", bond.Parents.Select(Id)).Add("vlan", bond.VlanId).Add("mtu", bond.Mtu);
        foreach (var entry in bond.Parameters) form.Add(entry.Key, entry.Value);
        var nic = MaasParsing.Interface(await _api.PostAsync(_path, "create_bond", form, cancel).ConfigureAwait(false));
        _ids[bond.Interface] = nic.Id;
        PlanExecution.Verify(nic.Name == bond.Interface && new HashSet<string>(bond.Parents).SetEquals(nic.Parents),
            $"{nic.Type} {nic.Name} of {nic.Parents}");
        VerifyVlan(nic, bond.VlanId);
        VerifyMtu(nic, bond.Mtu);
        VerifyParameters(nic, bond.Parameters);
    }

    private async Task CreateVlanAsync(CreateVlanInterface vlan, CancellationToken cancel)
    {
        var form = new MaasForm().Add("vlan", vlan.VlanId).Add("parent", Id(vlan.Parent)).Add("mtu", vlan.Mtu);
        var nic = MaasParsing.Interface(await _api.PostAsync(_path, "create_vlan", form, cancel).ConfigureAwait(false));
        _ids[vlan.Interface] = nic.Id;
        PlanExecution.Verify(nic.Name == vlan.Interface, $"{nic.Type} {nic.Name}");
        VerifyVlan(nic, vlan.VlanId);
        VerifyMtu(nic, vlan.Mtu);
    }

    private async Task UnlinkAsync(UnlinkSubnet unlink, CancellationToken cancel)
    {
        var answer = await _api.PostAsync(Path(unlink.InterfaceId), "unlink_subnet", new MaasForm().Add("id", unlink.Link.Id), cancel).ConfigureAwait(false);
        var nic = MaasParsing.Interface(answer);
        PlanExecution.Verify(nic.Links.All(link => link.Id != unlink.Link.Id), $"{nic.Name} still has link {unlink.Link.Id}");
    }

    private async Task LinkAsync(LinkSubnet link, CancellationToken cancel)
    {
        var wanted = link.Link;
        var form = new MaasForm().Add("mode", wanted.Mode).Add("subnet", wanted.SubnetId);
        if (wanted.Address is not null) form.Add("ip_address", wanted.Address);
        if (wanted.DefaultGateway) form.Add("default_gateway", true);
        if (link.Replaces) form.Add("force", true);
        var answer = await _api.PostAsync(Path(Id(link.Interface)), "link_subnet", form, cancel).ConfigureAwait(false);
        var nic = MaasParsing.Interface(answer);
        PlanExecution.Verify((!link.Replaces || nic.Links.Count == 1) && nic.Links.Any(present => LinkDifference.Same(wanted, present)),
            $"{nic.Name} has the links {string.Join(", ", nic.Links.Select(present => $"{present.SubnetCidr ?? "none"} ({present.Mode} {present.IPAddress})"))}");
    }

    private static void VerifyVlan(MaasInterface nic, int vlanId) =>
        PlanExecution.Verify(nic.Vlan?.Id == vlanId, $"{nic.Name} is in VLAN id {nic.Vlan?.Id}, not {vlanId}");

    /// <summary>Interfaces above may keep the MTU in force higher for now; then the interface's own one tells.</summary>
    private static void VerifyMtu(MaasInterface nic, int mtu) => PlanExecution.Verify(
        nic.EffectiveMtu == mtu || nic.Parameters.Find("mtu") == mtu.ToString(System.Globalization.CultureInfo.InvariantCulture),
        $"{nic.Name} has MTU {nic.EffectiveMtu}, not {mtu}");

    private static void VerifyParameters(MaasInterface nic, TextMap wanted)
    {
        foreach (var entry in wanted)
            PlanExecution.Verify(nic.Parameters.Find(entry.Key) == entry.Value, $"{nic.Name} has {entry.Key} {nic.Parameters.Find(entry.Key)}, not {entry.Value}");
    }

    private int Id(string name) => _ids[name];

    private string Path(int id) => _path + id.ToString(System.Globalization.CultureInfo.InvariantCulture) + "/";
}
