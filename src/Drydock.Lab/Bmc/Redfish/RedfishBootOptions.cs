using System.Collections.Generic;
using System.Linq;
using Drydock.Lab.Hardware;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Bmc.Redfish;

/// <summary>What UEFI can boot from (DSP0268, BootOption): each network interface over IPv4, and the first disk.</summary>
internal sealed class RedfishBootOptions
{
    public const string Path = RedfishResources.System + "/BootOptions";

    public RedfishBootOptions(ServerSpec spec)
    {
        var options = new List<Option> { new("Boot0000", "Operating system", "HD(1,GPT," + spec.Uuid + ")", IsNetwork: false) };
        foreach (var nic in spec.Nics)
        {
            options.Add(new Option("Boot" + (options.Count).ToString("X4", System.Globalization.CultureInfo.InvariantCulture), "PXE IPv4 " + nic.Name,
                $"PciRoot(0x0)/Pci(0x2,0x0)/Pci(0x0,0x{options.Count - 1:X})/MAC({nic.MacAddress.Replace(":", "").ToUpperInvariant()},0x1)/IPv4(0.0.0.0)",
                IsNetwork: true));
        }

        All = options;
    }

    /// <summary>All options, in the order in which the firmware found them.</summary>
    public IReadOnlyList<Option> All { get; }

    public Option? Find(string reference) => All.FirstOrDefault(option => option.Reference == reference);

    public Option? FindPath(string devicePath) => All.FirstOrDefault(option => option.DevicePath == devicePath);

    public static string PathOf(Option option) => Path + "/" + option.Reference;

    public static JObject Describe(Option option) => RedfishJson.Resource(PathOf(option), "#BootOption.v1_0_4.BootOption", option.Name, new JObject
    {
        ["BootOptionReference"] = option.Reference,
        ["BootOptionEnabled"] = true,
        ["DisplayName"] = option.Name,
        ["UefiDevicePath"] = option.DevicePath,
    });

    /// <summary>An option.</summary>
    internal sealed record Option(string Reference, string Name, string DevicePath, bool IsNetwork);
}
