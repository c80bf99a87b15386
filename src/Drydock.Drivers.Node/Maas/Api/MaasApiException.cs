using System;
using System.Collections.Generic;
using Drydock.Errors;

namespace Drydock.Drivers.Node.Maas.Api;

/// <summary>MAAS refused a request, or failed at it.</summary>
public sealed class MaasApiException : DrydockException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="error">The catalogue's entry.</param>
    /// <param name="message">What happened.</param>
    /// <param name="inner">What caused it.</param>
    public MaasApiException(ErrorId error, string message, Exception? inner = null)
        : base(error, message, inner)
    {
    }

    /// <summary>The HTTP status; 0 where there was no answer.</summary>
    public int Status { get; init; }

    /// <summary>What MAAS says of each field of a refused form; <c>__all__</c> stands for the form as a whole.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Fields { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>MAAS's own words; empty where they are none or may hold a secret.</summary>
    public string PlainMessage { get; init; } = "";
}

/// <summary>
/// A write was sent and its answer is lost, so that it may or may not have been done. Whoever catches it reads the state
/// first, then decides.
/// </summary>
public sealed class MaasOutcomeUnknownException : DrydockException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was sent.</param>
    /// <param name="inner">How the answer was lost.</param>
    public MaasOutcomeUnknownException(string message, Exception? inner = null)
        : base(ErrorCatalogue.MaasUnavailable, message, inner) => IsTransient = true;
}
