using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Ipmi.Packets;
using Drydock.Drivers.Oob.Ipmi.Session;

namespace Drydock.Drivers.Oob.Ipmi.Sensors;

/// <summary>
/// Reads the SDR repository and its sensors (IPMI 2.0, 33.9 to 33.12 and 35.14). Costs a request to reserve it, one a
/// record where the BMC returns records whole, else one and one more for each 64 bytes (fewer where it wants fewer), and one a
/// sensor. No more than 512 records are read.
/// </summary>
internal sealed class SensorRepository(IpmiSession session, OobCall call)
{
    private const byte ReserveSdrRepository = 0x22;
    private const byte GetSdr = 0x23;
    private const byte GetSensorReading = 0x2D;
    private const byte WholeRecord = 0xFF;
    private const int HeaderLength = 5;
    private const int NoMore = 0xFFFF;
    private const int MaxRecords = 512;
    private const int MaxReservations = 10;

    private readonly ReadWindow _window = new();
    private bool _whole = true;
    private byte[] _reservation = [0, 0];
    private int _reservations;

    /// <returns>All sensors that the BMC describes; none where it has no repository.</returns>
    public async Task<IReadOnlyList<SensorRecord>> ReadRecordsAsync(CancellationToken cancel)
    {
        var sensors = new List<SensorRecord>();
        if (!await ReserveAsync(cancel)) return sensors;
        var (id, read) = (0, 0);
        for (; id != NoMore && read < MaxRecords; read++)
        {
            if (await ReadAsync(id, cancel) is not { } record) break;
            sensors.AddRange(SensorRecord.Decode(record.Bytes));
            // A BMC whose chain leads back to itself would never end.
            if (record.Next == id) break;
            id = record.Next;
        }

        if (id != NoMore) call.Write(LogLevel.Verbose, $"the sensor records were read up to number {read}, not to their end");
        return sensors;
    }

    public async Task<OobSensor> ReadSensorAsync(SensorRecord sensor, CancellationToken cancel)
    {
        var reply = await session.SendAsync(new IpmiRequest(NetFunction.SensorEvent, GetSensorReading, sensor.Number), cancel);
        return SensorReading.Decode(sensor, reply.Completion == CompletionCode.Ok ? reply.Data : []);
    }

    private async Task<bool> ReserveAsync(CancellationToken cancel)
    {
        if (_reservations++ == MaxReservations) return false;
        var data = await session.TryAsync(new IpmiRequest(NetFunction.Storage, ReserveSdrRepository), 2, cancel);
        if (data is not null) _reservation = [data[0], data[1]];
        return data is not null;
    }

    /// <summary>A record, from its beginning again where the repository changed meanwhile.</summary>
    private async Task<Part?> ReadAsync(int id, CancellationToken cancel)
    {
        while (true)
        {
            var (part, code) = _whole ? await GetAsync(id, 0, WholeRecord, cancel) : await AssembleAsync(id, cancel);
            if (part is not null) return part.Bytes.Length < HeaderLength ? null : part;
            if (code == CompletionCode.ReservationCancelled)
            {
                if (!await ReserveAsync(cancel)) return null;
            }
            else if (_whole)
            {
                _whole = false;
            }
            else
            {
                return null;
            }
        }
    }

    private async Task<(Part? Part, byte Code)> AssembleAsync(int id, CancellationToken cancel)
    {
        var (head, code) = await GetAsync(id, 0, HeaderLength, cancel);
        if (head is null || head.Bytes.Length != HeaderLength) return (null, code);
        var record = new List<byte>(head.Bytes);
        var length = HeaderLength + head.Bytes[4];
        while (record.Count < length)
        {
            var wanted = _window.Limit(length - record.Count);
            (var part, code) = await GetAsync(id, record.Count, (byte)wanted, cancel);
            if (part is { Bytes.Length: > 0 } && part.Bytes.Length <= wanted) record.AddRange(part.Bytes);
            else if (part is not null || !_window.Narrow(code)) return (null, code);
        }

        return (head with { Bytes = [.. record] }, CompletionCode.Ok);
    }

    private async Task<(Part? Part, byte Code)> GetAsync(int id, int offset, byte count, CancellationToken cancel)
    {
        var reply = await session.SendAsync(new IpmiRequest(NetFunction.Storage, GetSdr,
            [.. _reservation, (byte)id, (byte)(id >> 8), (byte)offset, count]), cancel);
        return reply.Completion != CompletionCode.Ok || reply.Data.Length < 2 ? (null, reply.Completion)
            : (new Part(LittleEndian.UInt16(reply.Data, 0), LittleEndian.Part(reply.Data, 2, reply.Data.Length - 2)), CompletionCode.Ok);
    }

    private sealed record Part(int Next, byte[] Bytes);
}
