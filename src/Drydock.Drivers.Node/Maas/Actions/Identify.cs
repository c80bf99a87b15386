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
/// timeout of zero it looks once. A machine that MAAS cannot power gets the design's out-of-band settings, any machine where
/// that is asked for. A node that is a rack controller of MAAS is left alone.
/// </summary>
internal static class Identify
{
    public static async Task<NodeActionResult> RunAsync(
        MaasSession session, BaremetalNode node, DriverContext context, CancellationToken cancel)
    {
        var scope = new NodeScope(session, node, context, ActionNames.IdentifyNode);
        var identity = MachineIdentity.Of(node);
        var machine = await new MachineFinder(session).FindAsync(identity, node.Domain, cancel).ConfigureAwait(false);
        // A rack controller never turns up as a machine.
        if (machine is null && await RackNodes.FindAsync(session, node, cancel).ConfigureAwait(false) is { } rack)
            return RackNodes.LeftAlone(node, scope.Action, rack);
        machine ??= await AwaitAsync(scope, identity, cancel).ConfigureAwait(false);
        var found = machine.Hostname;
        var changes = Changes(node, machine);
        var replace = context.UseNodeOobParameters || node.Site?.Region?.Provisioner?.UseNodeOobParameters == true;
        foreach (var field in await PowerSettings.DifferenceAsync(session, node, machine, replace, cancel).ConfigureAwait(false))
            changes.Add(field.Key, field.Value);
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
        return form;
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
