using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Life;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>The fields with which machines are created and updated (maasserver/forms MachineForm).</summary>
internal static class MachineForm
{
    private const string PowerPrefix = "power_parameters_";

    private static readonly Regex Label = new("^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$", RegexOptions.CultureInvariant);
    private static readonly Regex Mac = new("^([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}$", RegexOptions.CultureInvariant);

    public static MaasReply Create(MaasCall call)
    {
        var form = call.Form;
        var region = call.Region;
        var architecture = form.RequiredText("architecture");
        if (architecture.Length > 0 && architecture is not ("amd64" or "amd64/generic"))
            form.Error("architecture", MaasError.NotOneOf("architecture", architecture, ["amd64/generic"]));
        var macs = ReadMacs(form, region);
        CheckHostname(form, region, null);
        var type = form.Text("power_type") ?? "";
        CheckPower(form, type, new HashSet<string>());
        if (form.Failed("mac_addresses") && type == "manual")
            form.Error("power_type", "Can't set power type to manual without network interfaces");
        form.Check();

        var commission = form.Flag("commission") ?? call.User.IsSuperuser;
        RequireFreeBmc(call, null, type, form.Text(PowerPrefix + "power_address"));
        if (commission && type.Length == 0)
            throw MaasError.Plain(500, "Unconfigured power type. Please configure the power type and try again.");

        var node = Enlister.NewNode(region, form.HasText("hostname") ? form.Text("hostname")! : HostNames.Next(region));
        foreach (var mac in macs)
        {
            node.Interfaces.Add(new NodeInterface
            {
                Id = region.NextId("interface"),
                Node = node,
                Kind = "physical",
                Name = "eth" + node.Interfaces.Count,
                Mac = mac,
            });
        }

        node.BootInterface = node.Interfaces[0];
        Fill(call, node);
        if (commission) call.Life.Power.Require(node);
        region.Add(node);
        if (commission) call.AfterCommit.Add(call.Life.Commissioner.Start(node, call.User, MachineOperations.ReadCommissioning(call)));
        return MaasReply.Json(node.Json(region));
    }

    public static MaasReply Update(MaasCall call)
    {
        var node = MachineRules.Machine(call);
        MachineRules.RequireEditable(call, node);
        var form = call.Form;
        CheckHostname(form, call.Region, node);
        if (form.HasText("architecture") && form.Text("architecture") is not ("amd64" or "amd64/generic"))
            form.Error("architecture", MaasError.NotOneOf("architecture", form.Text("architecture")!, ["amd64/generic"]));
        form.Number("cpu_count", 0, int.MaxValue);
        form.Number("memory", 0, int.MaxValue);
        form.Number("swap_size", 0);
        if (form.Has("power_type"))
            CheckPower(form, form.Text("power_type")!, form.Text("power_type") == node.PowerType ? node.PowerParameters.Keys : []);
        CheckReferences(form, call.Region);
        form.Check();
        RequireFreeBmc(call, node, form.Text("power_type") ?? node.PowerType, form.Text(PowerPrefix + "power_address"));
        Fill(call, node);
        return MaasReply.Json(node.Json(call.Region));
    }

    private static List<string> ReadMacs(Form form, Region region)
    {
        var macs = form.All("mac_addresses").SelectMany(value => value.Split([','], StringSplitOptions.RemoveEmptyEntries))
            .Select(mac => mac.Trim().ToLowerInvariant().Replace('-', ':')).ToList();
        if (macs.Count == 0) form.Error("mac_addresses", Form.Required);
        foreach (var mac in macs)
        {
            if (!Mac.IsMatch(mac)) form.Error("mac_addresses", $"'{mac}' is not a valid MAC address.");
            else if (region.FindInterfaceByMac(mac) is { } other) form.Error("mac_addresses", $"MAC address {mac} already in use on {other.Node.Hostname}.");
        }

        return macs;
    }

    private static void CheckHostname(Form form, Region region, Node? self)
    {
        var domain = self?.Domain ?? region.DefaultDomain;
        if (form.HasText("domain"))
        {
            if (FindDomain(region, form.Text("domain")!) is { } found) domain = found;
            else form.Error("domain", "Unable to find domain " + form.Text("domain"));
        }

        if (form.Text("hostname") is not { Length: > 0 } name) return;
        var first = name.Split('.')[0];
        if (first.Contains('_')) form.Error("hostname", $"Host label cannot contain underscore: '{first}'.");
        else if (!Label.IsMatch(first)) form.Error("hostname", $"Label contains disallowed characters: '{first}'.");
        else if (region.Nodes.Any(node => node != self && node.Domain == domain && string.Equals(node.Hostname, name, StringComparison.OrdinalIgnoreCase)))
            form.Error("hostname", "Node with this Hostname already exists.");
    }

    private static void CheckPower(Form form, string type, IEnumerable<string> alreadySet)
    {
        if (type.Length == 0) return;
        if (!PowerTypes.IsKnown(type))
        {
            form.Error("power_type", $"Select a valid choice. {type} is not one of the available choices.");
            return;
        }

        if (form.Flag(PowerPrefix + "skip_check") == true) return;
        var given = PowerFields(form).Where(pair => pair.Value.Length > 0).Select(pair => pair.Key).Concat(alreadySet);
        if (PowerTypes.IsMissingRequired(type, given)) form.Error("power_parameters", Form.Required);
    }

    private static void CheckReferences(Form form, Region region)
    {
        if (form.HasText("zone") && region.Zones.Values.All(zone => zone.Name != form.Text("zone"))) form.Error("zone", Form.BadChoice);
        if (form.HasText("pool") && region.Pools.Values.All(pool => pool.Name != form.Text("pool"))) form.Error("pool", Form.BadChoice);
    }

    /// <summary>A BMC belongs to one machine; a second one ends in the database's conflict, again and again.</summary>
    private static void RequireFreeBmc(MaasCall call, Node? self, string type, string? address)
    {
        if (string.IsNullOrEmpty(address) || PowerTypes.IsShared(type)) return;
        if (type == "redfish" && address!.Contains("://")) throw MaasError.Plain(500, $"failed to detect a valid IP address from '{address}'");
        var taken = call.Region.Machines.Any(other => other != self && other.PowerType == type
            && other.PowerParameters.TryGetValue("power_address", out var its) && its == address);
        if (taken) throw MaasError.DatabaseConflict(call.Life.Options.ConflictRetryAfterSeconds);
    }

    private static void Fill(MaasCall call, Node node)
    {
        var form = call.Form;
        if (form.HasText("hostname")) node.Hostname = form.Text("hostname")!.Split('.')[0];
        if (form.HasText("domain")) node.Domain = FindDomain(call.Region, form.Text("domain")!)!;
        if (form.Has("description")) node.Description = form.Text("description")!;
        if (form.HasText("zone")) node.Zone = call.Region.Zones.Values.FirstOrDefault(zone => zone.Name == form.Text("zone")) ?? node.Zone;
        if (form.HasText("pool")) node.Pool = call.Region.Pools.Values.FirstOrDefault(pool => pool.Name == form.Text("pool")) ?? node.Pool;
        if (form.Has("min_hwe_kernel")) node.MinHweKernel = form.Text("min_hwe_kernel")!;
        if (form.Number("cpu_count") is { } cores) node.CpuCount = (int)cores;
        if (form.Number("memory") is { } memory) node.MemoryMiB = (int)memory;
        if (form.Has("swap_size")) node.SwapSize = form.Number("swap_size");
        if (form.Has("power_type") && node.PowerType != form.Text("power_type"))
        {
            node.PowerType = form.Text("power_type")!;
            node.PowerParameters.Clear();
            node.PowerState = "unknown";
        }

        foreach (var pair in PowerFields(form)) node.PowerParameters[pair.Key] = pair.Value;
        if (node.PowerType.Length > 0) PowerTypes.SetDefaults(node);
    }

    private static IEnumerable<KeyValuePair<string, string>> PowerFields(Form form) =>
        from name in form.Names
        where name.StartsWith(PowerPrefix, StringComparison.Ordinal) && name != PowerPrefix + "skip_check"
        select new KeyValuePair<string, string>(name.Substring(PowerPrefix.Length), form.Text(name)!);

    private static Domain? FindDomain(Region region, string nameOrId) =>
        region.Domains.Values.FirstOrDefault(domain => domain.Name == nameOrId || domain.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) == nameOrId);
}
