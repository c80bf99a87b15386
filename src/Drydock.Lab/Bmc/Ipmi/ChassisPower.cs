using Drydock.Drivers;
using Drydock.Lab.Hardware;

namespace Drydock.Lab.Bmc.Ipmi;

/// <summary>Power as the BMC reads and switches it, with its quirks (IPMI 2.0, 28.2 and 28.3).</summary>
internal sealed class ChassisPower(SimulatedServer server, IpmiQuirks quirks, FaultBook faults, SystemEventLog log)
{
    private PowerState _shown = server.Power;
    private int _staleReadings;
    private int _refusedPowerOns;

    /// <returns>What Get Chassis Status says.</returns>
    public PowerState Read()
    {
        var power = server.Power;
        if (power != _shown && _staleReadings++ < quirks.StalePowerReadings) return _shown;
        _staleReadings = 0;
        return _shown = power;
    }

    /// <returns>The answer to Chassis Control.</returns>
    public IpmiAnswer Control(int action)
    {
        switch (action)
        {
            case 0 or 1 or 2 or 3 or 5 when quirks.PowerStuck || faults.IsActive(LabFaultKind.BmcPowerStuck, server.Spec.Name):
                return IpmiAnswer.Ok();
            case 0:
                log.PowerChanged(on: false);
                server.PowerOff();
                return IpmiAnswer.Ok();
            case 1 when _refusedPowerOns < quirks.RefusedPowerOns:
                _refusedPowerOns++;
                return IpmiAnswer.Fail(CompletionCode.NotSupportedInState);
            case 1:
                log.PowerChanged(on: true);
                server.PowerOn();
                return IpmiAnswer.Ok();
            case 2 or 3 or 5 when server.Power != PowerState.On:
                return IpmiAnswer.Fail(CompletionCode.NotSupportedInState);
            case 2:
                server.PowerCycle();
                return IpmiAnswer.Ok();
            case 3:
                server.Reset();
                return IpmiAnswer.Ok();
            case 5:
                if (!quirks.IgnoresShutdown) server.SoftOff();
                return IpmiAnswer.Ok();
            default:
                return IpmiAnswer.Fail(CompletionCode.InvalidDataField);
        }
    }
}
