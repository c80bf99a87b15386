using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>Who may change storage when, and the fields that storage objects share.</summary>
internal static class StorageRules
{
    private static readonly Regex UuidForm = new("^[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}$", RegexOptions.CultureInvariant);

    public static BlockDevice Disk(MaasCall call, Node node) =>
        node.BlockDevices.Find(disk => disk.Id == call.PathId("device_id")
            || disk.Name == call.Path("device_id")) ?? throw MaasError.NotFound("BlockDevice");

    /// <summary>A machine whose partitions and groups may change: Ready only, by an administrator.</summary>
    public static Node RequireReady(MaasCall call, string what, string noun = "machine")
    {
        var node = MachineRules.Machine(call);
        MachineRules.RequireAdmin(call);
        return node.Status == NodeStatus.Ready ? node : throw MaasError.Conflict($"Cannot {what} because the {noun} is not Ready.");
    }

    /// <summary>A machine whose filesystems may change: Ready for administrators, Allocated for its owner.</summary>
    public static Node RequireFormattable(MaasCall call, string what)
    {
        var node = MachineRules.Machine(call);
        MachineRules.RequireEditable(call, node);
        return node.Status switch
        {
            NodeStatus.Ready or NodeStatus.Allocated => node,
            _ => throw MaasError.Conflict($"Cannot {what} because the machine is not Ready or Allocated."),
        };
    }

    public static string? ReadUuid(Form form, string field = "uuid")
    {
        if (form.Text(field) is not { Length: > 0 } text) return null;
        if (text.Length < 32) form.Error(field, string.Format(CultureInfo.InvariantCulture, "Ensure this value has at least 32 characters (it has {0}).", text.Length));
        if (!UuidForm.IsMatch(text)) form.Error(field, "Enter a valid value.");
        return text;
    }

    /// <summary>One free device or partition, by number; null where none is given or it is wrong.</summary>
    /// <param name="form">The form.</param>
    /// <param name="node">The node.</param>
    /// <param name="device">The field of a device.</param>
    /// <param name="partition">The field of a partition.</param>
    /// <param name="both">The error where both are given.</param>
    /// <param name="neither">The error where none is; null where that is allowed.</param>
    public static StorageTarget? Member(Form form, Node node, string device, string partition, string both, string? neither)
    {
        if (form.HasText(device) && form.HasText(partition)) form.Error("__all__", both);
        if (!form.HasText(device) && !form.HasText(partition) && neither is not null) form.Error("__all__", neither);
        return (StorageTarget?)Members(form, device, id => node.BlockDevices.Find(disk => disk.Id == id)).FirstOrDefault()
            ?? Members(form, partition, id => FindPartition(node, id)).FirstOrDefault();
    }

    public static string NoChoice(string text) => $"Select a valid choice. {text} is not one of the available choices.";

    /// <summary>Free members of a group, by repeated numbers; one that is used or formatted is no choice.</summary>
    public static T[] Members<T>(Form form, string field, Func<int, T?> find)
        where T : StorageTarget
    {
        var texts = form.All(field).Where(text => text.Length > 0).ToList();
        foreach (var text in texts)
        {
            var member = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? find(id) : null;
            if (member is null || member.Filesystem is not null || member is BlockDevice { HasTable: true })
                form.Error(field, NoChoice(text));
        }

        return form.Failed(field) ? [] : [.. texts.Select(text => find(int.Parse(text, CultureInfo.InvariantCulture))!).Distinct()];
    }

    /// <summary>Members of a group that are to leave it, by repeated numbers.</summary>
    public static List<StorageTarget> Leaving(Form form, string field, IEnumerable<StorageTarget> members)
    {
        var byId = members.ToDictionary(member => member.Id.ToString(CultureInfo.InvariantCulture));
        var leaving = new List<StorageTarget>();
        foreach (var text in form.All(field))
        {
            if (byId.TryGetValue(text, out var member)) leaving.Add(member);
            else form.Error(field, NoChoice(text));
        }

        return leaving;
    }

    public static Partition? FindPartition(Node node, int id) =>
        node.BlockDevices.SelectMany(disk => disk.Partitions).FirstOrDefault(partition => partition.Id == id);
}
