using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>A node managed by IPMI has an account, a credential, and a fixed address or one in its out-of-band network.</summary>
internal sealed class IpmiRule : IDesignRule
{
    public void Check(DesignCheck check) => BmcSettings.Check(check, "ipmi", RuleIds.Ipmi);
}
