using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Maas;
using Drydock.Results;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>
/// IdentifyNode: finds the node's machine, waiting until it turns up, and gives it the node's name and domain. With a
/// timeout of zero it looks once.
/// </summary>
internal static class Identify
{
    public static async Task<NodeActionResult> RunAsync(
        MaasSession session, BaremetalNode node, DriverContext context, CancellationToken cancel)
    {
        var scope = new NodeScope(session, node, context, ActionNames.IdentifyNode);
        var identity = MachineIdentity.Of(node);
        var machine = await new MachineFinder(session).FindAsync(identity, node.Domain, cancel).ConfigureAwait(false)
            ?? await AwaitAsync(scope, identity, cancel).ConfigureAwait(false);
        var found = machine.Hostname;
        var changes = Changes(node, machine);
        if (changes.Count > 0) machine = await WriteAsync(scope, machine, changes, cancel).ConfigureAwait(false);
        session.Remember(node, machine);
        var message = found == machine.Hostname ? $"Is machine {machine.SystemId}, '{machine.StatusName}'."
            : $"Is machine {machine.SystemId}, '{machine.StatusName}'; was named '{found}'.";
        return scope.Success(message, machine);
    }

    private static async Task<MaasMachine> AwaitAsync(NodeScope scope, MachineIdentity identity, CancellationToken cancel)
    {
        if (scope.Remaining <= TimeSpan.Zero) throw ArrivalWatcher.NotFound(identity, TimeSpan.Zero);
        scope.Say("Waiting until it turns up in MAAS");
        return await scope.Session.Arrivals.WaitAsync(identity, scope.Remaining, cancel).ConfigureAwait(false);
    }

    private static MaasForm Changes(BaremetalNode node, MaasMachine machine)
    {
        var form = new MaasForm();
        if (machine.Hostname != node.Name) form.Add("hostname", node.Name);
        // A node made by hand has no network to take a domain from.
        if (node.Site?.FindNetwork(node.PrimaryNetwork) is not null && machine.Domain != node.Domain) form.Add("domain", node.Domain);
        if (machine.PowerType.Length == 0) AddPower(form, node);
        return form;
    }

    /// <summary>A machine that MAAS cannot power was registered by hand, or enlisted without finding its BMC.</summary>
    private static void AddPower(MaasForm form, BaremetalNode node)
    {
        if (node.OobAddress is not { Length: > 0 } address) return;
        switch (node.Oob.Type)
        {
            case "ipmi" or "redfish" when node.Oob is { Account: { } account, Credential: { } password }:
                form.Add("power_type", node.Oob.Type).Add("power_parameters_power_address", PowerKey.Of(node)!.Host)
                    .Add("power_parameters_power_user", account).Add("power_parameters_power_pass", password.Reveal());
                break;
            case "libvirt":
                form.Add("power_type", "virsh").Add("power_parameters_power_address", node.Oob.LibvirtUri ?? address)
                    .Add("power_parameters_power_id", node.Name);
                break;
        }
    }

    private static async Task<MaasMachine> WriteAsync(NodeScope scope, MaasMachine machine, MaasForm changes, CancellationToken cancel)
    {
        try
        {
            return MaasParsing.Machine(
                await scope.Session.Api.PutAsync($"machines/{machine.SystemId}/", changes, cancel).ConfigureAwait(false));
        }
        catch (MaasApiException error) when (error.Fields.ContainsKey("domain"))
        {
            throw scope.Error(error.Error, error.Message, "Let CreateNetworkTemplate (Set-NetworkTemplate) make the site's domains first.");
        }
    }
}
