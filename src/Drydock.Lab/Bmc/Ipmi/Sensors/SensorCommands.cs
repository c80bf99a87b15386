using System.Collections.Generic;
using System.Linq;

namespace Drydock.Lab.Bmc.Ipmi;

/// <summary>The SDR repository and the sensors that it describes (IPMI 2.0, 33 and 35).</summary>
internal sealed class SensorCommands(IReadOnlyList<LabSensor> sensors, IpmiQuirks quirks)
{
    private const byte ReservationCancelled = 0xC5;
    private const byte CannotReturnThatMany = 0xCA;
    private const byte WholeRecord = 0xFF;
    private const int Last = 0xFFFF;

    private readonly byte[][] _records = [.. sensors.Select((sensor, i) => sensor.Record(i + 1))];
    private int _reservation;
    private int _readings;

    public void AddTo(CommandTable table)
    {
        table.Add(CommandTable.Storage, 0x20, BmcPrivilege.User, 0, _ =>
            IpmiAnswer.Ok([0x51, (byte)_records.Length, 0x00, 0xFF, 0xFF, .. new byte[8], 0x02]));
        table.Add(CommandTable.Storage, 0x22, BmcPrivilege.User, 0, _ => IpmiAnswer.Ok((byte)++_reservation, (byte)(_reservation >> 8)));
        table.Add(CommandTable.Storage, 0x23, BmcPrivilege.User, 6, GetRecord);
        table.Add(CommandTable.SensorEvent, 0x25, BmcPrivilege.User, 1, data => Find(data) is null ? Absent() : IpmiAnswer.Ok(0x02, 0x02));
        table.Add(CommandTable.SensorEvent, 0x27, BmcPrivilege.User, 1, GetThresholds);
        table.Add(CommandTable.SensorEvent, 0x2D, BmcPrivilege.User, 1, GetReading);
    }

    private static IpmiAnswer Absent() => IpmiAnswer.Fail(CompletionCode.RecordNotPresent);

    private LabSensor? Find(byte[] data) => sensors.FirstOrDefault(sensor => sensor.Number == data[0]);

    private IpmiAnswer GetRecord(byte[] data)
    {
        int reservation = data[0] | (data[1] << 8), id = data[2] | (data[3] << 8), offset = data[4], count = data[5];
        if (++_readings == quirks.ReservationLostAt) _reservation++;
        // The id that ends the chain also asks for the last record, 0 for the first.
        var index = id == Last ? _records.Length - 1 : id == 0 ? 0 : id - 1;
        if (index >= _records.Length) return Absent();
        if (offset != 0 && reservation != _reservation) return IpmiAnswer.Fail(ReservationCancelled);
        var record = _records[index];
        if (offset >= record.Length) return IpmiAnswer.Fail(CompletionCode.ParameterOutOfRange);
        var part = record.Skip(offset).Take(count == WholeRecord ? record.Length : count).ToArray();
        if (part.Length > quirks.MaxRead) return IpmiAnswer.Fail(CannotReturnThatMany);
        var next = index + 1 < _records.Length ? index + 2 : Last;
        return IpmiAnswer.Ok([(byte)next, (byte)(next >> 8), .. part]);
    }

    private IpmiAnswer GetThresholds(byte[] data) => Find(data) is not { Unit: not null } sensor
        ? Absent() : IpmiAnswer.Ok([sensor.ThresholdMask, .. sensor.Thresholds.Select(limit => limit ?? 0)]);

    private IpmiAnswer GetReading(byte[] data)
    {
        const byte enabled = 0xC0;
        const byte unavailable = 0x20;
        if (Find(data) is not { } sensor) return Absent();
        if (sensor.Read() is not { } reading) return IpmiAnswer.Ok(0x00, enabled | unavailable, 0x00, 0x00);
        if (sensor.Unit is null) return IpmiAnswer.Ok(0x00, enabled, (byte)reading, (byte)(0x80 | (reading >> 8)));
        return quirks.NoThresholdStatus ? IpmiAnswer.Ok((byte)reading, enabled)
            : IpmiAnswer.Ok((byte)reading, enabled, (byte)(0xC0 | sensor.Compare(reading)));
    }
}
