using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Ipmi.Packets;
using Drydock.Drivers.Oob.Ipmi.Session;

namespace Drydock.Drivers.Oob.Ipmi.Fru;

/// <summary>Reads the BMC's own FRU inventory, which describes the server (IPMI 2.0, 34.2).</summary>
internal static class FruReader
{
    private const byte ReadFruData = 0x11;
    private const byte SystemFru = 0x00;

    /// <summary>Costs a request for the header, and for each of three areas one and one for each 64 bytes.</summary>
    /// <returns>The fields by name; none where there is no inventory.</returns>
    public static async Task<TextMap> ReadAsync(IpmiSession session, CancellationToken cancel)
    {
        var window = new ReadWindow();
        var fields = new List<KeyValuePair<string, string>>();
        if (await ReadAsync(session, window, 0, FruInventory.HeaderLength, cancel) is not { } header) return TextMap.Empty;
        foreach (var (kind, start) in FruInventory.FindAreas(header))
        {
            if (await ReadAsync(session, window, start, FruInventory.AreaStart, cancel) is not { } head) continue;
            if (await ReadAsync(session, window, start, FruInventory.AreaLength(head), cancel) is not { } area) continue;
            fields.AddRange(FruInventory.Decode(kind, area));
        }

        return new TextMap(fields);
    }

    private static async Task<byte[]?> ReadAsync(IpmiSession session, ReadWindow window, int start, int count, CancellationToken cancel)
    {
        var bytes = new List<byte>(count);
        while (bytes.Count < count)
        {
            var at = start + bytes.Count;
            var wanted = window.Limit(count - bytes.Count);
            var reply = await session.SendAsync(
                new IpmiRequest(NetFunction.Storage, ReadFruData, SystemFru, (byte)at, (byte)(at >> 8), (byte)wanted), cancel);
            if (reply.Completion != CompletionCode.Ok)
            {
                if (window.Narrow(reply.Completion)) continue;
                return null;
            }

            var came = reply.Data.Length == 0 ? 0 : reply.Data[0] < reply.Data.Length - 1 ? reply.Data[0] : reply.Data.Length - 1;
            if (came == 0 || came > wanted) return null;
            bytes.AddRange(LittleEndian.Part(reply.Data, 1, came));
        }

        return [.. bytes];
    }
}
