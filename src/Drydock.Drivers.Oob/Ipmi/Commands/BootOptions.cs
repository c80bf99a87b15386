using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Ipmi.Packets;
using Drydock.Drivers.Oob.Ipmi.Session;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Ipmi.Commands;

/// <summary>System boot options (IPMI 2.0, 28.12 and 28.13).</summary>
internal static class BootOptions
{
    private const byte SetSystemBootOptions = 0x08;
    private const byte GetSystemBootOptions = 0x09;
    private const byte FlagValidClearing = 0x03;
    private const byte Flags = 0x05;

    /// <summary>Do not drop the valid bit where no power command follows within 60 s.</summary>
    private const byte KeepAfterTimeout = 0x08;

    public static async Task<BootFlags> ReadAsync(IpmiSession session, CancellationToken cancel)
    {
        var data = await session.ExecuteAsync(
            new IpmiRequest(NetFunction.Chassis, GetSystemBootOptions, Flags, 0, 0), "Get System Boot Options", length: 4, cancel);
        return BootFlags.Decode([data[2], data[3]]);
    }

    /// <summary>Sets the flags and reads them back.</summary>
    /// <param name="session">The login at the BMC.</param>
    /// <param name="call">The action.</param>
    /// <param name="boot">The override.</param>
    /// <param name="exact">Whether flags that read back as once instead of persistent, or in another mode, are an error too.</param>
    /// <param name="cancel">Stops the call.</param>
    /// <returns>What reads back other than asked without hindering the boot.</returns>
    public static async Task<string> WriteAsync(IpmiSession session, OobCall call, BootOverride boot, bool exact, CancellationToken cancel)
    {
        var asked = BootFlags.From(boot);
        if (asked.Valid)
        {
            // A BMC without this timer does not know the parameter; nothing is lost then.
            var timer = await session.SendAsync(new IpmiRequest(
                NetFunction.Chassis, SetSystemBootOptions, FlagValidClearing, KeepAfterTimeout), cancel);
            if (timer.Completion != CompletionCode.Ok)
                call.Write(LogLevel.Verbose, "the boot flags' timer cannot be stopped: " + CompletionCode.Describe(timer.Completion));
        }

        await session.ExecuteAsync(new IpmiRequest(NetFunction.Chassis, SetSystemBootOptions, [Flags, .. asked.Encode()]),
            "Set System Boot Options", length: 0, cancel);
        var found = await ReadAsync(session, cancel);
        if (found.FindFault(asked) is { } fault)
            throw call.Error(ErrorCatalogue.OobBootNotSet, $"it accepted {boot.Device} and reads back otherwise: {fault}");
        var difference = found.DescribeDifference(asked, modeMatters: boot.Mode is not null);
        return exact && difference.Length > 0
            ? throw call.Error(ErrorCatalogue.OobBootNotSet, $"it accepted {boot.Device}:{difference.TrimEnd('.')}") : difference;
    }
}
