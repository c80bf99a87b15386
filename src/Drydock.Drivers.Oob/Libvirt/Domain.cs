using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Libvirt.Domains;
using Drydock.Drivers.Oob.Libvirt.Rpc;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Libvirt;

/// <summary>A domain, and the calls about it.</summary>
internal sealed class Domain
{
    private const int UuidSize = 16;
    private const int SecureXml = 1;
    private const int InactiveXml = 2;

    private readonly Hypervisor _hypervisor;
    private readonly OobCall _call;
    private readonly string _name;
    private readonly byte[] _uuid;

    private Domain(Hypervisor hypervisor, OobCall call, XdrReader found)
    {
        _hypervisor = hypervisor;
        _call = call;
        _name = found.Text();
        _uuid = found.Opaque(UuidSize);
    }

    /// <summary>Finds a domain by name, or by UUID where none has that name.</summary>
    public static async Task<Domain> FindAsync(Hypervisor hypervisor, OobCall call, LibvirtSettings settings)
    {
        try
        {
            return new(hypervisor, call, await hypervisor.CallAsync(
                call, Procedure.DomainLookupByName, new XdrWriter().Text(settings.Domain), call.Cancel));
        }
        catch (DrydockException e) when (IsUnknown(e))
        {
            if (!Guid.TryParse(settings.Domain, out var uuid)) throw Unknown(call, settings);
            try
            {
                return new(hypervisor, call, await hypervisor.CallAsync(
                    call, Procedure.DomainLookupByUuid, new XdrWriter().Opaque(ToBytes(uuid)), call.Cancel));
            }
            catch (DrydockException second) when (IsUnknown(second))
            {
                throw Unknown(call, settings);
            }
        }
    }

    /// <summary>Libvirt's number of its state, for example 1 for running.</summary>
    public async Task<int> ReadStateAsync(CancellationToken cancel) =>
        (await CallAsync(Procedure.DomainGetState, Reference().Int(0), cancel)).Int();

    public Task StartAsync(CancellationToken cancel) => CallAsync(Procedure.DomainCreate, Reference(), cancel);

    public Task DestroyAsync(CancellationToken cancel) => CallAsync(Procedure.DomainDestroy, Reference(), cancel);

    /// <summary>Asks the guest to shut down, by ACPI or its agent; it may not listen.</summary>
    public Task ShutDownAsync(CancellationToken cancel) => CallAsync(Procedure.DomainShutdown, Reference(), cancel);

    public async Task<bool> IsPersistentAsync(CancellationToken cancel) =>
        (await CallAsync(Procedure.DomainIsPersistent, Reference(), cancel)).Int() != 0;

    /// <summary>Reads what the domain will be started with.</summary>
    public Task<DomainXml> ReadInactiveAsync(CancellationToken cancel) => ReadXmlAsync(SecureXml | InactiveXml, cancel);

    /// <summary>Reads what a running domain was started with.</summary>
    public Task<DomainXml> ReadLiveAsync(CancellationToken cancel) => ReadXmlAsync(0, cancel);

    public Task DefineAsync(DomainXml xml, CancellationToken cancel) =>
        CallAsync(Procedure.DomainDefineXml, new XdrWriter().Text(xml.ToString()), cancel);

    /// <summary>Removes the image that a start would resume.</summary>
    /// <returns>False where there is none.</returns>
    public async Task<bool> DropSavedImageAsync(CancellationToken cancel)
    {
        if ((await CallAsync(Procedure.DomainHasManagedSaveImage, Reference().Int(0), cancel)).Int() == 0) return false;
        await CallAsync(Procedure.DomainManagedSaveRemove, Reference().Int(0), cancel);
        return true;
    }

    /// <summary>Libvirt's version on the hypervisor.</summary>
    public async Task<string> ReadVersionAsync(CancellationToken cancel)
    {
        var version = (await CallAsync(Procedure.ConnectGetLibVersion, new XdrWriter(), cancel)).Long();
        return FormattableString.Invariant($"libvirt {version / 1_000_000}.{version / 1000 % 1000}.{version % 1000}");
    }

    private static bool IsUnknown(DrydockException e) => e.InnerException is RemoteFault { Code: RemoteFault.NoDomain };

    private static DrydockException Unknown(OobCall call, LibvirtSettings settings) =>
        OobTarget.Misconfigured(call.Target.Node,
            $"{settings.Uri} has no domain '{settings.Domain}'; define it there, or name another in oob.domain");

    /// <summary>The bytes in the order of the text; .NET turns the first three groups around.</summary>
    private static byte[] ToBytes(Guid uuid)
    {
        var bytes = uuid.ToByteArray();
        Array.Reverse(bytes, 0, 4);
        Array.Reverse(bytes, 4, 2);
        Array.Reverse(bytes, 6, 2);
        return bytes;
    }

    private async Task<DomainXml> ReadXmlAsync(int flags, CancellationToken cancel)
    {
        var answer = await CallAsync(Procedure.DomainGetXmlDesc, Reference().Int(flags), cancel);
        try
        {
            return new DomainXml(answer.Text());
        }
        catch (InvalidDataException e)
        {
            throw _call.Error(ErrorCatalogue.OobProtocol, e.Message, inner: e);
        }
    }

    /// <summary>The domain as a value: name, UUID, and an id that only matters where it runs.</summary>
    private XdrWriter Reference() => new XdrWriter().Text(_name).Opaque(_uuid).Int(-1);

    private Task<XdrReader> CallAsync(Procedure procedure, XdrWriter arguments, CancellationToken cancel) =>
        _hypervisor.CallAsync(_call, procedure, arguments, cancel);
}
