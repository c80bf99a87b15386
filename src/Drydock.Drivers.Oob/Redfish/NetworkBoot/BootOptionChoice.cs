using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Drivers.Oob.Redfish.Http;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.NetworkBoot;

/// <summary>Finds the boot option of an interface (DSP0268, BootOption).</summary>
public static class BootOptionChoice
{
    private const string DevicePath = "UefiDevicePath";
    private static readonly string[] Texts = [DevicePath, "DisplayName", "Name", "Description", "Alias"];

    /// <summary>
    /// The option that boots over PXE from an interface: the one whose UEFI device path, or else some text, holds its MAC
    /// address. IPv4 stands before IPv6; options that boot over HTTP are not PXE.
    /// </summary>
    /// <param name="options">The boot options.</param>
    /// <param name="mac">The MAC address, lower case with colons.</param>
    /// <returns>The option; null where none names the address.</returns>
    public static JObject? Find(IEnumerable<JObject> options, string mac)
    {
        string[] forms = [mac, mac.Replace(":", "-"), mac.Replace(":", "")];
        return options.Where(option => Reference(option) is not null && Has(option, forms) && !Has(option, ["Uri(", "HTTP"]))
            .OrderBy(option => Has(option, ["IPv6"]) ? 1 : 0).FirstOrDefault();
    }

    /// <summary>The name by which the boot order calls an option.</summary>
    /// <param name="option">The option.</param>
    public static string? Reference(JObject option) => Json.Text(option, "BootOptionReference") ?? Json.Text(option, "Id");

    /// <summary>The option's UEFI device path; null where it has none.</summary>
    /// <param name="option">The option.</param>
    public static string? PathOf(JObject option) => Json.Text(option, DevicePath);

    private static bool Has(JObject option, string[] words) => Texts.Select(name => Json.Text(option, name)).OfType<string>()
        .Any(text => words.Any(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0));
}
