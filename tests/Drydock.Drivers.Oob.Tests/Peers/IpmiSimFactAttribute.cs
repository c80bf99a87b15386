namespace Drydock.Drivers.Oob.Tests.Peers;

/// <summary>A fact that needs Debian's <c>ipmi_sim</c>; skipped where it is not installed.</summary>
public sealed class IpmiSimFactAttribute : FactAttribute
{
    public IpmiSimFactAttribute()
    {
        if (IpmiSim.Program is null) Skip = "ipmi_sim is not installed (Debian package openipmi)";
    }
}
