using System;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>Operations on a machine's network and storage as a whole.</summary>
internal static class MachineConfiguration
{
    public static void Map(Resource machine) => machine
        .Post("set_storage_layout", SetStorageLayout)
        .Post("restore_networking_configuration", call => Restore(call, "networking", network: true, storage: false))
        .Post("restore_storage_configuration", call => Restore(call, "storage", network: false, storage: true))
        .Post("restore_default_configuration", call => Restore(call, "default", network: true, storage: true))
        .Post("clear_default_gateways", ClearGateways)
        .Post("mount_special", MountSpecial)
        .Post("unmount_special", UnmountSpecial);

    private static MaasReply SetStorageLayout(MaasCall call)
    {
        var node = MachineRules.Machine(call);
        MachineRules.RequireAdmin(call);
        if (node.Status != NodeStatus.Ready)
            throw MaasError.Conflict("Cannot change the storage layout on a machine that is not Ready.");
        StorageLayout.Apply(call.Region, node, call.Form);
        return MachineOperations.Answer(call, node);
    }

    private static MaasReply Restore(MaasCall call, string what, bool network, bool storage)
    {
        var node = MachineRules.Machine(call);
        MachineRules.RequireAdmin(call);
        if (!MachineRules.CanRestore(node.Status))
            throw MaasError.Conflict($"Machine must be in a ready or failed testing state to restore {what} configuration");
        if (network) call.Region.Restore(node);
        if (storage) StorageLayout.ApplyDefault(call.Region, node);
        return MachineOperations.Answer(call, node);
    }

    private static MaasReply ClearGateways(MaasCall call)
    {
        var node = MachineRules.Machine(call);
        MachineRules.RequireAdmin(call);
        node.GatewayLink = null;
        return MachineOperations.Answer(call, node);
    }

    private static MaasReply MountSpecial(MaasCall call)
    {
        var node = EditableStorage(call, "mount the special filesystem");
        var type = call.Form.RequiredText("fstype");
        call.Form.Choice("fstype", ["tmpfs", "ramfs"]);
        var point = call.Form.RequiredText("mount_point");
        if (point.Length > 0 && !point.StartsWith("/", StringComparison.Ordinal)) call.Form.Error("mount_point", "Enter a valid value.");
        call.Form.Check();
        node.SpecialFilesystems.RemoveAll(special => special.MountPoint == point);
        node.SpecialFilesystems.Add(new(type, point, call.Form.Text("mount_options")));
        return MachineOperations.Answer(call, node);
    }

    private static MaasReply UnmountSpecial(MaasCall call)
    {
        var node = EditableStorage(call, "unmount the special filesystem");
        var point = call.Form.RequiredText("mount_point");
        call.Form.Check();
        if (node.SpecialFilesystems.RemoveAll(special => special.MountPoint == point) == 0)
            throw MaasError.Field("mount_point", $"No special filesystem is mounted at {point}.");
        return MachineOperations.Answer(call, node);
    }

    private static Node EditableStorage(MaasCall call, string what)
    {
        var node = MachineRules.Machine(call);
        MachineRules.RequireEditable(call, node);
        if (node.Status is not (NodeStatus.Ready or NodeStatus.Allocated))
            throw MaasError.Conflict($"Cannot {what} because the machine is not Ready or Allocated.");
        return node;
    }
}
