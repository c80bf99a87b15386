using System.Collections.Generic;
using System.Linq;
using System.Net;
using Drydock.Lab.Hardware;

namespace Drydock.Lab.Tests.Maas.Replay;

/// <summary>Servers like those that the recordings were made with.</summary>
internal static class RecordedServers
{
    public static IReadOnlyList<ServerSpec> All { get; } =
    [
        Server("node2", 6, "10.9.0.2", "u", "p", "52:54:00:bb:00:01", "52:54:00:bb:00:02"),
        Server("n1", 4, "10.9.0.1", "u", "p", "52:54:01:00:00:01", "52:54:00:04:ff:01"),
        Server("node4", 11, "10.9.0.14", "ADMIN", "secret", "52:54:00:dd:00:01", "52:54:00:0b:ff:01"),
    ];

    /// <summary>What a region has before anybody asks: kind, recorded id, the lab's.</summary>
    public static IReadOnlyList<(string Kind, string Recorded, string Found)> FirstIds { get; } =
        [("fabrics", "0", "0"), ("vlans", "2", "1"), ("subnets", "1", "1")];

    private static ServerSpec Server(string name, int number, string bmc, string user, string password, string first, string second) => new()
    {
        Name = name,
        BmcType = "ipmi",
        BmcAddress = IPAddress.Parse(bmc),
        BmcUser = user,
        BmcPassword = new Secret(password),
        Uuid = $"00000000-0000-4000-8000-{number:d12}",
        SerialNumber = $"SER{number:d4}",
        MemoryMiB = 32768,
        Nics = new ItemList<NicSpec>(new[]
        {
            new NicSpec { Name = "eno1", MacAddress = first, PciAddress = "0000:18:00.0", Cidr = "10.11.0.0/24", Boot = true },
            new NicSpec { Name = "eno2", MacAddress = second, PciAddress = "0000:18:00.1" },
            new NicSpec { Name = "ens3f0", MacAddress = $"52:54:00:{number:x2}:ff:02", PciAddress = "0000:3b:00.0" },
            new NicSpec { Name = "ens3f1", MacAddress = $"52:54:00:{number:x2}:ff:03", PciAddress = "0000:3b:00.1" },
        }),
        Disks = new ItemList<DiskSpec>(new (string Name, long Size)[] { ("nvme0n1", 1_600_000_000_000), ("sda", 480_000_000_000), ("sdb", 960_000_000_000), ("sdc", 960_000_000_000) }
            .Select((disk, index) => new DiskSpec
            {
                Name = disk.Name,
                Size = disk.Size,
                Serial = $"SN{disk.Name.ToUpperInvariant()}{number:d3}",
                Model = "SSD-" + disk.Name,
                BusAddress = $"2:0.{index}.0",
                Ssd = true,
            })),
    };
}
