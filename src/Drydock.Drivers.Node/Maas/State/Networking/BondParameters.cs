using System;
using System.Collections.Generic;
using System.Globalization;
using Drydock.Design;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>Bond parameters by the names and values of MAAS's <c>BondInterfaceForm</c>.</summary>
public static class BondParameters
{
    /// <summary>The parameters that a design fixes; what it leaves open is left to MAAS.</summary>
    /// <param name="bonding">The link's bonding; its mode is not <see cref="BondingMode.Disabled"/>.</param>
    public static TextMap From(Bonding bonding)
    {
        var lacp = bonding.Mode == BondingMode.Lacp;
        var entries = new List<KeyValuePair<string, string>> { new("bond_mode", Mode(bonding.Mode)) };
        Add("bond_miimon", Number(bonding.MonitorRate));
        Add("bond_updelay", Number(bonding.UpDelay));
        Add("bond_downdelay", Number(bonding.DownDelay));
        Add("bond_lacp_rate", lacp ? bonding.PeerRate : null);
        Add("bond_xmit_hash_policy", lacp ? bonding.HashPolicy : null);
        return new(entries);

        void Add(string name, string? value)
        {
            if (value is not null) entries.Add(new(name, value));
        }
    }

    private static string Mode(BondingMode mode) => mode switch
    {
        BondingMode.Lacp => "802.3ad",
        BondingMode.BalanceRoundRobin => "balance-rr",
        BondingMode.ActiveBackup => "active-backup",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "No bond."),
    };

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);
}
