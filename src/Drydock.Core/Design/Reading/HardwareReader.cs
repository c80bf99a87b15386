using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Design;

namespace Drydock.Core.Design.Reading;

/// <summary>Reads hardware profiles.</summary>
internal static class HardwareReader
{
    public static HardwareProfile HardwareProfile(FieldReader fields) => new()
    {
        Name = fields.Document.Name,
        Source = fields.Document.Start,
        Vendor = fields.Text("vendor"),
        Generation = fields.Text("generation"),
        HardwareVersion = fields.Text("hw_version"),
        BiosVersion = fields.Text("bios_version"),
        BootMode = fields.Choice<string?>("boot_mode", null, ("bios", "bios"), ("uefi", "uefi")),
        BootstrapProtocol = fields.Choice<string?>("bootstrap_protocol", null, ("pxe", "pxe"), ("usb", "usb"), ("hdd", "hdd")),
        PxeInterface = fields.Scalar("pxe_interface"),
        Devices = new(fields.NamedMappings("device_aliases").Select(entry => Device(entry.Name, entry.Fields))),
        CpuSets = fields.StrictTexts("cpu_sets"),
        HugePages = new(fields.NamedMappings("hugepages").Select(entry => HugePages(entry.Name, entry.Fields))),
        Scripts = new(fields.NamedMappings("scripts").Select(entry => Script(entry.Name, entry.Fields))),
    };

    private static DeviceAlias Device(string alias, FieldReader fields)
    {
        var device = new DeviceAlias
        {
            Alias = alias,
            BusType = fields.RequiredText("bus_type", "pci or scsi"),
            DeviceType = fields.Value("dev_type") is YamlScalar { IsNull: true } ? null : fields.Scalar("dev_type"),
            Address = fields.RequiredText("address", "a bus address such as '0000:00:03.0'"),
            FirmwareVersion = fields.Scalar("firmware_version"),
        };
        fields.Finish();
        return device;
    }

    private static HardwareScript Script(string name, FieldReader fields)
    {
        var script = new HardwareScript
        {
            Name = name,
            Path = fields.Text("path"),
            Content = fields.Text("content"),
            Type = fields.Choice("type", HardwareScriptType.Commissioning,
                ("commissioning", HardwareScriptType.Commissioning), ("testing", HardwareScriptType.Testing)),
            Purpose = fields.Choice("purpose", HardwareScriptPurpose.Other, ("firmware", HardwareScriptPurpose.Firmware),
                ("raid", HardwareScriptPurpose.Raid), ("driver", HardwareScriptPurpose.Driver), ("other", HardwareScriptPurpose.Other)),
            Tags = fields.Texts("tags"),
            Parameters = fields.Labels("parameters"),
        };
        if ((script.Path is null) == (script.Content is null)) fields.Wrong(fields.Value("path"), "path", "a file, or else content, the script's text");
        fields.Finish();
        return script;
    }

    private static HugePages HugePages(string name, FieldReader fields)
    {
        foreach (var key in new[] { "size", "count" })
            if (fields.Value(key) is null) fields.Wrong(null, key, key == "size" ? "a page size such as 1G" : "a number of pages");
        var pages = new HugePages { Name = name, Size = fields.Scalar("size") ?? "", Count = fields.Integer("count") ?? 0 };
        fields.Finish();
        return pages;
    }
}
