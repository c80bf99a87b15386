using System.Globalization;

namespace Drydock.Drivers.Oob.Ipmi.Session;

/// <summary>Completion codes of commands (IPMI 2.0, table 5-2).</summary>
internal static class CompletionCode
{
    public const byte Ok = 0x00;
    public const byte InvalidCommand = 0xC1;
    public const byte ReservationCancelled = 0xC5;
    public const byte LengthInvalid = 0xC7;
    public const byte LengthExceeded = 0xC8;
    public const byte OutOfRange = 0xC9;
    public const byte CannotReturnThatMany = 0xCA;
    public const byte InvalidField = 0xCC;
    public const byte InsufficientPrivilege = 0xD4;
    public const byte NotInPresentState = 0xD5;
    public const byte Unspecified = 0xFF;

    /// <summary>True where the same command may succeed a little later.</summary>
    public static bool IsBusy(byte code) => code is 0xC0 or 0xC3 or 0xC4 or 0xD2;

    public static string Describe(byte code)
    {
        var text = code switch
        {
            0xC0 => "node busy",
            InvalidCommand => "invalid command",
            0xC2 => "command invalid for this LUN",
            0xC3 => "timeout while processing the command",
            0xC4 => "out of space",
            ReservationCancelled => "reservation cancelled",
            LengthInvalid => "request data length invalid",
            LengthExceeded => "request data length exceeded",
            OutOfRange => "parameter out of range",
            CannotReturnThatMany => "cannot return that many bytes",
            0xCB => "requested sensor, data or record not present",
            InvalidField => "invalid data field in request",
            0xD2 => "BMC initialisation in progress",
            0xD3 => "destination unavailable",
            InsufficientPrivilege => "insufficient privilege",
            NotInPresentState => "not supported in the present state",
            0xD6 => "sub-function disabled",
            Unspecified => "unspecified error",
            _ => "command-specific code",
        };
        return $"{text} (0x{code.ToString("X2", CultureInfo.InvariantCulture)})";
    }
}
