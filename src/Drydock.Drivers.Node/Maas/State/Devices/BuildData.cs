using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Drydock.Design;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>What the scripts of a machine's commissioning and testing found.</summary>
/// <param name="Lshw">The hardware.</param>
/// <param name="Neighbours">Who spoke LLDP, by interface.</param>
/// <param name="Scripts">All results.</param>
/// <param name="Inventory">Devices by bus address.</param>
public sealed record BuildData(
    LshwReport Lshw, IReadOnlyDictionary<string, LldpNeighbour> Neighbours, ItemList<MaasScriptResult> Scripts, HardwareInventory Inventory)
{
    /// <summary>The name of the script that runs <c>lshw</c>, and the one it had before MAAS 2.9.</summary>
    public static readonly ItemList<string> LshwScripts = new(["maas-lshw", "00-maas-01-lshw"]);

    private static readonly string[] LldpScripts = ["maas-capture-lldpd", "99-maas-02-capture-lldp", "99-maas-02-capture-lldpd"];

    /// <summary>Reads results.</summary>
    /// <param name="results">Results of one machine, with what they wrote.</param>
    /// <exception cref="System.Xml.XmlException">The output of <c>lshw</c> or of the LLDP script is no XML.</exception>
    public static BuildData Of(IEnumerable<MaasScriptResult> results)
    {
        var scripts = new ItemList<MaasScriptResult>(results);
        var lshw = Output(LshwScripts);
        return new(lshw.Length == 0 ? LshwReport.Empty : LshwReport.Parse(lshw), LldpReport.Parse(Output(LldpScripts)), scripts,
            lshw.Length == 0 ? HardwareInventory.Empty : HardwareInventory.Parse(lshw));

        byte[] Output(IEnumerable<string> names) => Encoding.UTF8.GetBytes(
            scripts.FirstOrDefault(script => names.Contains(script.Name) && script.ExitStatus == 0)?.Output ?? "");
    }

    /// <summary>The node as it was found.</summary>
    /// <param name="node">Its design, for aliases and versions; its hardware profile may be missing.</param>
    /// <param name="machine">Its machine.</param>
    public NodeDetail Describe(BaremetalNode node, MaasMachine machine)
    {
        var aliases = new DeviceMap(node, Inventory).Aliases;
        var names = aliases.GroupBy(alias => alias.Value.Name).ToDictionary(same => same.Key, same => same.First().Key, StringComparer.Ordinal);
        var detail = new NodeDetail
        {
            SystemId = machine.SystemId,
            Machine = machine,
            Vendor = Lshw.Vendor,
            Model = Lshw.Model,
            Version = Lshw.Version,
            SerialNumber = Lshw.SerialNumber,
            Uuid = Lshw.Uuid,
            Firmware = Lshw.Firmware,
            Cpus = new(Lshw.Cpus),
            MemoryMiB = machine.Memory > 0 ? machine.Memory : Lshw.MemoryMiB ?? 0,
            Disks = new(machine.BlockDevices.Where(disk => disk.Type == "physical").Select(Disk)),
            Nics = new(machine.Interfaces.Where(nic => nic.Type == "physical").Select(Nic)),
            Aliases = new(aliases.Select(alias => new KeyValuePair<string, string>(alias.Key, alias.Value.Name))),
            Scripts = Scripts,
        };
        return detail with { Differences = new(HardwareDifferences.Between(node, detail)) };

        NodeDisk Disk(MaasBlockDevice disk)
        {
            var found = Lshw.Find("disk", disk.Name, disk.Serial);
            return new()
            {
                Name = disk.Name,
                BusAddress = found?.BusInfo,
                Alias = names.TryGetValue(disk.Name, out var alias) ? alias : null,
                Model = disk.Model ?? found?.Model,
                SerialNumber = disk.Serial,
                FirmwareVersion = disk.FirmwareVersion ?? found?.Firmware,
                Size = disk.Size,
                IdPath = disk.IdPath,
            };
        }

        NodeNic Nic(MaasInterface nic)
        {
            var found = Lshw.Find("network", nic.Name, nic.MacAddress);
            return new()
            {
                Name = nic.Name,
                PciAddress = found?.BusInfo is { } bus && bus.StartsWith("pci@", StringComparison.Ordinal) ? bus.Substring(4) : null,
                Alias = names.TryGetValue(nic.Name, out var alias) ? alias : null,
                MacAddress = nic.MacAddress,
                Vendor = nic.Vendor ?? found?.Vendor,
                Model = nic.Product ?? found?.Model,
                FirmwareVersion = nic.FirmwareVersion ?? found?.Firmware,
                LinkSpeed = nic.LinkSpeed,
                Neighbour = Neighbours.TryGetValue(nic.Name, out var neighbour) ? neighbour : null,
            };
        }
    }
}
