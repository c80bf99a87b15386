using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Libvirt.Domains;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Libvirt;

/// <summary>The actions' needs in libvirt calls.</summary>
internal sealed class LibvirtBmc(HypervisorPool.Lease lease, OobCall call, LibvirtSettings settings, Domain domain) : IBmcSession
{
    private const int ShuttingDown = 4;
    private const int ShutOff = 5;

    private static readonly ItemList<string> Resets = new(["create", "destroy", "shutdown"]);

    /// <summary>Paused, suspended and crashed guests still have power: only off and on again revives them.</summary>
    public async Task<PowerState> ReadPowerAsync(CancellationToken cancel) => await domain.ReadStateAsync(cancel) switch
    {
        0 or ShuttingDown => PowerState.Unknown,
        ShutOff => PowerState.Off,
        _ => PowerState.On,
    };

    public async Task SwitchPowerAsync(PowerState wanted, PowerState seen, CancellationToken cancel)
    {
        await RequirePersistentAsync(cancel);
        if (wanted == PowerState.Off)
        {
            // Afterwards nobody could tell any more that the override was used.
            if (seen != PowerState.Off) await UndoUsedAsync(cancel);
            await domain.DestroyAsync(cancel);
            return;
        }

        var inactive = await domain.ReadInactiveAsync(cancel);
        if (BootMemory.Read(inactive).Device != BootDevice.None) await DropSavedImageAsync(cancel);
        await domain.StartAsync(cancel);
        if (BootMemory.OnceId(inactive) is not null) await UndoAfterStartAsync(cancel);
    }

    public async Task ShutDownAsync(CancellationToken cancel)
    {
        await RequirePersistentAsync(cancel);
        await UndoUsedAsync(cancel);
        await domain.ShutDownAsync(cancel);
    }

    public async Task<string> ConfigurePxeAsync(PxeSettings pxe, CancellationToken cancel)
    {
        if (pxe.HttpBootUri is not null)
            throw call.Error(ErrorCatalogue.NotSupported, "libvirt has no setting for HTTP boot; the guest's firmware chooses between it and PXE");
        var xml = await BeginEditAsync(cancel);
        if (pxe.Mode is { } mode && mode != xml.Mode)
        {
            throw call.Error(ErrorCatalogue.NotSupported,
                $"its domain boots in {Word(xml.Mode)} mode by its definition, not in {Word(mode)} mode; define it anew with other firmware");
        }

        Edit(xml, () => BootMemory.Set(xml, new BootOverride(BootDevice.Pxe, pxe.Persistent), pxe.MacAddress));
        await DefineAsync(xml, cancel);
        return $"Network boot configured ({(pxe.Persistent ? "every time" : "once")}{(pxe.MacAddress is { } mac ? ", by " + mac : "")}, {Word(xml.Mode)}): "
            + $"boot order is {string.Join(", ", xml.BootOrder)}."
            + (await DropSavedImageAsync(cancel) ? " The domain's saved image was dropped, so that it boots." : "");
    }

    public async Task<string> SetBootAsync(BootOverride boot, CancellationToken cancel)
    {
        var xml = await BeginEditAsync(cancel);
        Edit(xml, () =>
        {
            if (boot.Device != BootDevice.None) BootMemory.Set(xml, boot, call.Target.BootMac);
            else while (BootMemory.Undo(xml)) call.Doing = "clearing the boot override";
        });
        await DefineAsync(xml, cancel);
        var dropped = boot.Device != BootDevice.None && await DropSavedImageAsync(cancel);
        return (dropped ? " The domain's saved image was dropped, so that it boots." : "")
            + (boot.Mode is { } mode && mode != xml.Mode && boot.Device != BootDevice.None
                ? $" The domain's firmware boots in {Word(xml.Mode)} mode, by its definition." : "");
    }

    public async Task<OobDetail> CheckAsync(CancellationToken cancel)
    {
        await RequirePersistentAsync(cancel);
        var xml = await domain.ReadInactiveAsync(cancel);
        if (call.Target.BootMac is { } mac && !xml.Macs.Contains(mac, StringComparer.OrdinalIgnoreCase))
        {
            throw OobTarget.Misconfigured(call.Target.Node,
                $"its domain {settings.Domain} on {settings.Uri} has no interface with boot_mac {mac}; it has {string.Join(", ", xml.Macs)}");
        }

        return await DescribeAsync(xml, cancel);
    }

    public async Task<OobDetail> DescribeAsync(CancellationToken cancel) => await DescribeAsync(await domain.ReadInactiveAsync(cancel), cancel);

    /// <summary>Leaves the connection to others.</summary>
    public Task CloseAsync(bool hurry)
    {
        lease.Dispose();
        return Task.CompletedTask;
    }

    private async Task<OobDetail> DescribeAsync(DomainXml xml, CancellationToken cancel) => new()
    {
        Power = await ReadPowerAsync(cancel),
        AllowedResets = Resets,
        MemoryGiB = xml.MemoryGiB,
        Processors = xml.Processors is { } count ? new(count) : null,
        Nics = new(xml.Macs.Select((mac, index) => new OobNic($"net{index}", mac.ToLowerInvariant()))),
        Boot = BootMemory.Read(xml),
        Manufacturer = xml.SystemText("manufacturer") ?? xml.Type,
        Model = xml.SystemText("product") ?? xml.Machine,
        SerialNumber = xml.SystemText("serial"),
        BmcFirmware = await domain.ReadVersionAsync(cancel),
        Uuid = xml.Uuid?.ToLowerInvariant(),
        Endpoint = call.Endpoint,
        Security = settings.Uri.Security,
    };

    private static string Word(BootMode mode) => mode == BootMode.Uefi ? "UEFI" : "legacy";

    private async Task<DomainXml> BeginEditAsync(CancellationToken cancel)
    {
        await RequirePersistentAsync(cancel);
        await UndoUsedAsync(cancel);
        return await domain.ReadInactiveAsync(cancel);
    }

    private void Edit(DomainXml xml, Action edit)
    {
        try
        {
            edit();
        }
        catch (InvalidOperationException e)
        {
            throw OobTarget.Misconfigured(call.Target.Node, $"its domain {settings.Domain} ({xml.Uuid}) on {settings.Uri} {e.Message}");
        }
        catch (NotSupportedException e)
        {
            throw call.Error(ErrorCatalogue.NotSupported, e.Message, inner: e);
        }
    }

    /// <summary>A domain that is only running would be gone for ever when it is switched off.</summary>
    private async Task RequirePersistentAsync(CancellationToken cancel)
    {
        if (!await domain.IsPersistentAsync(cancel))
        {
            throw OobTarget.Misconfigured(call.Target.Node,
                $"its domain {settings.Domain} on {settings.Uri} is transient and would vanish with its power; define it");
        }
    }

    /// <summary>
    /// Takes back an override for one boot that the running domain was started with: it has been used, though whoever
    /// started the domain could not take it back.
    /// </summary>
    private async Task UndoUsedAsync(CancellationToken cancel)
    {
        var inactive = await domain.ReadInactiveAsync(cancel);
        if (BootMemory.OnceId(inactive) is not { } id || await domain.ReadStateAsync(cancel) == ShutOff) return;
        if (BootMemory.OnceId(await domain.ReadLiveAsync(cancel)) != id) return;
        BootMemory.Undo(inactive);
        await DefineAsync(inactive, cancel);
    }

    /// <summary>The domain runs, which is what was asked for: an undo that fails is made good by the next action.</summary>
    private async Task UndoAfterStartAsync(CancellationToken cancel)
    {
        try
        {
            await UndoUsedAsync(cancel);
        }
        catch (DrydockException e)
        {
            call.Write(LogLevel.Warning, "the boot order could not be restored after the start, the next action tries again: " + e.Message);
        }
    }

    private async Task<bool> DropSavedImageAsync(CancellationToken cancel)
    {
        var dropped = await domain.DropSavedImageAsync(cancel);
        if (dropped) call.Write(LogLevel.Verbose, "saved image dropped: a start would have resumed it instead of booting");
        return dropped;
    }

    private async Task DefineAsync(DomainXml wanted, CancellationToken cancel)
    {
        await domain.DefineAsync(wanted, cancel);
        var read = await domain.ReadInactiveAsync(cancel);
        var order = string.Join(", ", read.BootOrder);
        if (!string.Equals(read.Uuid, wanted.Uuid, StringComparison.OrdinalIgnoreCase)
            || BootMemory.Read(read) != BootMemory.Read(wanted)
            || (wanted.BootOrder.Count > 0 && !wanted.BootOrder.SequenceEqual(read.BootOrder, StringComparer.OrdinalIgnoreCase)))
        {
            throw call.Error(ErrorCatalogue.OobBootNotSet, $"the boot order reads back as {order} instead of {string.Join(", ", wanted.BootOrder)}");
        }

        call.Write(LogLevel.Verbose, "boot order is " + order);
    }
}
