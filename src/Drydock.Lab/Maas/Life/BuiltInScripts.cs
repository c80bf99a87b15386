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
        "20-maas-01-install-lldpd", "20-maas-02-dhcp-unconfigured-ifaces", "20-maas-03-machine-resources", "30-maas-01-bmc-config",
        "40-maas-01-machine-config-hints", "50-maas-01-commissioning", Lldp, "maas-get-fruid-api-data",
        "maas-kernel-cmdline", "maas-list-modaliases", Lshw, "maas-serial-ports",
        "maas-support-info",
    ];

    private static readonly (string Name, string Title, string Tags, int Hardware, int Parallel)[] Testing =
    [
        ("smartctl-validate", "Storage status", "commissioning storage", Storage, 1),
        ("smartctl-short", "Storage integrity", "storage", Storage, 1),
        ("smartctl-long", "Storage integrity", "storage", Storage, 1),
        ("smartctl-conveyance", "Storage integrity", "storage", Storage, 1),
        ("memtester", "Memory integrity", "memory", 2, 0),
        ("ntp", "NTP validation", "ntp network", 4, 2),
        ("badblocks", "Storage integrity", "storage", Storage, 1),
        ("badblocks-destructive", "Storage integrity", "destructive storage", Storage, 1),
        ("7z", "CPU benchmark", "cpu", 1, 0),
        ("fio", "Storage benchmark", "storage destructive", Storage, 1),
        ("internet-connectivity", "Internet Connectivity Validation", "internet network-validation network", 4, 1),
        ("gateway-connectivity", "Gateway Connectivity Validation", "network-validation network", 4, 1),
        ("rack-controller-connectivity", "Gateway Connectivity Validation", "network-validation network", 4, 1),
        ("stress-ng-cpu-long", "CPU validation", "cpu", 1, 0),
        ("stress-ng-cpu-short", "CPU validation", "cpu", 1, 0),
        ("stress-ng-memory-long", "Memory integrity", "memory", 2, 0),
        ("stress-ng-memory-short", "Memory integrity", "memory", 2, 0),
    ];

    public static void Add(Region region)
    {
        foreach (var name in Commissioning) Add(region, name, name.Replace('-', ' '), ScriptKind.Commissioning, ["commissioning"], 0, 2);
        foreach (var (name, title, tags, hardware, parallel) in Testing) Add(region, name, title, ScriptKind.Testing, tags.Split(' '), hardware, parallel);
    }

    private static void Add(Region region, string name, string title, ScriptKind kind, IEnumerable<string> tags, int hardware, int parallel)
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
            Parallel = parallel,
            Timeout = TimeSpan.FromMinutes(5),
            Destructive = tags.Contains("destructive"),
            ApplyConfiguredNetworking = name.EndsWith("-connectivity", StringComparison.Ordinal),
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
