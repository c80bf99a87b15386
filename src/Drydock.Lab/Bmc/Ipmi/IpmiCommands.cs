using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Drivers;
using Drydock.Lab.Hardware;

namespace Drydock.Lab.Bmc.Ipmi;

/// <summary>The commands that the BMC knows, with the privilege that each needs (IPMI 2.0, appendix G).</summary>
internal sealed class IpmiCommands
{
    private const byte Chassis = 0x00;
    private const byte App = 0x06;
    private const byte Storage = 0x0A;
    private const byte CloseSessionCode = 0x3C;

    private readonly Dictionary<(byte NetFn, byte Command), Entry> _commands = [];
    private readonly SimulatedServer _server;
    private readonly BmcSettings _settings;
    private readonly BmcCounters _counters;
    private readonly SessionTable _sessions;
    private readonly BootOptions _boot;
    private readonly byte[] _fru;

    public IpmiCommands(SimulatedServer server, BmcSettings settings, BmcCounters counters, SessionTable sessions)
    {
        _server = server;
        _settings = settings;
        _counters = counters;
        _sessions = sessions;
        _boot = new BootOptions(server, settings.Clock);
        _fru = FruInventory.Of(server.Spec);
        AddApp();
        AddChassis();
        AddStorage();
    }

    /// <summary>Does what a request asks.</summary>
    /// <param name="request">The request.</param>
    /// <param name="session">Its session; null for a request outside sessions.</param>
    public IpmiAnswer Do(IpmiMessage request, IpmiSession? session)
    {
        if (!_commands.TryGetValue((request.NetFn, request.Command), out var entry))
            return IpmiAnswer.Fail(session is null ? CompletionCode.InsufficientPrivilege : CompletionCode.InvalidCommand);
        if (entry.Needs > (session?.Privilege ?? 0)) return IpmiAnswer.Fail(CompletionCode.InsufficientPrivilege);
        if (request.Data.Length < entry.MinLength) return IpmiAnswer.Fail(CompletionCode.RequestDataLengthInvalid);
        return entry.Run(request.Data, session);
    }

    private static byte[] Zeros(int count) => new byte[count];

    private void Add(byte netFn, byte command, BmcPrivilege needs, int minLength, Func<byte[], IpmiAnswer> run) =>
        Add(netFn, command, needs, minLength, (data, _) => run(data));

    private void Add(byte netFn, byte command, BmcPrivilege needs, int minLength, Func<byte[], IpmiSession?, IpmiAnswer> run) =>
        _commands.Add((netFn, command), new Entry(needs, minLength, run));

    private void AddApp()
    {
        // Get Device ID: IPMI 2.0; chassis, FRU, SEL and SDR repository; no manufacturer of its own.
        Add(App, 0x01, BmcPrivilege.User, 0, _ => IpmiAnswer.Ok([0x20, 0x01, 0x01, 0x00, 0x02, 0x8E, .. Zeros(9)]));
        // Get Self Test Results: no error.
        Add(App, 0x04, BmcPrivilege.User, 0, _ => IpmiAnswer.Ok(0x55, 0x00));
        // Get Device GUID and Get System GUID; the latter is allowed before a session.
        Add(App, 0x08, BmcPrivilege.User, 0, _ => IpmiAnswer.Ok(SessionSetup.SystemGuid(_server.Spec)));
        Add(App, 0x37, 0, 0, _ => IpmiAnswer.Ok(SessionSetup.SystemGuid(_server.Spec)));
        Add(App, 0x38, 0, 2, GetChannelAuthenticationCapabilities);
        Add(App, 0x3B, BmcPrivilege.Callback, 1, SetSessionPrivilege);
        Add(App, CloseSessionCode, BmcPrivilege.Callback, 4, CloseSession);
        Add(App, 0x54, 0, 3, GetChannelCipherSuites);
    }

    private void AddChassis()
    {
        // Get Chassis Capabilities: FRU, SDR, SEL and system management devices are the BMC itself.
        Add(Chassis, 0x00, BmcPrivilege.User, 0, _ => IpmiAnswer.Ok(0x00, 0x20, 0x20, 0x20, 0x20));
        Add(Chassis, 0x01, BmcPrivilege.User, 0, _ => GetChassisStatus());
        Add(Chassis, 0x02, BmcPrivilege.Operator, 1, ChassisControl);
        Add(Chassis, 0x08, BmcPrivilege.Operator, 1, data =>
        {
            _counters.Write();
            return _boot.Set(data);
        });
        Add(Chassis, 0x09, BmcPrivilege.Operator, 3, _boot.Get);
    }

    private void AddStorage()
    {
        Add(Storage, 0x10, BmcPrivilege.User, 1, data => data[0] != 0
            ? IpmiAnswer.Fail(CompletionCode.RecordNotPresent)
            : IpmiAnswer.Ok((byte)_fru.Length, (byte)(_fru.Length >> 8), 0x00));
        Add(Storage, 0x11, BmcPrivilege.User, 4, ReadFru);
        // SDR repository and SEL: version 1.5 and 2.0, empty, no room; each with a reservation and no record.
        Add(Storage, 0x20, BmcPrivilege.User, 0, _ => IpmiAnswer.Ok([0x51, .. Zeros(12), 0x02]));
        Add(Storage, 0x22, BmcPrivilege.User, 0, _ => IpmiAnswer.Ok(0x01, 0x00));
        Add(Storage, 0x23, BmcPrivilege.User, 6, _ => IpmiAnswer.Fail(CompletionCode.RecordNotPresent));
        Add(Storage, 0x40, BmcPrivilege.User, 0, _ => IpmiAnswer.Ok([0x51, .. Zeros(12), 0x02]));
        Add(Storage, 0x42, BmcPrivilege.User, 0, _ => IpmiAnswer.Ok(0x01, 0x00));
        Add(Storage, 0x43, BmcPrivilege.User, 6, _ => IpmiAnswer.Fail(CompletionCode.RecordNotPresent));
        Add(Storage, 0x48, BmcPrivilege.User, 0, _ =>
            IpmiAnswer.Ok(BitConverterLe.Bytes((uint)_settings.Clock.UtcNow.ToUnixTimeSeconds())));
    }

    private IpmiAnswer GetChannelAuthenticationCapabilities(byte[] data)
    {
        // RMCP+ only (extended data is always given); named accounts only; no per-message exceptions.
        if ((data[0] & 0x0F) is not (0x0E or 0x01)) return IpmiAnswer.Fail(CompletionCode.InvalidDataField);
        return IpmiAnswer.Ok(0x01, 0x80, 0x04, 0x02, 0x00, 0x00, 0x00, 0x00);
    }

    private IpmiAnswer GetChannelCipherSuites(byte[] data)
    {
        if ((data[0] & 0x0F) is not (0x0E or 0x01)) return IpmiAnswer.Fail(CompletionCode.InvalidDataField);
        var records = CipherSuite.Of(_settings.CipherSuites).SelectMany(suite => new[]
        {
            (byte)0xC0, (byte)suite.Id, suite.Authentication, (byte)(0x40 | suite.Integrity), (byte)(0x80 | CipherSuite.Confidentiality),
        });
        return IpmiAnswer.Ok([0x01, .. records.Skip(16 * (data[2] & 0x3F)).Take(16)]);
    }

    private static IpmiAnswer SetSessionPrivilege(byte[] data, IpmiSession? session)
    {
        const byte notAvailable = 0x80;
        const byte exceedsLimit = 0x81;
        var wanted = (BmcPrivilege)(data[0] & 0x0F);
        if (wanted == BmcPrivilege.Callback || wanted > BmcPrivilege.Administrator) return IpmiAnswer.Fail(notAvailable);
        if (wanted > session!.MaxPrivilege) return IpmiAnswer.Fail(exceedsLimit);
        if (wanted != 0) session.Privilege = wanted;
        return IpmiAnswer.Ok((byte)session.Privilege);
    }

    private IpmiAnswer CloseSession(byte[] data, IpmiSession? session)
    {
        const byte invalidSessionId = 0x87;
        var id = BitConverterLe.UInt32(data, 0);
        if (id != session!.Id && session.Privilege < BmcPrivilege.Administrator)
            return IpmiAnswer.Fail(CompletionCode.InsufficientPrivilege);
        return _sessions.Close(id) ? IpmiAnswer.Ok() : IpmiAnswer.Fail(invalidSessionId);
    }

    private IpmiAnswer GetChassisStatus()
    {
        // Power restore policy: as it was before power was lost. No fault, no intrusion.
        var power = (byte)(0x20 | (_server.Power == PowerState.On ? 0x01 : 0x00));
        return IpmiAnswer.Ok(power, 0x00, 0x00, 0x00);
    }

    private IpmiAnswer ChassisControl(byte[] data)
    {
        var on = _server.Power == PowerState.On;
        _counters.Write();
        _boot.ChassisControlled();
        switch (data[0] & 0x0F)
        {
            case 0:
                _server.PowerOff();
                break;
            case 1:
                _server.PowerOn();
                break;
            case 2 or 3 or 5 when !on:
                return IpmiAnswer.Fail(CompletionCode.NotSupportedInState);
            case 2:
                _server.PowerCycle();
                break;
            case 3:
                _server.Reset();
                break;
            case 5:
                _server.SoftOff();
                break;
            default:
                return IpmiAnswer.Fail(CompletionCode.InvalidDataField);
        }

        return IpmiAnswer.Ok();
    }

    private IpmiAnswer ReadFru(byte[] data)
    {
        if (data[0] != 0) return IpmiAnswer.Fail(CompletionCode.RecordNotPresent);
        var offset = data[1] | (data[2] << 8);
        if (offset >= _fru.Length) return IpmiAnswer.Fail(CompletionCode.ParameterOutOfRange);
        var bytes = _fru.Skip(offset).Take(data[3]).ToArray();
        return IpmiAnswer.Ok([(byte)bytes.Length, .. bytes]);
    }

    private sealed record Entry(BmcPrivilege Needs, int MinLength, Func<byte[], IpmiSession?, IpmiAnswer> Run);
}
