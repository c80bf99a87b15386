using System;
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

    /// <summary>Free members of a group, by repeated numbers; one that is used or formatted is no choice.</summary>
    public static T[] Members<T>(Form form, string field, Func<int, T?> find)
        where T : StorageTarget
    {
        var texts = form.All(field).Where(text => text.Length > 0).ToList();
        foreach (var text in texts)
        {
            var member = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? find(id) : null;
            if (member is null || member.Filesystem is not null || member is BlockDevice { HasTable: true })
                form.Error(field, $"Select a valid choice. {text} is not one of the available choices.");
        }

        return form.Failed(field) ? [] : [.. texts.Select(text => find(int.Parse(text, CultureInfo.InvariantCulture))!).Distinct()];
    }

    public static Partition? FindPartition(Node node, int id) =>
        node.BlockDevices.SelectMany(disk => disk.Partitions).FirstOrDefault(partition => partition.Id == id);
}
