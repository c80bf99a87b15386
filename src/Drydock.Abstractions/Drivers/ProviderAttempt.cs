using Drydock.Errors;

namespace Drydock.Drivers;

/// <summary>A provider that was tried for a node of type <c>auto</c>.</summary>
/// <param name="Provider">The provider, for example <c>redfish</c>.</param>
/// <param name="Reason">Why it does not serve the node; null for the one that does.</param>
/// <param name="Error">The error that says so; null for the one that does.</param>
public sealed record ProviderAttempt(string Provider, string? Reason = null, ErrorId? Error = null)
{
    /// <inheritdoc/>
    public override string ToString() => Reason is null ? Provider + ": serves the node" : $"{Provider}: {Reason}";
}
