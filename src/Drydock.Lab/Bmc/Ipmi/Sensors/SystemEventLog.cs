using System.Collections.Generic;
using System.Linq;
using Drydock.Lab.Hardware;

namespace Drydock.Lab.Bmc.Ipmi;

/// <summary>The system event log (IPMI 2.0, 31 and 32): power, failed fans, and that the log was cleared.</summary>
internal sealed class SystemEventLog
{
    private const int MaxEntries = 512;
    private const int EntryLength = 16;
    private const byte Fan = 0x04, LogCleared = 0x10, AcpiPower = 0x22;
    private const byte Threshold = 0x01, SensorSpecific = 0x6F;

    private readonly List<byte[]> _entries = [];
    private readonly Clock _clock;
    private readonly FaultBook _faults;
    private readonly string _server;
    private int _lastId;
    private int _reservation;
    private uint _added;
    private uint _erased;
    private bool _fanFailed;

    public SystemEventLog(SimulatedServer server, Clock clock, FaultBook faults)
    {
        _clock = clock;
        _faults = faults;
        _server = server.Spec.Name;
        Clear();
    }

    private uint Now => (uint)_clock.UtcNow.ToUnixTimeSeconds();

    public void AddTo(CommandTable table)
    {
        table.Add(CommandTable.Storage, 0x40, BmcPrivilege.User, 0, _ => Info());
        table.Add(CommandTable.Storage, 0x42, BmcPrivilege.User, 0, _ => IpmiAnswer.Ok((byte)++_reservation, (byte)(_reservation >> 8)));
        table.Add(CommandTable.Storage, 0x43, BmcPrivilege.User, 6, Get);
        table.Add(CommandTable.Storage, 0x47, BmcPrivilege.Operator, 6, Clear);
        table.Add(CommandTable.Storage, 0x48, BmcPrivilege.User, 0, _ => IpmiAnswer.Ok(BitConverterLe.Bytes(Now)));
    }

    /// <summary>Notes a power command.</summary>
    public void PowerChanged(bool on) => Add(AcpiPower, 0x60, SensorSpecific, on ? (byte)0x00 : (byte)0x05, 0xFF, 0xFF);

    private IpmiAnswer Info()
    {
        Watch();
        var free = (MaxEntries - _entries.Count) * EntryLength;
        return IpmiAnswer.Ok([0x51, (byte)_entries.Count, (byte)(_entries.Count >> 8), (byte)free, (byte)(free >> 8),
            .. BitConverterLe.Bytes(_added), .. BitConverterLe.Bytes(_erased), 0x02]);
    }

    private IpmiAnswer Get(byte[] data)
    {
        Watch();
        int id = data[2] | (data[3] << 8), offset = data[4];
        if (_entries.Count == 0) return IpmiAnswer.Fail(CompletionCode.RecordNotPresent);
        var index = id == 0 ? 0 : id == 0xFFFF ? _entries.Count - 1 : _entries.FindIndex(entry => (entry[0] | (entry[1] << 8)) == id);
        if (index < 0) return IpmiAnswer.Fail(CompletionCode.RecordNotPresent);
        byte[] next = index + 1 < _entries.Count ? [_entries[index + 1][0], _entries[index + 1][1]] : [0xFF, 0xFF];
        return IpmiAnswer.Ok([.. next, .. _entries[index].Skip(offset).Take(data[5])]);
    }

    private IpmiAnswer Clear(byte[] data)
    {
        if (data[2] != 'C' || data[3] != 'L' || data[4] != 'R') return IpmiAnswer.Fail(CompletionCode.InvalidDataField);
        if (data[5] == 0xAA) Clear();
        return IpmiAnswer.Ok(0x01);
    }

    private void Clear()
    {
        _entries.Clear();
        _erased = Now;
        Add(LogCleared, 0x70, SensorSpecific, 0x02, 0xFF, 0xFF);
    }

    /// <summary>A fan that fails leaves its mark, as when the reading falls below the critical threshold.</summary>
    private void Watch()
    {
        var failed = _faults.IsActive(LabFaultKind.FanFails, _server);
        if (failed && !_fanFailed) Add(Fan, ServerSensors.Fan1, Threshold, 0x52, 0x00, ServerSensors.FanCritical);
        _fanFailed = failed;
    }

    private void Add(byte type, byte sensor, byte eventType, byte data1, byte data2, byte data3)
    {
        if (_entries.Count == MaxEntries) _entries.RemoveAt(0);
        _lastId = (_lastId % 0xFFFE) + 1;
        _added = Now;
        _entries.Add([(byte)_lastId, (byte)(_lastId >> 8), 0x02, .. BitConverterLe.Bytes(_added), 0x20, 0x00, 0x04, type, sensor, eventType, data1, data2, data3]);
    }
}
