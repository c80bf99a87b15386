using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>A node managed by Redfish, or by whichever of Redfish and IPMI answers, has an account, a credential, and a fixed address or one in its out-of-band network.</summary>
internal sealed class RedfishRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        BmcSettings.Check(check, "redfish", RuleIds.Redfish);
        BmcSettings.Check(check, "auto", RuleIds.Redfish);
    }
}
