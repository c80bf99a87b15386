using System.Globalization;

namespace Drydock.Drivers.Oob.Ipmi.Session;

/// <summary>Completion codes of commands (IPMI 2.0, table 5-2).</summary>
internal static class CompletionCode
{
    public const byte Ok = 0x00;
    public const byte InvalidCommand = 0xC1;
    public const byte InsufficientPrivilege = 0xD4;
    public const byte NotInPresentState = 0xD5;

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
            0xC7 => "request data length invalid",
            0xC9 => "parameter out of range",
            0xCB => "requested sensor, data or record not present",
            0xCC => "invalid data field in request",
            0xD2 => "BMC initialisation in progress",
            0xD3 => "destination unavailable",
            InsufficientPrivilege => "insufficient privilege",
            NotInPresentState => "not supported in the present state",
            0xD6 => "sub-function disabled",
            0xFF => "unspecified error",
            _ => "command-specific code",
        };
        return $"{text} (0x{code.ToString("X2", CultureInfo.InvariantCulture)})";
    }
}
