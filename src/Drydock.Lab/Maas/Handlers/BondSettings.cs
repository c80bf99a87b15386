using System.Collections.Generic;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>The settings of a bond (Linux Documentation/networking/bonding.rst by MAAS's names).</summary>
internal static class BondSettings
{
    private static readonly string[] Modes = ["balance-rr", "active-backup", "balance-xor", "broadcast", "802.3ad", "balance-tlb", "balance-alb"];
    private static readonly string[] Rates = ["slow", "fast"];
    private static readonly string[] Policies = ["layer2", "layer2+3", "layer3+4", "encap2+3", "encap3+4"];
    private static readonly string[] Numbers = ["bond_miimon", "bond_updelay", "bond_downdelay", "bond_num_grat_arp"];

    public static void Check(Form form)
    {
        form.OneOf("bond_mode", Modes);
        form.OneOf("bond_lacp_rate", Rates);
        form.OneOf("bond_xmit_hash_policy", Policies);
        foreach (var name in Numbers) form.Number(name, 0);
    }

    public static void SetDefaults(NodeInterface bond)
    {
        bond.Params["bond_mode"] = "balance-rr";
        bond.Params["bond_miimon"] = 100;
        bond.Params["bond_updelay"] = 0;
        bond.Params["bond_downdelay"] = 0;
        bond.Params["bond_lacp_rate"] = "fast";
        bond.Params["bond_num_grat_arp"] = 1;
        bond.Params["bond_xmit_hash_policy"] = "layer2";
    }

    public static void Fill(Form form, NodeInterface bond)
    {
        foreach (var name in new List<string> { "bond_mode", "bond_lacp_rate", "bond_xmit_hash_policy" })
        {
            if (form.HasText(name)) bond.Params[name] = form.Text(name)!;
        }

        foreach (var name in Numbers)
        {
            if (form.Number(name) is { } number) bond.Params[name] = (int)number;
        }
    }
}
