using System.Linq;
using Drydock.Drivers;
using Drydock.Lab.Hardware;

namespace Drydock.Lab.Bmc.Ipmi;

/// <summary>The commands that the BMC knows.</summary>
internal sealed class IpmiCommands
{
    private const byte Chassis = CommandTable.Chassis;
    private const byte App = CommandTable.App;
    private const byte Storage = CommandTable.Storage;
    private const byte CloseSessionCode = 0x3C;

    private readonly CommandTable _commands = new();
    private readonly SimulatedServer _server;
    private readonly BmcSettings _settings;
    private readonly FaultBook _faults;
    private readonly BmcCounters _counters;
    private readonly SessionTable _sessions;
    private readonly BootOptions _boot;
    private readonly ChassisPower _power;
    private readonly byte[] _fru;
    private int _busyAnswers;

    public IpmiCommands(SimulatedServer server, BmcSettings settings, FaultBook faults, BmcCounters counters, SessionTable sessions)
    {
        _server = server;
        _settings = settings;
        _faults = faults;
        _counters = counters;
        _sessions = sessions;
        _boot = new BootOptions(server, settings, faults);
        _fru = FruInventory.Of(server.Spec);
        var log = new SystemEventLog(server, settings.Clock, faults);
        _power = new ChassisPower(server, settings.Ipmi, faults, log);
        AddApp();
        AddChassis();
        if (settings.Ipmi.Bare) return;
        AddFru();
        log.AddTo(_commands);
        new SensorCommands(ServerSensors.Of(server, faults), settings.Ipmi).AddTo(_commands);
    }

    /// <summary>Does what a request asks.</summary>
    /// <param name="request">The request.</param>
    /// <param name="session">Its session; null for a request outside sessions.</param>
    public IpmiAnswer Do(IpmiMessage request, IpmiSession? session) =>
        TakeBusyCode(request, session) is { } code ? IpmiAnswer.Fail(code) : _commands.Do(request, session);

    /// <summary>A busy BMC does nothing but let sessions go.</summary>
    private byte? TakeBusyCode(IpmiMessage request, IpmiSession? session)
    {
        if (session is null || (request.NetFn, request.Command) == (App, CloseSessionCode)) return null;
        if (_busyAnswers < _settings.Ipmi.BusyCodes.Count) return (byte)_settings.Ipmi.BusyCodes[_busyAnswers++];
        return _faults.TryTake(LabFaultKind.BmcBusy, _server.Spec.Name) ? CompletionCode.NodeBusy : null;
    }

    private static byte[] Zeros(int count) => new byte[count];

    private void AddApp()
    {
        // Get Device ID: IPMI 2.0; chassis, FRU, SEL and SDR repository; no manufacturer of its own.
        _commands.Add(App, 0x01, BmcPrivilege.User, 0, _ => IpmiAnswer.Ok([0x20, 0x01, 0x01, 0x00, 0x02, 0x8E, .. Zeros(9)]));
        // Get Self Test Results: no error.
        _commands.Add(App, 0x04, BmcPrivilege.User, 0, _ => IpmiAnswer.Ok(0x55, 0x00));
        // Get Device GUID and Get System GUID; the latter is allowed before a session.
        _commands.Add(App, 0x08, BmcPrivilege.User, 0, _ => IpmiAnswer.Ok(SessionSetup.SystemGuid(_server.Spec)));
        _commands.Add(App, 0x37, 0, 0, _ => IpmiAnswer.Ok(SessionSetup.SystemGuid(_server.Spec)));
        _commands.Add(App, 0x38, 0, 2, GetChannelAuthenticationCapabilities);
        _commands.Add(App, 0x3B, BmcPrivilege.Callback, 1, SetSessionPrivilege);
        _commands.Add(App, CloseSessionCode, BmcPrivilege.Callback, 4, CloseSession);
        _commands.Add(App, 0x54, 0, 3, GetChannelCipherSuites);
    }

    private void AddChassis()
    {
        // Get Chassis Capabilities: FRU, SDR, SEL and system management devices are the BMC itself.
        _commands.Add(Chassis, 0x00, BmcPrivilege.User, 0, _ => IpmiAnswer.Ok(0x00, 0x20, 0x20, 0x20, 0x20));
        _commands.Add(Chassis, 0x01, BmcPrivilege.User, 0, _ => GetChassisStatus());
        _commands.Add(Chassis, 0x02, BmcPrivilege.Operator, 1, ChassisControl);
        _commands.Add(Chassis, 0x08, BmcPrivilege.Operator, 1, data =>
        {
            _counters.Write();
            return _boot.Set(data);
        });
        _commands.Add(Chassis, 0x09, BmcPrivilege.Operator, 3, _boot.Get);
    }

    private void AddFru()
    {
        _commands.Add(Storage, 0x10, BmcPrivilege.User, 1, data => data[0] != 0
            ? IpmiAnswer.Fail(CompletionCode.RecordNotPresent)
            : IpmiAnswer.Ok((byte)_fru.Length, (byte)(_fru.Length >> 8), 0x00));
        _commands.Add(Storage, 0x11, BmcPrivilege.User, 4, ReadFru);
    }

    private IpmiAnswer GetChannelAuthenticationCapabilities(byte[] data)
    {
        // RMCP+ only (extended data is always given); named accounts only; no per-message exceptions.
        if ((data[0] & 0x0F) is not (0x0E or 0x01)) return IpmiAnswer.Fail(CompletionCode.InvalidDataField);
        var twoKeys = _settings.Ipmi.Kg is null ? 0x00 : 0x20;
        return IpmiAnswer.Ok(0x01, 0x80, (byte)(0x04 | twoKeys), 0x02, 0x00, 0x00, 0x00, 0x00);
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
        var power = (byte)(0x20 | (_power.Read() == PowerState.On ? 0x01 : 0x00));
        return IpmiAnswer.Ok(power, 0x00, 0x00, 0x00);
    }

    private IpmiAnswer ChassisControl(byte[] data)
    {
        _counters.Write();
        _boot.ChassisControlled();
        return _power.Control(data[0] & 0x0F);
    }

    private IpmiAnswer ReadFru(byte[] data)
    {
        if (data[0] != 0) return IpmiAnswer.Fail(CompletionCode.RecordNotPresent);
        var offset = data[1] | (data[2] << 8);
        if (offset >= _fru.Length) return IpmiAnswer.Fail(CompletionCode.ParameterOutOfRange);
        if (data[3] > _settings.Ipmi.MaxRead) return IpmiAnswer.Fail(CompletionCode.ParameterOutOfRange);
        var bytes = _fru.Skip(offset).Take(data[3]).ToArray();
        return IpmiAnswer.Ok([(byte)bytes.Length, .. bytes]);
    }
}
