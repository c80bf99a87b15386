using System;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Libvirt.Links;

/// <summary>A link to a hypervisor cannot be had, or is lost.</summary>
internal sealed class LinkException(string problem, ErrorId? error = null, bool transient = true, string? remedy = null, Exception? inner = null)
    : Exception(problem, inner)
{
    public ErrorId Error { get; } = error ?? ErrorCatalogue.OobUnreachable;

    public bool IsTransient => transient;

    public string? Remedy => remedy;
}
