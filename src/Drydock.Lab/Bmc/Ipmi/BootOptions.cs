using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Drivers;
using Drydock.Lab.Hardware;

namespace Drydock.Lab.Bmc.Ipmi;

/// <summary>
/// System boot options (IPMI 2.0, 28.12 to 28.14). The boot flags live here as bytes, but the server's override is what
/// counts: used up by a boot or set by Redfish, it shows in the flags.
/// </summary>
internal sealed class BootOptions(SimulatedServer server, BmcSettings settings, FaultBook faults)
{
    private const byte SetInProgress = 0;
    private const byte ValidBitClearing = 3;
    private const byte Acknowledge = 4;
    private const byte BootFlags = 5;
    private const byte InitiatorMailbox = 7;
    private const byte ParameterNotSupported = 0x80;
    private const byte AlreadyInProgress = 0x81;
    private const byte Valid = 0x80;
    private const byte Persistent = 0x40;
    private const byte Uefi = 0x20;
    private const byte KeepAfterTimeout = 0x08;

    /// <summary>How long flags stay valid without a Chassis Control command.</summary>
    private static readonly TimeSpan ValidTime = TimeSpan.FromSeconds(60);

    private readonly Dictionary<byte, byte[]> _parameters = new()
    {
        [SetInProgress] = new byte[1],
        [1] = new byte[1],
        [2] = new byte[1],
        [ValidBitClearing] = new byte[1],
        [Acknowledge] = new byte[2],
        [BootFlags] = new byte[5],
    };

    private readonly byte[][] _mailbox = [.. Enumerable.Range(0, 5).Select(_ => new byte[16])];
    private readonly HashSet<byte> _locked = [];
    private readonly Clock _clock = settings.Clock;
    private BootOverride? _made;
    private TimeSpan _restarted;

    private byte[] Flags => _parameters[BootFlags];

    /// <summary>A Chassis Control command came: the flags' time begins anew.</summary>
    public void ChassisControlled() => _restarted = _clock.Elapsed;

    /// <returns>The answer to Get System Boot Options.</returns>
    public IpmiAnswer Get(byte[] data)
    {
        if (data.Length != 3) return IpmiAnswer.Fail(CompletionCode.RequestDataLengthInvalid);
        var parameter = (byte)(data[0] & 0x7F);
        byte[] value;
        if (parameter == InitiatorMailbox)
        {
            if (data[1] >= _mailbox.Length) return IpmiAnswer.Fail(CompletionCode.ParameterOutOfRange);
            value = [data[1], .. _mailbox[data[1]]];
        }
        else
        {
            if (parameter == BootFlags) FollowServer();
            if (!_parameters.TryGetValue(parameter, out value)) return IpmiAnswer.Fail(ParameterNotSupported);
        }

        return IpmiAnswer.Ok([0x01, (byte)(parameter | (_locked.Contains(parameter) ? 0x80 : 0)), .. value]);
    }

    /// <returns>The answer to Set System Boot Options.</returns>
    public IpmiAnswer Set(byte[] data)
    {
        if (data.Length < 1) return IpmiAnswer.Fail(CompletionCode.RequestDataLengthInvalid);
        var parameter = (byte)(data[0] & 0x7F);
        var value = data.Skip(1).ToArray();
        if ((parameter != InitiatorMailbox && !_parameters.ContainsKey(parameter)) || (parameter == ValidBitClearing && settings.Ipmi.NoBootFlagTimer))
            return IpmiAnswer.Fail(ParameterNotSupported);
        var answer = value.Length == 0 ? IpmiAnswer.Ok() : parameter == InitiatorMailbox ? SetMailbox(value) : SetValue(parameter, value);
        if (answer.Code != 0) return answer;
        if ((data[0] & 0x80) != 0) _locked.Add(parameter);
        else _locked.Remove(parameter);
        return answer;
    }

    private IpmiAnswer SetMailbox(byte[] value)
    {
        if (value[0] >= _mailbox.Length) return IpmiAnswer.Fail(CompletionCode.ParameterOutOfRange);
        if (value.Length > 17) return IpmiAnswer.Fail(CompletionCode.RequestDataLengthInvalid);
        Array.Copy(value, 1, _mailbox[value[0]], 0, value.Length - 1);
        return IpmiAnswer.Ok();
    }

    private IpmiAnswer SetValue(byte parameter, byte[] value)
    {
        var stored = _parameters[parameter];
        if (value.Length != stored.Length) return IpmiAnswer.Fail(CompletionCode.RequestDataLengthInvalid);
        switch (parameter)
        {
            case SetInProgress when (value[0] & 0x03) == 1 && (stored[0] & 0x03) == 1:
                return IpmiAnswer.Fail(AlreadyInProgress);
            case SetInProgress:
                // Nothing is held back, so that a commit has nothing to do but end.
                stored[0] = (byte)((value[0] & 0x03) == 1 ? 1 : 0);
                return IpmiAnswer.Ok();
            case Acknowledge:
                stored[0] = 0;
                stored[1] = (byte)((stored[1] & ~value[0]) | (value[1] & value[0]));
                return IpmiAnswer.Ok();
            case BootFlags:
                return SetFlags(value);
            default:
                value.CopyTo(stored, 0);
                return IpmiAnswer.Ok();
        }
    }

    private IpmiAnswer SetFlags(byte[] value)
    {
        if (Device(value[1]) is not { } device) return IpmiAnswer.Fail(CompletionCode.InvalidDataField);
        if (settings.Ipmi.DropsBootFlags || faults.IsActive(LabFaultKind.BmcForgetsBoot, server.Spec.Name)) return IpmiAnswer.Ok();
        value.CopyTo(Flags, 0);
        var wanted = (value[0] & Valid) != 0 && device != BootDevice.None;
        _made = wanted
            ? new BootOverride(device, (value[0] & Persistent) != 0, (value[0] & Uefi) != 0 ? BootMode.Uefi : BootMode.Legacy)
            : null;
        _restarted = _clock.Elapsed;
        server.SetBootOverride(_made, Expired);
        return IpmiAnswer.Ok();
    }

    private bool Expired() =>
        (_parameters[ValidBitClearing][0] & KeepAfterTimeout) == 0 && _clock.Elapsed - _restarted > ValidTime;

    /// <summary>Brings the flags in line with the override that is in force.</summary>
    private void FollowServer()
    {
        var boot = server.BootOverride;
        if (ReferenceEquals(boot, _made)) return;
        _made = boot;
        if (boot is null)
        {
            // Used up or timed out: the device stays readable, as on real BMCs, but is not valid any more.
            Flags[0] = (byte)(Flags[0] & ~Valid);
            return;
        }

        Flags[0] = (byte)(Valid | (boot.Persistent ? Persistent : 0) | (boot.Mode == BootMode.Uefi ? Uefi : 0));
        Flags[1] = (byte)(Selector(boot.Device) << 2);
        Flags[2] = Flags[3] = Flags[4] = 0;
    }

    private static BootDevice? Device(byte data) => ((data >> 2) & 0x0F) switch
    {
        0 => BootDevice.None,
        1 => BootDevice.Pxe,
        2 or 9 or 11 => BootDevice.Disk,
        5 or 8 => BootDevice.Cd,
        6 => BootDevice.BiosSetup,
        _ => null,
    };

    private static int Selector(BootDevice device) => device switch
    {
        BootDevice.Pxe => 1,
        BootDevice.Disk => 2,
        BootDevice.Cd => 5,
        BootDevice.BiosSetup => 6,
        _ => 0,
    };
}
