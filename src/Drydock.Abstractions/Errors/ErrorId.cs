namespace Drydock.Errors;

/// <summary>An entry of the error catalogue.</summary>
/// <param name="Id">The stable id, as scripts see it in <c>FullyQualifiedErrorId</c>.</param>
/// <param name="Kind">The category.</param>
/// <param name="Remedy">What a user can do about it.</param>
public sealed record ErrorId(string Id, ErrorKind Kind, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() => Id;
}

/// <summary>Categories, by the names of PowerShell's <c>ErrorCategory</c>, to which they map one to one.</summary>
public enum ErrorKind
{
    /// <summary>None of the others.</summary>
    NotSpecified,

    /// <summary>A value that cannot be used.</summary>
    InvalidArgument,

    /// <summary>Data that contradict one another.</summary>
    InvalidData,

    /// <summary>Not possible in the present state.</summary>
    InvalidOperation,

    /// <summary>An outcome that is not what was asked for.</summary>
    InvalidResult,

    /// <summary>Nothing of that name.</summary>
    ObjectNotFound,

    /// <summary>Taken too long.</summary>
    OperationTimeout,

    /// <summary>Stopped by the user.</summary>
    OperationStopped,

    /// <summary>Not to be parsed.</summary>
    ParserError,

    /// <summary>Not allowed.</summary>
    PermissionDenied,

    /// <summary>In use by somebody else.</summary>
    ResourceBusy,

    /// <summary>Exists already.</summary>
    ResourceExists,

    /// <summary>Not there now.</summary>
    ResourceUnavailable,

    /// <summary>Cannot be done by this driver.</summary>
    NotImplemented,

    /// <summary>Who are you?</summary>
    AuthenticationError,

    /// <summary>No connection.</summary>
    ConnectionError,

    /// <summary>An answer against the protocol.</summary>
    ProtocolError,

    /// <summary>Trust is missing.</summary>
    SecurityError,

    /// <summary>More than there is.</summary>
    LimitsExceeded,

    /// <summary>Not to be written.</summary>
    WriteError,
}
