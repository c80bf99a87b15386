using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Ipmi.Packets;
using Drydock.Drivers.Oob.Ipmi.Session;

namespace Drydock.Drivers.Oob.Ipmi.Commands;

/// <summary>Reads identity from a BMC. What it does not have, or does not give to the account, is null.</summary>
internal static class Inventory
{
    private const byte GetDeviceId = 0x01;
    private const byte GetSystemGuid = 0x37;

    public static async Task<DeviceId?> ReadDeviceIdAsync(IpmiSession session, CancellationToken cancel) =>
        await session.TryAsync(new IpmiRequest(NetFunction.Application, GetDeviceId), DeviceId.Length, cancel) is { } data
            ? DeviceId.Decode(data) : null;

    public static async Task<string?> ReadUuidAsync(IpmiSession session, CancellationToken cancel) =>
        await session.TryAsync(new IpmiRequest(NetFunction.Application, GetSystemGuid), SystemGuid.Length, cancel) is { } data
            ? SystemGuid.Decode(data) : null;
}
