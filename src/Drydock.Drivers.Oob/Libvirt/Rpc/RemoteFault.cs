using System;
using System.Collections.Generic;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Libvirt.Rpc;

/// <summary>An error that libvirt answered with (<c>virErrorNumber</c>).</summary>
/// <param name="code">Libvirt's number.</param>
/// <param name="text">Libvirt's message.</param>
public sealed class RemoteFault(int code, string text) : Exception(text)
{
    /// <summary>No domain of that name or UUID.</summary>
    public const int NoDomain = 42;

    /// <summary>Not possible in the domain's state.</summary>
    public const int OperationInvalid = 55;

    private const int OperationTimeout = 68;

    private static readonly Dictionary<int, ErrorId> Ids = new()
    {
        [3] = ErrorCatalogue.NotSupported,
        [29] = ErrorCatalogue.OobPermissionDenied,
        [39] = ErrorCatalogue.OobProtocol,
        [NoDomain] = ErrorCatalogue.NodeMisconfigured,
        [45] = ErrorCatalogue.OobAuthenticationFailed,
        [OperationInvalid] = ErrorCatalogue.OobRefused,
        [OperationTimeout] = ErrorCatalogue.OobBusy,
        [79] = ErrorCatalogue.OobAuthenticationFailed,
        [88] = ErrorCatalogue.OobPermissionDenied,
    };

    /// <summary>Libvirt's number, for example 55.</summary>
    public int Code => code;

    /// <summary>The catalogue's entry that says the same; <see cref="ErrorCatalogue.OobRefused"/> where none does.</summary>
    public ErrorId Error => Ids.TryGetValue(code, out var id) ? id : ErrorCatalogue.OobRefused;

    /// <summary>True where it may go away by itself: another client works on the domain.</summary>
    public bool IsTransient => code == OperationTimeout;

    /// <summary>Reads the values of an error reply, as far as they are used.</summary>
    /// <param name="payload">The values: code, domain of the error, optional message, and more.</param>
    public static RemoteFault Decode(byte[] payload)
    {
        var reader = new XdrReader(payload);
        var number = reader.Int();
        _ = reader.Int();
        return new(number, reader.OptionalText() ?? "no message");
    }
}
