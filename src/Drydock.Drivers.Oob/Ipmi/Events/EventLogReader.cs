using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Ipmi.Packets;
using Drydock.Drivers.Oob.Ipmi.Sensors;
using Drydock.Drivers.Oob.Ipmi.Session;

namespace Drydock.Drivers.Oob.Ipmi.Events;

/// <summary>Reads the system event log in short (IPMI 2.0, 31.2 and 31.5): two requests and one for each of the newest entries.</summary>
internal static class EventLogReader
{
    private const byte GetSelInfo = 0x40;
    private const byte GetSelEntry = 0x43;
    private const byte WholeEntry = 0xFF;
    private const int InfoLength = 13;
    private const int Newest = 10;
    private const int LastEntry = 0xFFFF;
    private const int UnknownFree = 0xFFFF;

    /// <returns>The log; null where the BMC has none.</returns>
    public static async Task<OobEventLog?> ReadAsync(IpmiSession session, IReadOnlyList<SensorRecord> sensors, CancellationToken cancel)
    {
        if (await session.TryAsync(new IpmiRequest(NetFunction.Storage, GetSelInfo), InfoLength, cancel) is not { } info) return null;
        var count = LittleEndian.UInt16(info, 1);
        var free = LittleEndian.UInt16(info, 3);
        var events = new List<OobEvent>();
        // Entries are chained forwards only. Their ids go up by one on nearly all BMCs; where one is missing the rest is left out.
        for (var id = LastEntry; id != 0 && events.Count < Newest && events.Count < count;)
        {
            var data = await session.TryAsync(new IpmiRequest(NetFunction.Storage, GetSelEntry,
                0, 0, (byte)id, (byte)(id >> 8), 0, WholeEntry), 2 + EventRecord.Length, cancel);
            if (data is null) break;
            var record = LittleEndian.Part(data, 2, EventRecord.Length);
            if (id != LastEntry && EventRecord.Id(record) != id) break;
            events.Add(EventRecord.Decode(record, sensors));
            id = EventRecord.Id(record) - 1;
        }

        return new OobEventLog(count, free == UnknownFree ? null : free, EventRecord.Time(LittleEndian.UInt32(info, 5))) { Newest = new(events) };
    }
}
