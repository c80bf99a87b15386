using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>The power settings that a node's design gives its machine; they hold a password and are never told.</summary>
internal static class PowerSettings
{
    private const string Prefix = "power_parameters_";

    /// <summary>The settings as fields of a machine; none where the design does not say enough.</summary>
    public static MaasForm Of(BaremetalNode node)
    {
        var form = new MaasForm();
        if (node.OobAddress is not { Length: > 0 } address) return form;
        return node.Oob.Type switch
        {
            "ipmi" or "redfish" when node.Oob is { Account: { } account, Credential: { } password } => form
                .Add("power_type", node.Oob.Type).Add(Prefix + "power_address", PowerKey.Of(node)!.Host)
                .Add(Prefix + "power_user", account).Add(Prefix + "power_pass", password.Reveal()),
            "libvirt" => form.Add("power_type", "virsh").Add(Prefix + "power_address", node.Oob.LibvirtUri ?? address)
                .Add(Prefix + "power_id", node.Oob.Domain ?? node.Name),
            _ => form,
        };
    }

    /// <summary>The settings that a machine is to get: where it has none, or where they are asked for and differ.</summary>
    /// <param name="session">The session.</param>
    /// <param name="node">The node.</param>
    /// <param name="machine">Its machine.</param>
    /// <param name="replace">Whether settings of its own are replaced.</param>
    /// <param name="cancel">Stops the request.</param>
    public static async Task<MaasForm> DifferenceAsync(
        MaasSession session, BaremetalNode node, MaasMachine machine, bool replace, CancellationToken cancel)
    {
        if (machine.PowerType.Length > 0 && !replace) return [];
        var wanted = Of(node);
        if (wanted.Count == 0 || machine.PowerType != wanted.Find("power_type")) return wanted;
        var present = await session.Machines.PowerParametersAsync(machine.SystemId, cancel).ConfigureAwait(false);
        return wanted.All(field => !field.Key.StartsWith(Prefix, System.StringComparison.Ordinal)
            || present.Text(field.Key.Substring(Prefix.Length)) == field.Value) ? [] : wanted;
    }
}
