using Drydock.Errors;

namespace Drydock.Drivers.Oob.Actions;

/// <summary>How far a check got that failed.</summary>
internal static class Reach
{
    /// <summary>What an error says of reachability and login; null where it says nothing.</summary>
    public static OobDetail Of(ErrorId error) => new()
    {
        Reachable = error == ErrorCatalogue.OobUnreachable ? false
            : error == ErrorCatalogue.NodeMisconfigured || error == ErrorCatalogue.OobBusy || error == ErrorCatalogue.NotSupported
                || error == ErrorCatalogue.Cancelled ? null : true,
        Authenticated = error == ErrorCatalogue.OobAuthenticationFailed ? false
            : error == ErrorCatalogue.OobPermissionDenied || error == ErrorCatalogue.OobRefused ? true : null,
    };
}
