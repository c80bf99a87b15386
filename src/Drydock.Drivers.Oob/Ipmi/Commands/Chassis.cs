using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Ipmi.Packets;
using Drydock.Drivers.Oob.Ipmi.Session;

namespace Drydock.Drivers.Oob.Ipmi.Commands;

/// <summary>Chassis power (IPMI 2.0, 28.2 and 28.3).</summary>
internal static class Chassis
{
    private const byte GetChassisStatus = 0x01;
    private const byte ChassisControl = 0x02;
    private const byte PowerDown = 0x00;
    private const byte PowerUp = 0x01;
    private const byte SoftShutdown = 0x05;

    public static async Task<ChassisStatus> ReadAsync(IpmiSession session, CancellationToken cancel) => ChassisStatus.Decode(
        await session.ExecuteAsync(new IpmiRequest(NetFunction.Chassis, GetChassisStatus), "Get Chassis Status", length: 3, cancel));

    public static Task SwitchPowerAsync(IpmiSession session, PowerState wanted, CancellationToken cancel) =>
        ControlAsync(session, wanted == PowerState.On ? PowerUp : PowerDown, cancel);

    /// <summary>As if somebody pressed the power button briefly: the operating system is asked to shut down.</summary>
    public static Task ShutDownAsync(IpmiSession session, CancellationToken cancel) => ControlAsync(session, SoftShutdown, cancel);

    private static Task<byte[]> ControlAsync(IpmiSession session, byte action, CancellationToken cancel) => session.ExecuteAsync(
        new IpmiRequest(NetFunction.Chassis, ChassisControl, action), "Chassis Control", length: 0, cancel);
}
