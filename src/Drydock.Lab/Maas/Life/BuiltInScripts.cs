using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Lab.Maas.Model;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Life;

/// <summary>The scripts that MAAS brings along.</summary>
internal static class BuiltInScripts
{
    public const string Lshw = "maas-lshw";

    public const string Lldp = "maas-capture-lldpd";

    private const int Storage = 3;

    private static readonly string[] Commissioning =
    [
        "20-maas-01-install-lldpd", "20-maas-02-dhcp-unconfigured-ifaces", "40-maas-01-network-interfaces", "50-maas-01-commissioning",
        "maas-support-info", Lshw, "maas-list-modaliases", Lldp, "maas-kernel-cmdline", "maas-serial-ports", "maas-get-fruid-api-data",
    ];

    private static readonly (string Name, string Title, string Tags, int Hardware)[] Testing =
    [
        ("smartctl-validate", "Storage status", "commissioning storage", Storage),
        ("smartctl-short", "Storage integrity", "storage", Storage),
        ("smartctl-long", "Storage integrity", "storage", Storage),
        ("smartctl-conveyance", "Storage integrity", "storage", Storage),
        ("badblocks", "Storage integrity", "storage", Storage),
        ("badblocks-destructive", "Storage destructive integrity", "destructive storage", Storage),
        ("fio", "Storage benchmark", "storage", Storage),
        ("memtester", "Memory integrity", "memory", 2),
        ("stress-ng-cpu-short", "CPU validation", "cpu", 1),
        ("stress-ng-cpu-long", "CPU validation", "cpu", 1),
        ("7z", "CPU validation", "cpu", 1),
        ("ntp", "NTP validation", "network ntp", 0),
        ("internet-connectivity", "Network validation", "internet network-validation network", 4),
    ];

    public static void Add(Region region)
    {
        foreach (var name in Commissioning) Add(region, name, name.Replace('-', ' '), ScriptKind.Commissioning, ["commissioning"], 0);
        foreach (var (name, title, tags, hardware) in Testing) Add(region, name, title, ScriptKind.Testing, tags.Split(' '), hardware);
    }

    private static void Add(Region region, string name, string title, ScriptKind kind, IEnumerable<string> tags, int hardware)
    {
        var script = new NodeScript
        {
            Id = region.NextId("script"),
            Name = name,
            Title = title,
            Description = title + ".",
            Tags = [.. tags],
            Kind = kind,
            Hardware = hardware,
            Parallel = kind == ScriptKind.Testing ? 1 : 2,
            Timeout = TimeSpan.FromMinutes(5),
            Destructive = tags.Contains("destructive"),
            IsDefault = true,
        };
        if (hardware == Storage)
        {
            script.Parameters["storage"] = new JObject { ["type"] = "storage", ["argument_format"] = "{path}" };
            script.Packages = new JObject { ["apt"] = new JArray("smartmontools") };
        }

        script.History.Add(new(script.Id, "Created by maas-" + region.Version, region.Clock.UtcNow, "#!/bin/sh\n"));
        region.Scripts.Add(script);
    }
}
