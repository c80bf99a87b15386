using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>
/// The address of a device alias is one of its bus as lshw writes it: <c>0000:00:03.0</c> on pci, <c>2:0.0.0</c> on scsi;
/// or <c>regexp:</c> and an expression. No two aliases of a profile have one address.
/// </summary>
internal sealed class DeviceAliasRule : IDesignRule
{
    private const string Expression = "regexp:";

    private static readonly Regex PciForm = new(
        @"\A([0-9a-f]{4,8}:)[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex ScsiForm = new(@"\A[0-9]+:[0-9]+\.[0-9]+\.[0-9]+\z", RegexOptions.CultureInvariant);

    public void Check(DesignCheck check)
    {
        foreach (var profile in check.Site.HardwareProfiles)
        {
            var taken = new Dictionary<(string, string), string>();
            foreach (var device in profile.Devices)
            {
                Device(check, profile, device);
                if (!taken.TryGetValue((device.BusType, device.Address), out var other))
                {
                    taken.Add((device.BusType, device.Address), device.Alias);
                    continue;
                }
                check.Warning(RuleIds.DeviceAliases, check.Find(profile, "device_aliases", device.Alias, "address"),
                    $"is '{device.Address}', the address of the alias '{other}' too.", "Give each alias the address of its own device.");
            }
        }
    }

    private static void Device(DesignCheck check, HardwareProfile profile, DeviceAlias device)
    {
        if (device.Address.StartsWith(Expression, StringComparison.Ordinal))
        {
            if (IsExpression(device.Address.Substring(Expression.Length))) return;
            check.Error(RuleIds.DeviceAliases, check.Find(profile, "device_aliases", device.Alias, "address"),
                $"is '{device.Address}', which is no regular expression.", "Correct the expression behind regexp:.");
            return;
        }
        var (form, example) = device.BusType switch
        {
            "pci" => (PciForm, "0000:00:03.0"),
            "scsi" => (ScsiForm, "2:0.0.0"),
            _ => (null, ""),
        };
        if (form is null || form.IsMatch(device.Address)) return;
        check.Warning(RuleIds.DeviceAliases, check.Find(profile, "device_aliases", device.Alias, "address"),
            $"is '{device.Address}', which no {device.BusType} device has; expected an address such as {example}.",
            $"Write it as lshw shows it behind {device.BusType}@, or {Expression} and an expression.");
    }

    private static bool IsExpression(string text)
    {
        try
        {
            _ = new Regex(text, RegexOptions.CultureInvariant);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
