using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Ipmi.Packets;
using Drydock.Drivers.Oob.Ipmi.Session;

namespace Drydock.Drivers.Oob.Ipmi.Commands;

/// <summary>Reads identity from a BMC. What it does not have, or does not give to operators, is null.</summary>
internal static class Inventory
{
    private const byte GetDeviceId = 0x01;
    private const byte GetSystemGuid = 0x37;
    private const byte ReadFruData = 0x11;

    /// <summary>The BMC's own inventory, which describes the server.</summary>
    private const byte SystemFru = 0x00;

    /// <summary>Small enough for every BMC's buffers.</summary>
    private const int Chunk = 16;

    public static async Task<DeviceId?> ReadDeviceIdAsync(IpmiSession session, CancellationToken cancel) =>
        await TryAsync(session, new IpmiRequest(NetFunction.Application, GetDeviceId), DeviceId.Length, cancel) is { } data
            ? DeviceId.Decode(data) : null;

    public static async Task<string?> ReadUuidAsync(IpmiSession session, CancellationToken cancel) =>
        await TryAsync(session, new IpmiRequest(NetFunction.Application, GetSystemGuid), SystemGuid.Length, cancel) is { } data
            ? SystemGuid.Decode(data) : null;

    public static async Task<FruProduct?> ReadProductAsync(IpmiSession session, CancellationToken cancel)
    {
        if (await ReadFruAsync(session, 0, FruProduct.HeaderLength, cancel) is not { } header
            || FruProduct.FindArea(header) is not { } start
            || await ReadFruAsync(session, start, 2, cancel) is not { } head)
        {
            return null;
        }

        return await ReadFruAsync(session, start, FruProduct.AreaLength(head), cancel) is { } area ? FruProduct.Decode(area) : null;
    }

    private static async Task<byte[]?> ReadFruAsync(IpmiSession session, int start, int count, CancellationToken cancel)
    {
        var bytes = new List<byte>(count);
        while (bytes.Count < count)
        {
            var at = start + bytes.Count;
            var wanted = count - bytes.Count < Chunk ? count - bytes.Count : Chunk;
            var request = new IpmiRequest(NetFunction.Storage, ReadFruData, SystemFru, (byte)at, (byte)(at >> 8), (byte)wanted);
            if (await TryAsync(session, request, 1, cancel) is not { } data) return null;
            var came = data[0] < data.Length - 1 ? data[0] : data.Length - 1;
            if (came == 0 || came > wanted) return null;
            bytes.AddRange(LittleEndian.Part(data, 1, came));
        }

        return [.. bytes];
    }

    private static async Task<byte[]?> TryAsync(IpmiSession session, IpmiRequest request, int length, CancellationToken cancel)
    {
        var reply = await session.SendAsync(request, cancel);
        return reply.Completion == CompletionCode.Ok && reply.Data.Length >= length ? reply.Data : null;
    }
}
